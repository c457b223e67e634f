import Language

/// One complete entry as it is read: comments around it and its trailing semicolons set aside.
struct Entry {
  /// What was typed.
  let source: SourceText
  /// Where what is to be read begins and ends.
  let bounds: Range<Int>
  /// Whether a trailing semicolon asks for silence.
  let isMuted: Bool

  init(_ text: String) { self.init(SourceText(text)) }

  init(_ source: SourceText) {
    func isSemicolon(_ piece: SourceText.Piece) -> Bool { source.characters[piece.range.lowerBound] == ";" }
    var pieces = source.pieces.drop(while: \.isBlank), isMuted = false
    while let last = pieces.last, last.isBlank || isSemicolon(last) {
      isMuted = isMuted || isSemicolon(last)
      pieces.removeLast()
    }
    let end = source.characters.count
    bounds = (pieces.first?.range.lowerBound ?? end)..<(pieces.last?.range.upperBound ?? end)
    self.source = source
    self.isMuted = isMuted
  }

  /// Whether there is nothing to do: blank, or a comment alone.
  var isEmpty: Bool { bounds.isEmpty }

  /// The word it begins with; empty when it begins with something else.
  var firstWord: Range<Int> {
    guard let first = source.pieces(in: bounds).first, first.kind == .word else {
      return bounds.lowerBound..<bounds.lowerBound
    }
    return first.range
  }

  /// The characters of a range as a text.
  func text(_ range: Range<Int>) -> String { source.text(range) }

  /// Whether it is this text and nothing else.
  func says(_ text: String) -> Bool { bounds.count == text.count && source.text(bounds) == text }
}

extension SourceText.Piece {
  /// Whether nothing stands here that is read.
  var isBlank: Bool { kind == .space || kind == .lineEnd || kind == .comment }
}
