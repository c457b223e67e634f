import Language

/// New numbers for cells that are written down without some of those between them: `_7` has to find the same cell as before.
struct Renumbering {
  /// For each cell that is kept, its new number.
  let numbers: [Int: Int]

  /// The source with its `_7` as they are to be, outside texts and comments.
  func applied(to source: String) -> String {
    let read = SourceText(source)
    return read.pieces.map { piece in
      let text = read.text(piece.range)
      guard piece.kind == .word, let number = Renumbering.reference(text).flatMap({ numbers[$0] }) else { return text }
      return "_\(number)"
    }.joined()
  }

  /// The cells whose results a source asks for by number.
  static func references(in source: String) -> [Int] {
    let read = SourceText(source)
    return read.pieces.filter { $0.kind == .word }.compactMap { reference(read.text($0.range)) }
  }

  private static func reference(_ word: String) -> Int? { word.first == "_" ? Int(word.dropFirst()) : nil }
}
