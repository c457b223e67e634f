import Arrays
import Display

/// How axes are written: in which sizes, with how much room.
enum AxisStyle {
  static let tickSize = 10.5
  static let labelSize = 11.5
  /// How far tick labels stand from the frame.
  static let gap = 6.0

  /// What stands beside an axis: `critic loss (nats)`.
  static func caption(_ axis: Axis) -> String {
    axis.unit.isEmpty ? axis.label : axis.label.isEmpty ? axis.unit : "\(axis.label) (\(axis.unit))"
  }

  /// A number as a page writes it: with a real minus, and with a power of ten as one.
  static func label(_ text: String) -> String {
    guard text.hasPrefix("1e"), let power = Int(text.dropFirst(2)) else {
      return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹"),
      raised = String(power.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } }
    return (power < 0 ? "10⁻" : "10") + String(raised)
  }

  /// How many ticks an axis of a length has at most.
  static func most(_ span: Span, length: Double, isVertical: Bool) -> Int {
    if case .categories(let names) = span.scale { return max(1, min(names.count, Int(length / 13))) }
    return max(2, min(9, Int(length / (isVertical ? 34 : 58))))
  }

  /// The longest name that is written at an axis, so that a plot remains.
  static let longest = 150.0
}

/// A number at an axis, as it is written.
struct AxisTick {
  /// Where it stands.
  let at: Double
  /// What is written there.
  let label: String
}

/// How much room an axis needs beside the frame.
struct AxisRoom {
  /// Its ticks' labels, shortened where they are very long.
  let ticks: [AxisTick]
  /// Whether horizontal labels are turned, since they have no room beside each other.
  let isTurned: Bool
  /// The room for the labels, and for the axis's name.
  let labels, caption: Double

  /// All of it.
  var total: Double { labels + caption }

  /// No room, for no axis.
  static let none = AxisRoom(ticks: [], isTurned: false, labels: 0, caption: 0)

  private init(ticks: [AxisTick], isTurned: Bool, labels: Double, caption: Double) {
    (self.ticks, self.isTurned, self.labels, self.caption) = (ticks, isTurned, labels, caption)
  }

  /// The room of an axis of about that length.
  init(_ axis: Axis, _ span: Span, length: Double, isVertical: Bool) {
    guard !axis.isHidden else {
      self = .none
      return
    }
    ticks = span.ticks(most: AxisStyle.most(span, length: length, isVertical: isVertical)).map {
      AxisTick(
        at: $0.number,
        label: TextMeasure.shortened(AxisStyle.label($0.text), width: AxisStyle.longest, size: AxisStyle.tickSize))
    }
    let widest = ticks.map { TextMeasure.width($0.label, size: AxisStyle.tickSize) }.max() ?? 0
    caption = AxisStyle.caption(axis).isEmpty ? 0 : 18
    let slot = length / Double(max(1, ticks.count))
    isTurned = !isVertical && span.isCategorical && widest > slot - 4
    labels = isVertical ? widest + AxisStyle.gap + 2 : isTurned ? widest * 0.6 + 16 : 18
  }
}

extension Span {
  /// Whether names stand at it.
  var isCategorical: Bool { if case .categories = scale { true } else { false } }
}

extension PlotFrame {
  /// The lines of the grid, below everything else.
  func grid(_ plot: Plot, _ horizontal: AxisRoom, _ vertical: AxisRoom) -> [Mark] {
    var lines: [[Point]] = []
    if !x.isCategorical {
      lines += horizontal.ticks.compactMap { across($0.at) }.map { [Point($0, part.y), Point($0, part.bottom)] }
    }
    if !y.isCategorical {
      lines += vertical.ticks.compactMap { up($0.at) }.map { [Point(part.x, $0), Point(part.right, $0)] }
    }
    return lines.isEmpty ? [] : [.lines(lines, Stroke(.faint))]
  }

  /// The frame, ticks, their labels, and what the axes measure.
  func axes(_ plot: Plot, _ horizontal: AxisRoom, _ vertical: AxisRoom, showsVertical: Bool) -> [Mark] {
    var marks: [Mark] = [.frame(part, Stroke(.muted, width: 0.8))]
    var notches: [[Point]] = []
    for tick in horizontal.ticks {
      guard let place = across(tick.at), place >= part.x - 0.5, place <= part.right + 0.5 else { continue }
      notches.append([Point(place, part.bottom), Point(place, part.bottom + 3)])
      let at = Point(place + (horizontal.isTurned ? 4 : 0), part.bottom + (horizontal.isTurned ? 12 : 15))
      marks.append(
        .label(
          Label(
            tick.label, at, size: AxisStyle.tickSize, horizontal.isTurned ? .end : .middle,
            angle: horizontal.isTurned ? -35 : 0)))
    }
    for tick in showsVertical ? vertical.ticks : [] {
      guard let place = up(tick.at), place >= part.y - 0.5, place <= part.bottom + 0.5 else { continue }
      notches.append([Point(part.x, place), Point(part.x - 3, place)])
      marks.append(
        .label(
          Label(tick.label, Point(part.x - AxisStyle.gap, place + 3.7), size: AxisStyle.tickSize, .end)))
    }
    if !notches.isEmpty { marks.append(.lines(notches, Stroke(.muted, width: 0.8))) }
    return marks + captions(plot, horizontal, vertical, showsVertical: showsVertical)
  }

  private func captions(
    _ plot: Plot, _ horizontal: AxisRoom, _ vertical: AxisRoom, showsVertical: Bool
  ) -> [Mark] {
    var marks: [Mark] = []
    if horizontal.caption > 0 {
      let at = Point(part.middle.x, part.bottom + horizontal.labels + 13)
      marks.append(.label(Label(AxisStyle.caption(plot.x), at, size: AxisStyle.labelSize, .middle)))
    }
    if vertical.caption > 0, showsVertical {
      let text = TextMeasure.shortened(
        AxisStyle.caption(plot.y), width: max(60, part.height * 1.25), size: AxisStyle.labelSize)
      let at = Point(part.x - vertical.labels - 7, part.middle.y)
      marks.append(.label(Label(text, at, size: AxisStyle.labelSize, .middle, angle: -90)))
    }
    return marks
  }
}
