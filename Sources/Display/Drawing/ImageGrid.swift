import Arrays
import Texts

/// Draws images side by side, in characters that hold two pixels each, one above the other.
struct ImageGrid {
  let figure: Figure
  let depth: ColourDepth
  let page: Page

  /// How the images are laid out.
  private struct Layout {
    /// How many stand side by side, and how many are drawn at all.
    var columns, count: Int
    /// One drawn image, in pixels.
    var extent: (height: Int, width: Int)
  }

  /// The narrowest that an image is drawn.
  private static let narrowest = 7

  /// The images row by row, a blank line between rows; in a window as many as it has room for.
  var lines: [String] {
    let fields = figure.plots.compactMap { plot -> Field? in
      if case .field(let field)? = plot.layers.first, field.numbers.shape.rank == 2 { field } else { nil }
    }
    guard let first = fields.first, let layout = layout(of: first.numbers, fields.count), layout.extent.width > 0 else {
      return []
    }
    var lines: [String] = []
    for first in stride(from: 0, to: layout.count, by: layout.columns) {
      let group = Array(first..<min(first + layout.columns, layout.count))
      if first > 0 { lines.append("") }
      lines += drawn(group.map { (figure.plots[$0].title, fields[$0]) }, layout.extent).lines(depth)
    }
    let left = fields.count - layout.count
    return left == 0
      ? lines : lines + [shortened("… and \(counted(left, "more image", "more images"))", to: page.width)]
  }

  /// As many side by side as the figure asks, fewer where they would be too small to see; in a window, so that all rows fit: smaller ones, more
  /// side by side, and at last fewer images.
  private func layout(of pixels: NDArray, _ count: Int) -> Layout? {
    guard count > 0 else { return nil }
    let most = min(figure.columns, count)
    let wanted = (1...most).last { (page.width + 1) / $0 - 1 >= ImageGrid.narrowest } ?? 1
    let widest = Layout(columns: wanted, count: count, extent: extent(of: pixels, (page.width + 1) / wanted - 1))
    guard page.isWindow, height(widest) > page.height else { return widest }
    for shown in stride(from: count, through: 1, by: -1) {
      let room = page.height - (shown < count ? 1 : 0)
      let layouts = (1...min(shown, max(1, (page.width + 1) / (ImageGrid.narrowest + 1)))).compactMap { columns in
        let most = (page.width + 1) / columns - 1
        return stride(from: most, through: min(most, ImageGrid.narrowest), by: -1).lazy
          .map { Layout(columns: columns, count: shown, extent: extent(of: pixels, $0)) }
          .first { height($0) <= room }
      }
      // The largest images; of equally large ones, as many side by side as was asked for.
      if let best = layouts.max(by: {
        ($0.extent.width, $0.columns == wanted ? 1 : 0) < ($1.extent.width, $1.columns == wanted ? 1 : 0)
      }) {
        return best
      }
    }
    // One that is much higher than wide is made flatter than it is.
    let whole = extent(of: pixels, ImageGrid.narrowest)
    let room = page.height - titleLines - (count > 1 ? 1 : 0)
    return Layout(columns: 1, count: 1, extent: (min(whole.height, max(2, 2 * room)), whole.width))
  }

  private func height(_ layout: Layout) -> Int {
    let rows = (layout.count + layout.columns - 1) / layout.columns
    return rows * (layout.extent.height / 2 + titleLines + 1) - 1
  }

  /// How many lines stand above each row.
  private var titleLines: Int { figure.plots.contains { !$0.title.isEmpty } ? 1 : 0 }

  /// One drawn image, in pixels: its proportions kept, its height even, since two pixels share a character.
  private func extent(of pixels: NDArray, _ room: Int) -> (height: Int, width: Int) {
    let (width, height) = (pixels.shape[1], pixels.shape[0])
    guard width > 0, height > 0 else { return (0, 0) }
    let drawn = max(4, min(width, room))
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
