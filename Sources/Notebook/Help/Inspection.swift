import Display
import Language

extension Session {
  /// What is known of the word at a place in a cell, or just before it; else of what the bracket there belongs to. Places are counted in
  /// characters. Nothing where nothing is known.
  public func inspect(_ cell: String, at cursor: Int) -> [Output] {
    let source = SourceText(cell)
    let place = min(max(0, cursor), source.characters.count)
    for word in [source.word(at: place), source.called(at: place)].compactMap({ $0 }) {
      let found = knowledge(of: word)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// A name's value, if it has one that need not be computed, and the pages about it.
  private func knowledge(of word: String) -> [Output] {
    let value = variables[word].map { outputs(of: $0, name: word) } ?? []
    let pages = helpPages.filter { $0.name == word }
    let found = pages.isEmpty ? helpPages.filter { $0.answers(to: word) } : pages
    return value + found.map { .text($0.page) }
  }
}

extension SourceText {
  /// The word that a place lies in or ends, dots and all.
  fileprivate func word(at place: Int) -> String? {
    guard
      let index = pieces.firstIndex(where: {
        $0.kind == .word && $0.range.lowerBound <= place && place <= $0.range.upperBound
      })
    else { return nil }
    var first = index
    while first >= 2, text(pieces[first - 1].range) == ".", pieces[first - 2].kind == .word { first -= 2 }
    return text(pieces[first].range.lowerBound..<pieces[index].range.upperBound)
  }

  /// The word before the innermost bracket that is open at a place.
  fileprivate func called(at place: Int) -> String? {
    var open: [Int] = []
    for (index, piece) in pieces.enumerated() where piece.range.upperBound <= place {
      if piece.kind == .opening { open.append(index) } else if piece.kind == .closing { _ = open.popLast() }
    }
    return open.reversed().lazy.compactMap { index in
      index > 0 && pieces[index - 1].kind == .word ? text(pieces[index - 1].range) : nil
    }.first
  }
}
