import Arrays

/// Where a parameter's first numbers come from.
public enum Initializer: Hashable, Sendable {
  case zeros
  case ones
  /// All the same.
  case constant(Real)
  /// U(-b, b) with b = √(6 / (inputs + outputs)); Glorot and Bengio 2010, Keras' default.
  case glorotUniform
  /// U(-b, b) with b = √(6 / inputs); He et al. 2015, for ReLU.
  case heUniform
  /// U(-b, b) with b = √(3 / inputs); LeCun et al. 1998.
  case lecunUniform
  /// N(0, 2 / (inputs + outputs)), not cut off, as PyTorch has it.
  case glorotNormal
  /// N(0, 2 / inputs), not cut off.
  case heNormal
  /// N(0, 1 / inputs), not cut off.
  case lecunNormal
  /// Rows or columns, whichever are fewer, at right angles and of length 1; a kernel counts as a matrix of its last axis. Saxe et al. 2014.
  case orthogonal
  /// U(-b, b).
  case uniform(bound: Real)
  /// N(0, s²).
  case normal(deviation: Real)

  /// Numbers for a weight of this shape, drawn from the stream that bears the parameter's name.
  public func values(_ shape: Shape, named name: String, _ random: Random) -> NDArray {
    let fans = Initializer.fans(shape)
    let (inputs, both) = (Real(max(1, fans.inputs)), Real(max(1, fans.inputs + fans.outputs)))
    switch self {
    case .zeros: return NDArray(repeating: 0, shape: shape)
    case .ones: return NDArray(repeating: 1, shape: shape)
    case .constant(let number): return NDArray(repeating: number, shape: shape)
    case .uniform(let bound): return spread(shape, name, random, bound)
    case .glorotUniform: return spread(shape, name, random, (6 / both).squareRoot())
    case .heUniform: return spread(shape, name, random, (6 / inputs).squareRoot())
    case .lecunUniform: return spread(shape, name, random, (3 / inputs).squareRoot())
    case .normal(let deviation): return scattered(shape, name, random, deviation)
    case .glorotNormal: return scattered(shape, name, random, (2 / both).squareRoot())
    case .heNormal: return scattered(shape, name, random, (2 / inputs).squareRoot())
    case .lecunNormal: return scattered(shape, name, random, (1 / inputs).squareRoot())
    case .orthogonal: return Orthogonal.matrix(of: random.normal(shape, .init(named: name)))
    }
  }

  private func spread(_ shape: Shape, _ name: String, _ random: Random, _ bound: Real) -> NDArray {
    let unit = random.uniform(shape, .init(named: name))
    return NDArray(unit.numbers.map { bound * (2 * $0 - 1) }, shape: shape)
  }

  private func scattered(_ shape: Shape, _ name: String, _ random: Random, _ deviation: Real) -> NDArray {
    NDArray(random.normal(shape, .init(named: name)).numbers.map { deviation * $0 }, shape: shape)
  }

  /// How many numbers feed one output, and how many outputs one number feeds: a kernel's window counts in both.
  static func fans(_ shape: Shape) -> (inputs: Int, outputs: Int) {
    guard shape.rank >= 2 else { return (shape.count, shape.count) }
    let window = shape.extents.dropLast(2).reduce(1, *)
    return (shape[shape.rank - 2] * window, shape[shape.rank - 1] * window)
  }
}

/// The initialisers that layers can be told to begin with, by the field's names; uniform ones unless they say normal.
public enum InitializerName: String, CaseIterable, Sendable {
  case glorot, xavier, he, lecun, glorotnormal, henormal, lecunnormal, orthogonal, normal, uniform, zeros, ones

  /// The initialiser; of normal and uniform numbers with Keras' sizes, 0.05.
  var initializer: Initializer {
    switch self {
    case .glorot, .xavier: .glorotUniform
    case .he: .heUniform
    case .lecun: .lecunUniform
    case .glorotnormal: .glorotNormal
    case .henormal: .heNormal
    case .lecunnormal: .lecunNormal
    case .orthogonal: .orthogonal
    case .normal: .normal(deviation: 0.05)
    case .uniform: .uniform(bound: 0.05)
    case .zeros: .zeros
    case .ones: .ones
    }
  }
}

/// Matrices whose rows or columns are at right angles.
private enum Orthogonal {
  /// By Gram and Schmidt's method, in double precision and twice, so that rounding leaves right angles.
  static func matrix(of drawn: NDArray) -> NDArray {
    let columns = drawn.shape.extents.last ?? 1, rows = drawn.count / max(1, columns)
    let isWide = columns > rows, count = min(rows, columns), length = max(rows, columns)
    let numbers = drawn.numbers
    var axes = (0..<count).map { axis in
      (0..<length).map { Double(isWide ? numbers[axis * columns + $0] : numbers[$0 * columns + axis]) }
    }
    for axis in axes.indices {
      for _ in 0..<2 {
        for other in 0..<axis {
          let share = zip(axes[axis], axes[other]).reduce(0) { $0 + $1.0 * $1.1 }
          for place in 0..<length { axes[axis][place] -= share * axes[other][place] }
        }
      }
      let norm = axes[axis].reduce(0) { $0 + $1 * $1 }.squareRoot()
      for place in 0..<length where norm > 0 { axes[axis][place] /= norm }
    }
    return NDArray(shape: drawn.shape) { output in
      for (axis, values) in axes.enumerated() {
        for (place, value) in values.enumerated() {
          output[isWide ? axis * columns + place : place * columns + axis] = Real(value)
        }
      }
    }
  }
}
