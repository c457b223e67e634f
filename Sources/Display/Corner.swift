import Arrays
import Texts

/// A tensor for people: its shape, its spread, and a corner of its values, at most 6 rows of 8 that fit the width.
func tensorText(_ array: NDArray, name: String?, width: Int) -> String {
  let head = (name.map { $0 + " " } ?? "") + array.shape.description
  guard array.count > 0 else { return head + " (no values)" }
  let spread = Spread(array)
  var line =
    head + "  min \(numberText(spread.least))  mean \(numberText(spread.mean))  max \(numberText(spread.greatest))"
  if spread.notANumber > 0 { line += "  nan \(spread.notANumber) of \(array.count)" }
  return line + "\n" + Corner(array).text(width)
}

/// The readable part of an array: the last two axes that are longer than one, at the first place of the others.
private struct Corner {
  let array: NDArray
  let rowAxis: Int?
  let columnAxis: Int?

  init(_ array: NDArray) {
    self.array = array
    let long = array.shape.extents.indices.filter { array.shape[$0] > 1 }
    columnAxis = long.last
    rowAxis = long.dropLast().last
  }

  func text(_ width: Int) -> String {
    let lines = (3...8).reversed().lazy.map { self.lines(columns: $0) }
      .first { $0.allSatisfy { displayWidth($0) <= width } }
    return ((place.map { ["  at \($0)"] } ?? []) + (lines ?? self.lines(columns: 3))).joined(separator: "\n")
  }

  private func lines(columns most: Int) -> [String] {
    let rows = Corner.shown(extent(rowAxis), 6), columns = Corner.shown(extent(columnAxis), most)
    let cells = rows.map { row in columns.map { column in cell(row, column) } }
    let width = cells.joined().map(displayWidth).max() ?? 0
    return cells.map { "  " + $0.map { padded($0, to: width, right: true) }.joined(separator: "  ") }
  }

  /// Where in the array this is, if there is more than what the two axes span: `[0, :, :, 0]`.
  private var place: String? {
    guard array.shape.extents.filter({ $0 > 1 }).count > 2 else { return nil }
    let parts = array.shape.extents.indices.map { $0 == rowAxis || $0 == columnAxis ? ":" : "0" }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private func extent(_ axis: Int?) -> Int { axis.map { array.shape[$0] } ?? 1 }

  private func cell(_ row: Int?, _ column: Int?) -> String {
    guard let row, let column else { return "…" }
    let strides = array.shape.strides
    let index = row * (rowAxis.map { strides[$0] } ?? 0) + column * (columnAxis.map { strides[$0] } ?? 0)
    return array.withNumbers { numberText($0[index], digits: 5) }
  }

  /// The positions shown of an axis; `nil` stands for those left out.
  private static func shown(_ extent: Int, _ most: Int) -> [Int?] {
    guard extent > most else { return Array(0..<extent) }
    return Array(0..<most - 2) + [nil, extent - 1]
  }
}
