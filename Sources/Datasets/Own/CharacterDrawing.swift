import Arrays
import Files
import Refusals
import Texts

/// A drawing in characters as a distribution over the plane: points lie where characters are dense.
///
/// A space holds nothing, `.:-=+*#%@` and `░▒▓█` hold the more the darker they are, a digit holds its ninths, and any other character is full. A
/// character is drawn half as wide as it is high, as terminals have it; the longer side of the drawing reaches from -1 to 1.
public struct CharacterDrawing: Sendable {
  /// Where there is ink: row and column from the upper left corner, and how much up to there.
  private let cells: [(row: Int, column: Int, sum: Double)]
  private let rows, columns: Int

  private static let largest = 1 << 20
  private static let ramp: [Character: Double] = {
    let dark = Array(".:-=+*#%@"), shades: [Character: Double] = ["░": 0.25, "▒": 0.5, "▓": 0.75, "█": 1, " ": 0]
    let digits = (0...9).map { (Character(String($0)), Double($0) / 9) }
    return shades.merging(dark.enumerated().map { ($1, Double($0 + 1) / Double(dark.count)) } + digits) { first, _ in
      first
    }
  }()

  /// Reads a file's lines.
  public init(_ store: ByteStore) throws(Refusal) {
    let bytes = try store.contents(limit: CharacterDrawing.largest)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(store.place, "it is no text in UTF-8", "A drawing is a text of lines: any editor writes one.")
    }
    var cells: [(row: Int, column: Int, sum: Double)] = [], sum = 0.0, widest = 0, last = 0
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (row, line) in lines.enumerated() {
      for (column, character) in line.enumerated() {
        guard character != "\t" else {
          throw Refusal(
            store.place, "line \(row + 1), column \(column + 1) is a tab", "Use spaces, which are as wide everywhere.")
        }
        let ink = CharacterDrawing.ramp[character] ?? 1
        guard ink > 0 else { continue }
        sum += ink
        cells.append((row, column, sum))
        (widest, last) = (max(widest, column + 1), row + 1)
      }
    }
    guard !cells.isEmpty else {
      throw Refusal(store.place, "it holds no ink", "Draw with characters such as # and *; spaces stay empty.")
    }
    (self.cells, rows, columns) = (cells, last, widest)
  }

  /// So many points of it, `[count × 2]`: each in a character that is chosen by its ink, anywhere in that.
  public func points(_ count: Int, random: Random, stream: Random.Stream, step: Int) -> NDArray {
    let choice = random.uniform([count], stream.part("character"), step: step)
    let place = random.uniform([count, 2], stream, step: step)
    let scale = 2 / max(Double(columns), 2 * Double(rows)), total = cells[cells.count - 1].sum
    return NDArray(shape: [count, 2]) { room in
      choice.withNumbers { choice in
        place.withNumbers { place in
          for point in 0..<count {
            let cell = cell(at: Double(choice[point]) * total)
            let x = Double(cell.column) + Double(place[2 * point]) - Double(columns) / 2
            let y = Double(cell.row) + Double(place[2 * point + 1]) - Double(rows) / 2
            room[2 * point] = Real(x * scale)
            room[2 * point + 1] = Real(-2 * y * scale)
          }
        }
      }
    }
  }

  /// The first character at which the ink up to there is more.
  private func cell(at ink: Double) -> (row: Int, column: Int) {
    var (low, high) = (0, cells.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].sum > ink { high = middle } else { low = middle + 1 }
    }
    return (cells[low].row, cells[low].column)
  }
}
