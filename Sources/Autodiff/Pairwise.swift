import Arrays
import Refusals

/// One function of pairs of numbers, after broadcasting.
struct Pairwise: Operation {
  let function: BinaryFunction

  var name: String { function.name }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    try Shape.broadcast(inputs[0], inputs[1], in: function.symbol)
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernels.current.binary(function, .broadcasting(inputs, to: output))
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let a = x[0]
    let b = x[1]
    switch (function, slot) {
    case (.add, _), (.subtract, 0): return g
    case (.subtract, _): return -g
    case (.multiply, _): return product(of: g, with: x[1 - slot], for: x[slot])
    case (.divide, 0): return g / b
    case (.divide, _): return -(g * (y / b))
    // x⁰ is 1 at 0 too, so its slope there is 0, not 0·0⁻¹: any exponent that gives a number does.
    case (.power, 0): return g * (b * power(a, select((a .== Tensor(0)) * (b .== Tensor(0)), Tensor(1), b) - 1))
    case (.power, _): return g * select(a .> Tensor(0), y * log(a), Tensor(0))
    case (.minimum, _), (.maximum, _):
      let isSecond = isSecond(a, b) ?? Tensor(0)
      return slot == 0 ? select(isSecond, Tensor(0), g) : select(isSecond, g, Tensor(0))
    case (.gate(let slope), 0): return gated(g, by: b, slope: slope)
    case (.gate, _), (.less, _), (.lessOrEqual, _), (.greater, _), (.greaterOrEqual, _), (.equal, _), (.notEqual, _):
      return nil
    }
  }

  /// Not 0 where a minimum or maximum is its second input; `nil` for other functions.
  func isSecond(_ a: Tensor, _ b: Tensor) -> Tensor? {
    switch function {
    case .minimum: a .> b
    case .maximum: a .< b
    default: nil
    }
  }

  /// g·factor, summed at once to the input's shape where the input was broadcast and the factor was not: one pass instead of two.
  private func product(of g: Tensor, with factor: Tensor, for input: Tensor) -> Tensor {
    guard input.shape != g.shape, factor.shape == g.shape else { return g * factor }
    let axes = input.shape.stretchedAxes(in: g.shape)
    return g.sumOfProducts(with: factor, axes: axes, keep: true).reshaped(input.shape)
  }
}

extension BinaryFunction {
  /// The name in drawings.
  public var name: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .power: "power"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .less: "less"
    case .lessOrEqual: "lessorequal"
    case .greater: "greater"
    case .greaterOrEqual: "greaterorequal"
    case .equal: "equal"
    case .notEqual: "notequal"
    case .gate: "gate"
    }
  }

  /// How it is written in an expression, for messages.
  public var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "^"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .equal: "=="
    case .notEqual: "!="
    case .minimum, .maximum, .gate: name
    }
  }
}

/// a where the condition is not 0, else b; all three broadcast.
struct Selection: Operation {
  let name = "where"

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    try Shape.broadcast(try Shape.broadcast(inputs[0], inputs[1], in: name), inputs[2], in: name)
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernels.current.select(.broadcasting(inputs, to: output))
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    switch slot {
    case 1: select(x[0], g, Tensor(0))
    case 2: select(x[0], Tensor(0), g)
    default: nil
    }
  }
}

/// The first raised to the second, pair by pair.
public func power(_ a: Tensor, _ b: Tensor) -> Tensor { .made(Pairwise(function: .power), a, b) }
/// The smaller of each pair; where they are equal the slope belongs to the first.
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor { .made(Pairwise(function: .minimum), a, b) }
/// The larger of each pair; where they are equal the slope belongs to the first.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor { .made(Pairwise(function: .maximum), a, b) }
/// `a` where the condition is not 0, else `b`.
public func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor { .made(Selection(), condition, a, b) }
/// What leaky ReLU hands back: `g` where `x` is positive, else `slope·g`.
func gated(_ g: Tensor, by x: Tensor, slope: Real) -> Tensor { .made(Pairwise(function: .gate(slope: slope)), g, x) }
