/// New numbers for cells that are written down without some of those between them: `_7` has to find the same cell as before.
struct Renumbering {
  private let numbers: [Int: Int]

  /// The numbers that cells get when those that are kept run again, one after the other from 1.
  init(kept cells: [Int]) {
    numbers = Dictionary(cells.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
  }

  /// A cell's new number; `nil` for one that is not kept.
  subscript(cell: Int) -> Int? { numbers[cell] }

  /// The source with its `_7` as they are to be, outside texts and comments.
  func applied(to source: String) -> String {
    let read = Entry(source).characters, typed = Array(source)
    var result = "", quote = false, index = read.startIndex
    while index < read.endIndex {
      if !quote, let (end, number) = reference(in: read, at: index) {
        result += "_\(number)"
        index = end
        continue
      }
      if read[index] == "\"" || read[index].isNewline { quote = read[index] == "\"" && !quote }
      let step = quote && read[index] == "\\" && index + 1 < read.endIndex ? 2 : 1
      result += String(typed[index..<index + step])
      index += step
    }
    return result
  }

  /// A `_7` that begins at an index: where it ends, and its new number.
  private func reference(in characters: [Character], at start: Int) -> (end: Int, number: Int)? {
    guard characters[start] == "_", start == 0 || !characters[start - 1].isWordPart else { return nil }
    let digits = characters[(start + 1)...].prefix { $0.isWordPart }
    guard let number = Int(String(digits)).flatMap({ numbers[$0] }) else { return nil }
    return (digits.endIndex, number)
  }
}
