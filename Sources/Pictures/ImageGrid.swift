import Arrays

/// Grey images side by side, drawn in half blocks.
public struct ImageGrid: Sendable {
  /// Each image `[height × width]`, row by row, 0 black to 1 white.
  private let images: [NDArray]
  private let columns: Int
  /// The widest that a row may be, in characters.
  private let width: Int

  /// Images `[count × height × width × 1]` whose numbers lie between `low` (black) and `high` (white).
  public init(_ batch: NDArray, low: Real, high: Real, columns: Int, width: Int = 80) {
    let (height, side) = (batch.shape[1], batch.shape[2])
    let numbers = batch.numbers
    self.columns = max(1, columns)
    self.width = width
    images = (0..<batch.shape[0]).map { index in
      let part = numbers[index * height * side..<(index + 1) * height * side]
      return NDArray(part.map { ($0 - low) / (high - low) }, shape: [height, side])
    }
  }

  /// One drawn image, in cells: its proportions kept, its height even, since two cells share a character.
  private var extent: (height: Int, width: Int) {
    let (height, width) = (images.first?.shape[0] ?? 4, images.first?.shape[1] ?? 4)
    let drawn = max(4, min(width, (self.width + 1) / columns - 1))
    return (max(2, (height * drawn + width - 1) / width / 2 * 2), drawn)
  }

  /// The picture with colour.
  public var coloured: String {
    drawn { row in row.map { Shade.coloured($0.0, $0.1) }.joined() + Shade.reset }
  }

  /// The picture in plain characters.
  public var plain: String { drawn { row in String(row.map { Shade.plain($0.0, $0.1) }) } }

  private func drawn(_ line: ([(Real, Real)]) -> String) -> String {
    let extent = extent
    let small = images.map { $0.averaged(to: extent.height, extent.width) }
    var lines: [String] = []
    for first in stride(from: 0, to: small.count, by: columns) {
      let group = small[first..<min(first + columns, small.count)]
      if first > 0 { lines.append("") }
      for y in stride(from: 0, to: extent.height, by: 2) {
        lines.append(
          group.map { image in
            line((0..<extent.width).map { x in (image[y, x], image[y + 1, x]) })
          }.joined(separator: " "))
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension NDArray {
  /// A picture `[height × width]` made smaller by averaging the area under each new cell.
  fileprivate func averaged(to rows: Int, _ columns: Int) -> NDArray {
    let (height, width) = (shape[0], shape[1])
    guard height != rows || width != columns else { return self }
    return NDArray(shape: [rows, columns]) { output in
      for y in 0..<rows {
        for x in 0..<columns {
          output[y * columns + x] = area(
            Real(y * height) / Real(rows), Real((y + 1) * height) / Real(rows), Real(x * width) / Real(columns),
            Real((x + 1) * width) / Real(columns))
        }
      }
    }
  }

  private func area(_ top: Real, _ bottom: Real, _ left: Real, _ right: Real) -> Real {
    var sum: Real = 0
    for row in Int(top)..<min(shape[0], Int(bottom.rounded(.up))) {
      let tall = min(bottom, Real(row + 1)) - max(top, Real(row))
      for column in Int(left)..<min(shape[1], Int(right.rounded(.up))) {
        let wide = min(right, Real(column + 1)) - max(left, Real(column))
        sum += tall * wide * self[row, column]
      }
    }
    return sum / ((bottom - top) * (right - left))
  }
}
