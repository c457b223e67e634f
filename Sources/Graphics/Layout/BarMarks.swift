import Arrays
import Display
import Texts

extension PlotFrame {
  /// Bars on zero; of several layers the one with this index, beside the others. Few bars say their numbers.
  func marks(bars columns: Columns, index: Int, of count: Int) -> [Mark] {
    let share = 0.76 / Double(max(1, count)), ink = Ink.role(columns.role)
    var marks: [Mark] = []
    let foot = up(y.scale == .logarithmic ? y.low : 0.0) ?? part.bottom
    let saysNumbers = columns.values.count <= 4 || hasRoom(for: columns, share)
    for (place, value) in columns.values.enumerated() {
      let from = Double(place) - 0.38 + share * Double(index)
      guard let left = across(from), let right = across(from + share * 0.94), let top = up(value) else { continue }
      let bar = Rectangle(left, min(top, foot), right - left, abs(foot - top))
      marks += style(index, bar, ink)
      let label = shownNumber(value, digits: 3)
      if saysNumbers {
        let isUp = top <= foot
        marks.append(
          .label(
            Label(
              label, Point((left + right) / 2, isUp ? top - 4 : top + 11), size: 9.5, .middle, ink: .muted,
              halo: .paper)))
      }
    }
    return marks
  }

  /// Whether every bar's number fits above it.
  private func hasRoom(for columns: Columns, _ share: Double) -> Bool {
    guard let left = across(0.0), let right = across(share) else { return false }
    return columns.values.allSatisfy {
      TextMeasure.width(shownNumber($0, digits: 3), size: 9.5) <= (right - left) * 1.2
    }
  }

  /// The first layer is filled, the second hollow, the third hatched, and so on.
  private func style(_ index: Int, _ bar: Rectangle, _ ink: Ink) -> [Mark] {
    let edge = Mark.frame(bar, Stroke(ink, width: 1.2))
    switch index % 3 {
    case 0: return [.box(bar, ink, opacity: 0.9)]
    case 1: return [.box(bar, ink, opacity: 0.18), edge]
    default:
      let reach = min(bar.height, 4000)
      let hatch = stride(from: bar.x - reach, to: bar.right, by: 5).map {
        [Point($0, bar.bottom), Point($0 + reach, bar.bottom - reach)]
      }
      return [.clipped(bar, [.lines(hatch, Stroke(ink, width: 1))]), edge]
    }
  }

  /// The outline of a histogram over its filled inside.
  func marks(histogram counts: Counts, index: Int) -> [Mark] {
    let foot = up(y.scale == .logarithmic ? y.low : 0.0) ?? part.bottom
    var outline: [Point] = []
    for (cell, count) in counts.counts.enumerated() where cell + 1 < counts.edges.count {
      guard let left = across(counts.edges[cell]), let right = across(counts.edges[cell + 1]) else { continue }
      let top = up(Double(count)) ?? foot
      outline += [Point(left, top), Point(right, top)]
    }
    guard let first = outline.first, let last = outline.last else { return [] }
    let ink = Ink.role(counts.role)
    return [
      .areas([[Point(first.x, foot)] + outline + [Point(last.x, foot)]], ink, opacity: index == 0 ? 0.35 : 0.22),
      .lines(
        [[Point(first.x, foot)] + outline + [Point(last.x, foot)]], Stroke(ink, width: 1.4, dash: counts.role.dash)),
    ]
  }
}
