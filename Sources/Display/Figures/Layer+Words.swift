import Arrays
import Texts

extension Layer {
  /// What it shows, in words, with its least and its greatest number; `nil` for what speaks for itself.
  public var words: String? {
    switch self {
    case .line(let series): Layer.named(series.name, Layer.range(series.column(1)))
    case .points(let series): Layer.named(series.name, Layer.count(series.points))
    case .arrows(let arrows):
      arrows.name.isEmpty
        ? nil
        : Layer.named(
          arrows.name, arrows.longest.map { "the longest " + numberText($0 / Double(arrows.stretch), digits: 4) })
    case .pairs(let arrows): Layer.named(arrows.name, arrows.mean.map { "mean length " + numberText($0, digits: 4) })
    case .bars(let columns): Layer.named(columns.name, Layer.range(columns.values))
    case .histogram(let counts): Layer.named(counts.name, grouped(counts.total))
    case .field(let field): Layer.named(field.name, Layer.range(field.numbers.numbers))
    case .rule(let rule): rule.name.isEmpty ? nil : rule.name
    case .diagram: nil
    }
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

  private static func count(_ points: NDArray) -> String { counted(points.shape.extents.first ?? 0, "point") }
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
  private var lengths: [Double] {
    zip(from.pairs, to.pairs).map { a, b in
      ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    }.filter(\.isFinite)
  }

  fileprivate var longest: Double? { lengths.max() }

  fileprivate var mean: Double? {
    let lengths = lengths
    return lengths.isEmpty ? nil : lengths.reduce(0, +) / Double(lengths.count)
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
