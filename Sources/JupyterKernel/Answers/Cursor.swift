/// Places in a cell: a notebook counts Unicode code points, the session counts characters.
struct Cursor {
  private let code: String

  init(in code: String) { self.code = code }

  /// The characters before a code point; one that it cuts through counts.
  func characters(before point: Int) -> Int {
    let scalars = code.unicodeScalars
    let end =
      scalars.index(scalars.startIndex, offsetBy: max(0, point), limitedBy: scalars.endIndex) ?? scalars.endIndex
    return String(scalars[..<end]).count
  }

  /// The code points before a character.
  func points(before character: Int) -> Int { code.prefix(max(0, character)).unicodeScalars.count }
}
