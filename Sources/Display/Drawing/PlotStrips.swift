import Arrays
import Texts

/// Draws each plot of a figure as one line, for where there is no room for axes: its title, its shape in blocks of eight heights, and from where to
/// where it reaches.
struct PlotStrips {
  let figure: Figure
  let depth: ColourDepth
  let width: Int

  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// The most characters that a shape takes.
  private static let longest = 24

  /// A line for each plot.
  var lines: [String] {
    let titles = figure.plots.map { sanitized($0.title.isEmpty ? $0.y.caption : $0.title) }
    let room = min(titles.map(displayWidth).max() ?? 0, max(4, width * 2 / 5))
    return zip(figure.plots.indices, titles).map { index, title in
      let head = room > 0 ? padded(shortened(title, to: room), to: room) + " " : ""
      return head + line(figure.plots[index], figure.frames[index], max(1, width - displayWidth(head)))
    }
  }

  /// The shape of what a plot draws first, between the ends of its range.
  private func line(_ plot: Plot, _ frame: Frame, _ width: Int) -> String {
    for layer in plot.layers {
      switch layer {
      case .histogram(let counts):
        let ends = [counts.edges.first, counts.edges.last].map { $0.map { numberText($0, digits: 3) } ?? "" }
        let room = min(PlotStrips.longest, width - ends.reduce(2) { $0 + displayWidth($1) })
        return shortened("\(ends[0]) \(shape(counts.counts.map(Double.init), room, from: 0)) \(ends[1])", to: width)
      case .bars(let columns): return spread(columns.values, frame, width)
      case .line(let series): return spread(series.column(1), frame, width)
      case .field(let field): return shortened(Layer.field(field).words ?? "", to: width)
      case .points, .arrows, .pairs: return shortened(layer.words ?? "", to: width)
      case .diagram(let diagram):
        return shortened(diagram.nodes.map { $0.joined(separator: " ") }.joined(separator: " → "), to: width)
      case .rule: continue
      }
    }
    return ""
  }

  /// Numbers as heights on the plot's own scale, and their ends in words.
  private func spread(_ numbers: [Real], _ frame: Frame, _ width: Int) -> String {
    let finite = numbers.filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max() else { return shortened("no finite number", to: width) }
    let words = " \(numberText(least, digits: 3)) … \(numberText(greatest, digits: 3))"
    let places = numbers.map { frame.y.place(of: Double($0)) ?? .nan }
    let room = min(PlotStrips.longest, max(4, width - displayWidth(words)))
    return shortened(shape(places, room, from: min(0, places.filter(\.isFinite).min() ?? 0), to: 1) + words, to: width)
  }

  /// Numbers as blocks: the greatest of those that share a character; nothing where there is none.
  private func shape(_ numbers: [Double], _ room: Int, from low: Double, to high: Double? = nil) -> String {
    let finite = numbers.filter(\.isFinite), high = high ?? finite.max() ?? 0, count = min(room, numbers.count)
    guard count > 0, high > low else { return "" }
    let text = (0..<count).map { index -> Character in
      let part = numbers[
        (index * numbers.count / count)..<max(index * numbers.count / count + 1, (index + 1) * numbers.count / count)]
      guard let greatest = part.filter(\.isFinite).max(), greatest > low else { return " " }
      let level = Int((min(1, (greatest - low) / (high - low)) * 8).rounded(.up))
      return PlotStrips.blocks[min(7, max(0, level - 1))]
    }
    return String(text)
  }
}
