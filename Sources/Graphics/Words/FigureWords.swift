import Arrays
import Display
import Texts

/// A figure in words: for those who do not see it, and for what cannot be drawn.
struct FigureWords {
  /// Everything: axes, what is drawn over them, from where to where it reaches.
  let whole: [String]
  /// From where to where the numbers reach, in short.
  let reaches: [String]
  /// The same, and what is left out.
  let visible: [String]

  /// The words for a figure.
  init(_ figure: Figure) {
    whole = figure.plots.flatMap { plot in
      let title = plot.title.isEmpty ? [] : [plot.title + ":"]
      return [
        (title + [FigureWords.axes(plot)] + plot.layers.map { FigureWords.sentence($0, plot) })
          .filter { !$0.isEmpty }.joined(separator: " ")
      ]
    }
    let isMany = figure.plots.count > 3
    let all =
      isMany
      ? []
      : figure.plots.map { plot -> String in
        let parts = plot.layers.compactMap { FigureWords.reach($0, plot.y) }
        let title = figure.plots.count > 1 && !plot.title.isEmpty ? plot.title + ": " : ""
        return parts.isEmpty ? "" : title + parts.joined(separator: "; ")
      }
    reaches = all.filter { !$0.isEmpty }
    visible = reaches + figure.remarks + FigureWords.remarks(figure)
  }

  private static func axes(_ plot: Plot) -> String {
    let frame = Frame(plot)
    let parts = [("across", plot.x, frame.x), ("upwards", plot.y, frame.y)].compactMap {
      direction, axis, span -> String? in
      guard !axis.isHidden else { return nil }
      let caption = AxisStyle.caption(axis)
      let name = caption.isEmpty ? direction : "\(direction) \(caption)"
      switch axis.scale {
      case .categories(let names): return "\(name): \(firstFew(names, most: 12))"
      case .linear, .logarithmic:
        let kind = axis.scale == .logarithmic ? ", logarithmic" : ""
        return "\(name) from \(number(span.low)) to \(number(span.high))\(kind)"
      }
    }
    return parts.isEmpty ? "" : parts.joined(separator: "; ").capitalizedFirst + "."
  }

  private static func number(_ number: Double) -> String { shownNumber(number, digits: 3) }
  private static func number(_ number: Real) -> String { shownNumber(number, digits: 4) }

  /// What a layer shows, in a sentence.
  private static func sentence(_ layer: Layer, _ plot: Plot) -> String {
    switch layer {
    case .line(let series):
      let reach = Reach(series.points, column: 1, gaps: series.gaps)
      return named("Line", series.name) + reach.words(unit: plot.y.unit) + (reach.last.map { ", at last \($0)" } ?? "")
        + "."
    case .points(let series):
      let (x, y) = (Reach(series.points, column: 0), Reach(series.points, column: 1))
      let count = counted(series.points.count / 2, "point")
      return named(count, series.name)
        + "as \(Symbol(series.role).name), across \(x.words(unit: plot.x.unit)), upwards \(y.words(unit: plot.y.unit))."
    case .arrows(let arrows):
      return named(counted(arrows.from.count / 2, "arrow"), arrows.name) + lengths(arrows) + "."
    case .pairs(let pairs):
      return named(counted(pairs.from.count / 2, "pair"), pairs.name) + "joined by lines, " + lengths(pairs) + "."
    case .bars(let columns):
      let names: [String] = if case .categories(let names) = plot.x.scale { names } else { [] }
      let all = columns.values.enumerated().map { index, value in
        (index < names.count ? names[index] + " " : "") + number(value)
      }
      let few = all.count <= 16 ? all.joined(separator: ", ") : Reach(columns.values).words(unit: plot.y.unit)
      return named(counted(columns.values.count, "bar"), columns.name) + few + "."
    case .histogram(let counts):
      return named("Histogram", counts.name) + histogram(counts) + "."
    case .field(let field):
      let shape = field.numbers.shape.extents.map(String.init).joined(separator: " × ")
      return named("Field", field.name) + "\(shape) numbers \(Reach(field.numbers.numbers).words(unit: ""))"
        + (field.contours.isEmpty ? "" : ", contour lines at \(firstFew(field.contours.map { number($0) }, most: 9))")
        + "."
    case .rule(let rule): return "Reference line \(rule.name) at \(number(rule.at))."
    case .diagram(let diagram):
      let boxes = diagram.nodes.map { $0.joined(separator: " ") }
      let ways = diagram.edges.filter { boxes.indices.contains($0.from) && boxes.indices.contains($0.to) }
        .map { "\(boxes[$0.from]) → \(boxes[$0.to])" }
      return "\(counted(boxes.count, "box", "boxes").capitalizedFirst): "
        + firstFew(ways.isEmpty ? boxes : ways, most: 40) + "."
    }
  }

  private static func named(_ what: String, _ name: String) -> String {
    name.isEmpty ? "\(what): " : "\(what) \(name): "
  }

  private static func lengths(_ arrows: Arrows) -> String {
    let lengths = arrows.from.withNumbers { from in
      arrows.to.withNumbers { to in
        (0..<min(from.count, to.count) / 2).map { index -> Double in
          let x = Double(to[2 * index]) - Double(from[2 * index])
          let y = Double(to[2 * index + 1]) - Double(from[2 * index + 1])
          return (x * x + y * y).squareRoot() / Double(arrows.stretch)
        }
      }
    }.filter(\.isFinite)
    guard let most = lengths.max() else { return "none has a length" }
    return "the mean length \(number(lengths.reduce(0, +) / Double(lengths.count))), the longest \(number(most))"
  }

  private static func histogram(_ counts: Counts) -> String {
    let all = counts.total
    let outside = counts.outside > 0 ? "; \(grouped(counts.outside)) are infinite or no numbers" : ""
    guard let first = counts.edges.first, let last = counts.edges.last, all > 0,
      let most = counts.counts.indices.max(by: { counts.counts[$0] < counts.counts[$1] }),
      most + 1 < counts.edges.count
    else { return "no numbers" + outside }
    return "\(grouped(all)) numbers from \(number(first)) to \(number(last)); most, \(grouped(counts.counts[most])), "
      + "lie from \(number(counts.edges[most])) to \(number(counts.edges[most + 1]))\(outside)"
  }

  /// From where to where a layer's numbers reach, in a few words; `nil` where its marks say it.
  private static func reach(_ layer: Layer, _ axis: Axis) -> String? {
    switch layer {
    case .line(let series): short(series.name, Reach(series.points, column: 1, gaps: series.gaps), axis.unit)
    case .field(let field) where !field.map.isOfPixels:
      short(field.name, Reach(field.numbers.numbers), "")
    case .bars(let columns): short(columns.name, Reach(columns.values), axis.unit)
    case .histogram(let counts):
      "\(counts.name.isEmpty ? "" : counts.name + " ")\(grouped(counts.total))"
        + " from \(number(counts.edges.first ?? .nan)) to \(number(counts.edges.last ?? .nan))"
    case .arrows(let arrows): "\(arrows.name.isEmpty ? "arrows" : arrows.name): \(lengths(arrows))"
    case .pairs(let pairs): "\(pairs.name.isEmpty ? "pairs" : pairs.name): \(lengths(pairs))"
    case .points, .rule, .field, .diagram: nil
    }
  }

  private static func short(_ name: String, _ reach: Reach, _ unit: String) -> String {
    (name.isEmpty ? "" : name + " ") + reach.words(unit: unit)
  }

  /// What is drawn in another way than one by one.
  private static func remarks(_ figure: Figure) -> [String] {
    let layers = figure.plots.flatMap(\.layers)
    let isDense = layers.contains {
      if case .points(let series) = $0 { series.points.count / 2 > mostSymbols } else { false }
    }
    let isThinned = layers.contains {
      switch $0 {
      case .arrows(let arrows), .pairs(let arrows): arrows.from.count / 2 > mostArrows
      default: false
      }
    }
    return [
      figure.plots.isEmpty ? "there is nothing to draw" : nil,
      isDense ? "many points are drawn as a density: the more opaque, the more there are" : nil,
      isThinned ? "of many lines each so-and-so-manyth is drawn" : nil,
    ].compactMap { $0 }
  }
}

/// From where to where numbers reach.
private struct Reach {
  private var least = Real.infinity, greatest = -Real.infinity, count = 0, notFinite = 0
  /// The last finite one, in words.
  private(set) var last: String?

  init(_ numbers: [Real]) {
    for number in numbers { add(number) }
    last = nil
  }

  /// One column of points `[count × 2]`.
  init(_ points: NDArray, column: Int, gaps: Int = 0) {
    points.withNumbers { numbers in
      for index in stride(from: column, to: numbers.count, by: 2) { add(numbers[index]) }
      for index in stride(from: column, to: numbers.count, by: 2).reversed() where numbers[index].isFinite {
        last = shownNumber(numbers[index], digits: 4)
        break
      }
    }
    (count, notFinite) = (count - gaps, notFinite - gaps)
  }

  private mutating func add(_ number: Real) {
    count += 1
    guard number.isFinite else {
      notFinite += 1
      return
    }
    (least, greatest) = (min(least, number), max(greatest, number))
  }

  /// `from 0.1 to 0.69 nats`
  func words(unit: String) -> String {
    let unit = unit.isEmpty ? "" : " " + unit
    guard least <= greatest else { return count == 0 ? "none" : "no finite number" }
    let (low, high) = (shownNumber(least, digits: 4), shownNumber(greatest, digits: 4))
    let missing = notFinite > 0 ? " (\(notFinite) not finite)" : ""
    return (low == high ? "all \(low)\(unit)" : "from \(low) to \(high)\(unit)") + missing
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
