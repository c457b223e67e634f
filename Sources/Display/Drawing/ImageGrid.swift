import Arrays
import Texts

/// Draws the fields and points of a figure side by side, in characters that hold two cells each, one above the other.
struct ImageGrid {
  /// The widest that a row may be, in characters.
  let width: Int
  /// One line of a plot, from its pairs of an upper and a lower cell's brightness.
  let line: ([(upper: Real, lower: Real)]) -> String

  /// The figure's plots, row by row, a blank line between rows.
  func drawn(_ figure: Figure) -> String {
    let cells = zip(figure.plots, figure.frames).compactMap { plot, frame in
      plot.layers.lazy.compactMap { $0.brightness(in: frame) }.first.map { ($0, plot.x.isHidden ? 1 : scale($0)) }
    }
    guard let (first, scale) = cells.first else { return "" }
    let extent = extent(of: first, scale, figure.columns)
    let small = cells.map { $0.0.enlarged($0.1).averaged(to: extent.height, extent.width) }
    var lines: [String] = []
    for first in stride(from: 0, to: small.count, by: figure.columns) {
      let group = small[first..<min(first + figure.columns, small.count)]
      if first > 0 { lines.append("") }
      let titles = figure.plots[first..<min(first + figure.columns, figure.plots.count)].map(\.title)
      if titles.contains(where: { !$0.isEmpty }) {
        lines.append(titles.map { padded(String($0.prefix(extent.width)), to: extent.width) }.joined(separator: " "))
      }
      for y in stride(from: 0, to: extent.height, by: 2) {
        lines.append(
          group.map { panel in
            line((0..<extent.width).map { x in (panel[y, x], panel[y + 1, x]) })
          }.joined(separator: " "))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// How many characters of a line each cell of a matrix takes.
  private func scale(_ cells: NDArray) -> Int { cells.shape[1] <= 32 ? 2 : 1 }

  /// One drawn plot, in cells: its proportions kept, its height even, since two cells share a character.
  private func extent(of cells: NDArray, _ scale: Int, _ columns: Int) -> (height: Int, width: Int) {
    let (width, height) = (cells.shape[1] * scale, cells.shape[0] * scale)
    guard width > 0, height > 0 else { return (0, 0) }
    let drawn = max(4, min(width, (self.width + 1) / columns - 1))
    return (max(2, (height * drawn + width - 1) / width / 2 * 2), drawn)
  }
}

extension Layer {
  /// How bright each cell `[height × width]` is, from 0 (black) to 1 (white); a number that is none stays none.
  fileprivate func brightness(in frame: Frame) -> NDArray? {
    switch self {
    case .field(let field):
      NDArray(field.numbers.numbers.map { field.map.place(of: $0) }, shape: field.numbers.shape)
    case .points(let series): Layer.density(series.points, frame, cells: 40)
    default: nil
    }
  }

  private static func density(_ points: NDArray, _ frame: Frame, cells: Int) -> NDArray {
    var counts = [Real](repeating: 0, count: cells * cells)
    points.withNumbers { numbers in
      for index in 0..<points.shape[0] {
        guard let place = frame.place(Double(numbers[2 * index]), Double(numbers[2 * index + 1])),
          (0..<1).contains(place.x), (0..<1).contains(place.y)
        else { continue }
        counts[(cells - 1 - Int(place.y * Double(cells))) * cells + Int(place.x * Double(cells))] += 1
      }
    }
    let most = max(1, counts.max() ?? 1)
    return NDArray(counts.map { ($0 / most).squareRoot() }, shape: [cells, cells])
  }
}

extension NDArray {
  /// A matrix each of whose numbers becomes a square of `scale` × `scale`.
  fileprivate func enlarged(_ scale: Int) -> NDArray {
    guard scale > 1 else { return self }
    let (rows, columns) = (shape[0] * scale, shape[1] * scale)
    return NDArray(shape: [rows, columns]) { output in
      for y in 0..<rows {
        for x in 0..<columns { output[y * columns + x] = self[y / scale, x / scale] }
      }
    }
  }

  /// A matrix `[height × width]` made smaller by averaging the area under each new cell.
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
