import Arrays

/// One field of a picture, as data.
public enum Panel: Equatable, Sendable {
  /// Numbers `[rows × columns]`: black up to `low`, white from `high` on.
  case grid(NDArray, low: Real, high: Real)
  /// Points `[count × 2]`, in a square of `cells` × `cells` that reaches so far from the origin on each side; up is positive. The more points in
  /// a cell, the brighter: as the square root of their count, so that few show beside many.
  case points(NDArray, reach: Real, cells: Int)

  /// How many cells it is wide and high.
  public var extent: (width: Int, height: Int) {
    switch self {
    case .grid(let numbers, _, _): (numbers.shape[1], numbers.shape[0])
    case .points(_, _, let cells): (cells, cells)
    }
  }

  /// How many numbers or points it shows.
  public var count: Int {
    switch self {
    case .grid(let numbers, _, _): numbers.count
    case .points(let points, _, _): points.shape[0]
    }
  }

  /// How many bytes it keeps alive.
  var size: Int {
    switch self {
    case .grid(let numbers, _, _), .points(let numbers, _, _): numbers.count * MemoryLayout<Real>.size
    }
  }

  /// How many of them are no numbers.
  public var notANumber: Int {
    switch self {
    case .grid(let numbers, _, _): numbers.withNumbers { $0.count(where: \.isNaN) }
    case .points(let points, _, _):
      points.withNumbers { numbers in
        (0..<points.shape[0]).count { numbers[2 * $0].isNaN || numbers[2 * $0 + 1].isNaN }
      }
    }
  }

  /// How bright each cell `[height × width]` is, from 0 (black) to 1 (white); a number that is none stays none.
  public var brightness: NDArray {
    switch self {
    case .grid(let numbers, let low, let high): Panel.brightness(numbers, low, high)
    case .points(let points, let reach, let cells): Panel.density(points, reach, cells)
    }
  }

  private static func brightness(_ numbers: NDArray, _ low: Real, _ high: Real) -> NDArray {
    // Halved where the distance of both ends is itself too large for a number.
    let unit: Real = (high - low).isFinite ? 1 : 0.5
    let span = high > low ? high * unit - low * unit : low.isNaN || high.isNaN ? .nan : 1
    let shades = numbers.withNumbers { numbers in
      numbers.map { number -> Real in
        let shade = (number * unit - low * unit) / span
        return shade.isNaN && !number.isNaN ? (number > high ? 1 : 0) : shade > 1 ? 1 : shade < 0 ? 0 : shade
      }
    }
    return NDArray(shades, shape: numbers.shape)
  }

  private static func density(_ points: NDArray, _ reach: Real, _ cells: Int) -> NDArray {
    var counts = [Real](repeating: 0, count: cells * cells)
    // Made smaller where the square's whole side is too large for a number.
    let unit: Real = (2 * reach).isFinite ? 1 : 0.25, side = 2 * (reach * unit)
    points.withNumbers { numbers in
      for index in 0..<points.shape[0] {
        let (x, y) = (numbers[2 * index], numbers[2 * index + 1])
        guard side.isFinite, abs(x) < reach, abs(y) < reach else { continue }
        let column = Int((x * unit + reach * unit) / side * Real(cells))
        let row = Int((reach * unit - y * unit) / side * Real(cells))
        counts[min(row, cells - 1) * cells + min(column, cells - 1)] += 1
      }
    }
    let most = max(1, counts.max() ?? 1)
    return NDArray(counts.map { ($0 / most).squareRoot() }, shape: [cells, cells])
  }
}
