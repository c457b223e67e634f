import Arrays
import Texts

extension Layer {
  /// What it shows, in words, with its least and its greatest number; `nil` for what speaks for itself.
  public var words: String? { Layer.words([self]) }

  /// What layers of one meaning show, in words, with the least and the greatest number of all.
  static func words(_ layers: [Layer]) -> String? {
    guard let first = layers.first else { return nil }
    switch first {
    case .line, .bars, .field: return named(first.name, range(layers.flatMap(\.heights)))
    case .points: return named(first.name, each(layers.map(\.pointCount)) { counted($0, "point") })
    case .histogram: return named(first.name, each(layers.map(\.pointCount), grouped))
    case .arrows:
      let longest = layers.compactMap(\.longest).max().map { "the longest " + numberText($0, digits: 4) }
      return first.name.isEmpty ? nil : named(first.name, longest)
    case .pairs:
      let lengths = layers.flatMap(\.pairLengths)
      let mean = lengths.isEmpty ? nil : lengths.reduce(0, +) / Double(lengths.count)
      return named(first.name, mean.map { "mean length " + numberText($0, digits: 4) })
    case .rule: return first.name.isEmpty ? nil : sanitized(first.name)
    case .diagram: return nil
    }
  }

  /// The numbers that it shows along the vertical axis, or as colours.
  private var heights: [Real] {
    switch self {
    case .line(let series): series.column(1)
    case .bars(let columns): columns.values
    case .field(let field): field.numbers.numbers
    default: []
    }
  }

  /// How many points or counted numbers it has.
  private var pointCount: Int {
    switch self {
    case .points(let series): series.points.shape.extents.first ?? 0
    case .histogram(let counts): counts.total
    default: 0
    }
  }

  /// How long the longest of its arrows is that stand for something.
  private var longest: Double? {
    if case .arrows(let arrows) = self { arrows.lengths.max().map { $0 / Double(arrows.stretch) } } else { nil }
  }

  private var pairLengths: [Double] { if case .pairs(let arrows) = self { arrows.lengths } else { [] } }

  /// `256`, or `256 each` of several; `nil` where they are not as many.
  private static func each(_ counts: [Int], _ text: (Int) -> String) -> String? {
    guard let first = counts.first, counts.allSatisfy({ $0 == first }) else { return nil }
    return text(first) + (counts.count > 1 ? " each" : "")
  }

  private static func named(_ name: String, _ rest: String?) -> String? {
    let name = sanitized(name)
    guard let rest else { return name.isEmpty ? nil : name }
    return name.isEmpty ? rest : "\(name): \(rest)"
  }

  /// `from -1 to 2.5`, of the finite numbers.
  private static func range(_ numbers: [Real]) -> String? {
    let finite = numbers.lazy.filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max() else {
      return numbers.isEmpty ? nil : "no finite number"
    }
    return least == greatest
      ? "always \(numberText(least, digits: 4))"
      : "from \(numberText(least, digits: 4)) to \(numberText(greatest, digits: 4))"
  }
}

extension Series {
  /// The numbers of one coordinate.
  func column(_ index: Int) -> [Real] {
    points.withNumbers { numbers in stride(from: index, to: numbers.count, by: 2).map { numbers[$0] } }
  }

  /// Its points as pairs of numbers.
  var pairs: [(x: Double, y: Double)] { points.pairs }
}

extension Arrows {
  /// The lengths of those that have one.
  fileprivate var lengths: [Double] {
    zip(from.pairs, to.pairs).map { a, b in
      ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    }.filter(\.isFinite)
  }
}

extension NDArray {
  /// Rows of two numbers; none where the shape is another.
  var pairs: [(x: Double, y: Double)] {
    guard shape.rank == 2, shape[1] == 2 else { return [] }
    return withNumbers { numbers in
      (0..<shape[0]).map { (Double(numbers[2 * $0]), Double(numbers[2 * $0 + 1])) }
    }
  }
}
