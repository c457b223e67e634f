import Arrays
import Display

/// What the colours of a field mean: a strip with numbers at it.
struct ColourBar: Equatable {
  /// What the numbers are.
  let name: String
  /// Which colour a number has.
  let map: ColourMap

  /// That of a plot's field, unless it shows pixels.
  init?(_ plot: Plot) {
    let fields = plot.layers.compactMap { if case .field(let field) = $0 { field } else { nil } }
    guard let field = fields.first(where: { !$0.map.isOfPixels }) else { return nil }
    (name, map) = (field.name, field.map)
  }

  /// The ends, finite and apart; `nil` where all numbers have the same colour.
  private var span: Span? {
    let (low, high) = map.range
    guard low.isFinite, high.isFinite, low < high else { return nil }
    return Span(Axis(range: low...high))
  }

  private func ticks(_ height: Double) -> [AxisTick] {
    (span?.ticks(most: max(2, min(6, Int(height / 30)))) ?? []).map {
      AxisTick(at: $0.number, label: AxisStyle.label($0.text))
    }
  }

  /// How much room it needs to the right of a frame of that height.
  func width(_ height: Double) -> Double {
    let widest = ticks(height).map { TextMeasure.width($0.label, size: AxisStyle.tickSize) }.max() ?? 0
    return 14 + 11 + 6 + widest + (name.isEmpty ? 2 : 20)
  }

  /// The strip to the right of a frame.
  func marks(beside frame: Rectangle) -> [Mark] {
    let strip = Rectangle(frame.right + 14, frame.y, 11, frame.height)
    let (low, high) = map.range, steps = 64
    var raster = Raster(width: 1, height: steps)
    for step in 0..<steps {
      let share = Real(steps - 1 - step) / Real(steps - 1)
      raster.set(0, step, map.colour(of: low * (1 - share) + high * share) ?? Colour(150, 150, 150))
    }
    var marks: [Mark] = [.image(raster, strip, isCrisp: false), .frame(strip, Stroke(.muted, width: 0.8))]
    let ticks = ticks(frame.height)
    for tick in ticks {
      guard let place = span?.place(of: tick.at) else { continue }
      let y = strip.bottom - place * strip.height
      marks.append(.line(Point(strip.right, y), Point(strip.right + 3, y), Stroke(.muted, width: 0.8)))
      marks.append(.label(Label(tick.label, Point(strip.right + 6, y + 3.7), size: AxisStyle.tickSize)))
    }
    if !name.isEmpty {
      let widest = ticks.map { TextMeasure.width($0.label, size: AxisStyle.tickSize) }.max() ?? 0
      let text = TextMeasure.shortened(name, width: frame.height * 1.1, size: AxisStyle.labelSize)
      let at = Point(strip.right + 6 + widest + 14, frame.middle.y)
      marks.append(.label(Label(text, at, size: AxisStyle.labelSize, .middle, angle: -90)))
    }
    return marks
  }
}
