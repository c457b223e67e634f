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
  /// U(-b, b).
  case uniform(bound: Real)

  /// Numbers for a weight of this shape, drawn from the stream that bears the parameter's name.
  public func values(_ shape: Shape, named name: String, _ random: Random) -> NDArray {
    switch self {
    case .zeros: return NDArray(repeating: 0, shape: shape)
    case .ones: return NDArray(repeating: 1, shape: shape)
    case .constant(let number): return NDArray(repeating: number, shape: shape)
    case .uniform(let bound): return spread(shape, name, random, bound)
    case .glorotUniform:
      return spread(shape, name, random, over: Initializer.fans(shape).inputs + Initializer.fans(shape).outputs)
    case .heUniform: return spread(shape, name, random, over: Initializer.fans(shape).inputs)
    }
  }

  private func spread(_ shape: Shape, _ name: String, _ random: Random, over fan: Int) -> NDArray {
    spread(shape, name, random, (6 / Real(max(1, fan))).squareRoot())
  }

  private func spread(_ shape: Shape, _ name: String, _ random: Random, _ bound: Real) -> NDArray {
    let unit = random.uniform(shape, .init(named: name))
    return NDArray(unit.numbers.map { bound * (2 * $0 - 1) }, shape: shape)
  }

  /// How many numbers feed one output, and how many outputs one number feeds: a kernel's window counts in both.
  static func fans(_ shape: Shape) -> (inputs: Int, outputs: Int) {
    guard shape.rank >= 2 else { return (shape.count, shape.count) }
    let window = shape.extents.dropLast(2).reduce(1, *)
    return (shape[shape.rank - 2] * window, shape[shape.rank - 1] * window)
  }
}
