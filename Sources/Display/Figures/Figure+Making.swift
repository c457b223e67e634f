import Arrays

extension Figure {
  /// Images `[count × height × width × channels]` between `low` (black) and `high` (white), all in one row unless `columns` are given, each with
  /// its title. Three channels, or the first three of more, are red, green and blue; fewer are grey by the first.
  public init(
    _ title: String = "", images: NDArray, low: Real = -1, high: Real = 1, columns: Int? = nil, titles: [String] = []
  ) {
    let (height, width, channels) = (images.shape[1], images.shape[2], images.shape[3]), size = height * width
    let plots = images.withNumbers { numbers in
      (0..<images.shape[0]).map { index in
        let title = index < titles.count ? titles[index] : ""
        let pixels = (index * size..<(index + 1) * size).map { place -> Real in
          guard channels >= 3 else { return numbers[place * channels] }
          return ColourMap.packed(numbers[place * channels..<place * channels + 3], low: low, high: high)
        }
        let image = NDArray(pixels, shape: [height, width])
        return channels >= 3
          ? Plot.image(packed: image, title: title) : Plot.image(image, low: low, high: high, title: title)
      }
    }
    self.init(title, plots, columns: columns)
  }

  /// An exact plan between points of the plane.
  public static func plan(_ title: String, from fake: NDArray, to real: NDArray, moves: [(from: Int, to: Int)])
    -> Figure
  {
    func ends(_ points: NDArray, _ rows: [Int]) -> NDArray {
      NDArray(rows.flatMap { [points[$0, 0], points[$0, 1]] }, shape: [rows.count, 2])
    }
    return Figure(
      title,
      [
        Plot(
          "", x: Axis("x₁"), y: Axis("x₂"), isSquare: true,
          [
            .pairs(
              Arrows("a move of the exact plan", from: ends(fake, moves.map(\.from)), to: ends(real, moves.map(\.to)))),
            .points(Series("real", real, .real)), .points(Series("fake", fake, .fake)),
          ])
      ])
  }

  /// About how many bytes it keeps alive.
  var size: Int {
    plots.reduce(64) { $0 + $1.layers.reduce(64) { $0 + 64 + $1.numberCount * MemoryLayout<Real>.size } }
  }

  /// How many cells the first field has across and upwards, such as an image's pixels; without one, the room of its plain text in characters.
  public var extent: (width: Int, height: Int) {
    for plot in plots {
      for case .field(let field) in plot.layers { return (field.numbers.shape[1], field.numbers.shape[0]) }
    }
    let lines = Renderer.plain.text(self).split(separator: "\n", omittingEmptySubsequences: false)
    return plots.isEmpty ? (0, 0) : (lines.map(\.count).max() ?? 0, lines.count)
  }
}

extension Layer {
  /// What the legend calls it.
  public var name: String {
    switch self {
    case .line(let series), .points(let series): series.name
    case .arrows(let arrows), .pairs(let arrows): arrows.name
    case .bars(let columns): columns.name
    case .histogram(let counts): counts.name
    case .field(let field): field.name
    case .rule(let rule): rule.name
    case .diagram: ""
    }
  }

  /// How many numbers it holds.
  var numberCount: Int {
    switch self {
    case .line(let series), .points(let series): series.points.count
    case .arrows(let arrows), .pairs(let arrows): arrows.from.count + arrows.to.count
    case .bars(let columns): columns.values.count
    case .histogram(let counts): counts.edges.count + counts.counts.count
    case .field(let field): field.numbers.count
    case .rule: 1
    case .diagram(let diagram): diagram.nodes.count
    }
  }
}

extension Field {
  /// A matrix by its rows and columns, on a scale that holds all its numbers: from nothing up where none is negative, else around a marked zero.
  public init(matrix name: String, _ numbers: NDArray) {
    let (rows, columns) = (Real(numbers.shape[0]), Real(numbers.shape[1]))
    self.init(name, numbers, x: -0.5...max(0.5, columns - 0.5), y: -0.5...max(0.5, rows - 0.5), map: .holding(numbers))
  }
}

extension ColourMap {
  /// A diverging map around the middle between the least and the greatest number: for scores, whose zero is nobody's.
  public static func around(_ numbers: NDArray) -> ColourMap {
    let finite = numbers.withNumbers { $0.filter(\.isFinite) }
    let (least, greatest) = (finite.min() ?? -1, finite.max() ?? 1)
    return .diverging(zero: least / 2 + greatest / 2, reach: greatest / 2 - least / 2)
  }

  /// A map that gives each of these numbers a colour of its own: sequential from 0 where none is negative, else diverging from 0.
  public static func holding(_ numbers: NDArray) -> ColourMap {
    let finite = numbers.withNumbers { $0.filter(\.isFinite) }
    let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 1)
    return least >= 0 ? .sequential(low: 0, high: greatest) : .diverging(zero: 0, reach: max(-least, greatest))
  }
}
