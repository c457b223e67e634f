import Arrays
import Texts

/// Draws images side by side, in characters that hold two pixels each, one above the other.
struct ImageGrid {
  let figure: Figure
  let depth: ColourDepth
  let page: Page

  /// The images row by row, a blank line between rows.
  var lines: [String] {
    let fields = figure.plots.compactMap { plot -> Field? in
      if case .field(let field)? = plot.layers.first, field.numbers.shape.rank == 2 { field } else { nil }
    }
    guard let first = fields.first, let columns else { return [] }
    let extent = extent(of: first.numbers, columns)
    guard extent.width > 0 else { return [] }
    var lines: [String] = []
    for first in stride(from: 0, to: fields.count, by: columns) {
      let group = Array(first..<min(first + columns, fields.count))
      if first > 0 { lines.append("") }
      lines += drawn(group.map { (figure.plots[$0].title, fields[$0]) }, extent).lines(depth)
    }
    return lines
  }

  /// How many images stand side by side: as the figure asks, fewer where they would be too small to see.
  private var columns: Int? {
    guard !figure.plots.isEmpty else { return nil }
    return (1...min(figure.columns, figure.plots.count)).last { (page.width + 1) / $0 - 1 >= 7 } ?? 1
  }

  /// One drawn image, in pixels: its proportions kept, its height even, since two pixels share a character.
  private func extent(of pixels: NDArray, _ columns: Int) -> (height: Int, width: Int) {
    let (width, height) = (pixels.shape[1], pixels.shape[0])
    guard width > 0, height > 0 else { return (0, 0) }
    let drawn = max(4, min(width, (page.width + 1) / columns - 1))
    return (max(2, (height * drawn + width - 1) / width / 2 * 2), drawn)
  }

  private func drawn(_ images: [(title: String, field: Field)], _ extent: (height: Int, width: Int)) -> TextCanvas {
    let top = images.contains { !$0.title.isEmpty } ? 1 : 0
    var canvas = TextCanvas(width: images.count * (extent.width + 1) - 1, height: extent.height / 2 + top)
    for (index, image) in images.enumerated() {
      let left = index * (extent.width + 1)
      canvas.write(String(sanitized(image.title).prefix(extent.width)), left, 0)
      let plot = Plot("", [.field(image.field)])
      let pixels = FieldSampler(image.field).numbers(over: Frame(plot), columns: extent.width, rows: extent.height)
      for row in 0..<extent.height / 2 {
        for column in 0..<extent.width {
          let (upper, lower) = (pixels[2 * row * extent.width + column], pixels[(2 * row + 1) * extent.width + column])
          draw(upper ?? .nan, lower ?? .nan, image.field.map, &canvas, left + column, top + row)
        }
      }
    }
    return canvas
  }

  private func draw(
    _ upper: Real, _ lower: Real, _ map: ColourMap, _ canvas: inout TextCanvas, _ column: Int, _ row: Int
  ) {
    guard depth != .none, let above = map.colour(of: upper), let below = map.colour(of: lower) else {
      return canvas.put(Shade.plain(map.place(of: upper), map.place(of: lower)), column, row)
    }
    canvas[column, row].upper = above
    canvas[column, row].lower = below
  }
}
