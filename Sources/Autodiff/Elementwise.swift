import Arrays

/// One function of each number. A rule is one line: the cotangent times the slope.
struct Elementwise: Operation {
  let function: UnaryFunction

  var name: String { function.name }
  func shape(of inputs: [Shape]) -> Shape { inputs[0] }
  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel { Kernels.current.unary(function, output.count) }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let x = x[0]
    switch function {
    case .negate: return -g
    case .reciprocal: return -g * square(y)
    case .square: return g * (2 * x)
    case .squareRoot: return g * (0.5 / y)
    case .absolute: return g * sign(x)
    case .exponential: return g * y
    case .logarithm: return g / x
    case .sine: return g * cos(x)
    case .cosine: return -g * sin(x)
    case .tanh: return g * (1 - square(y))
    case .sigmoid: return g * (y * (1 - y))
    case .softplus: return g * sigmoid(x)
    // y is positive where x is, and is what the next layer keeps anyway.
    case .relu: return gated(g, by: y, slope: 0)
    case .leakyRelu(let slope): return gated(g, by: slope < 0 ? x : y, slope: slope)
    case .sign, .step, .not: return nil
    }
  }
}

extension UnaryFunction {
  /// The name at the prompt and in drawings.
  public var name: String {
    switch self {
    case .negate: "negate"
    case .reciprocal: "reciprocal"
    case .square: "square"
    case .squareRoot: "sqrt"
    case .absolute: "abs"
    case .sign: "sign"
    case .exponential: "exp"
    case .logarithm: "log"
    case .sine: "sin"
    case .cosine: "cos"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .softplus: "softplus"
    case .relu: "relu"
    case .leakyRelu: "leakyrelu"
    case .step: "step"
    case .not: "not"
    }
  }
}

/// e to the power of each number.
public func exp(_ x: Tensor) -> Tensor { .made(Elementwise(function: .exponential), x) }
/// The natural logarithm of each number.
public func log(_ x: Tensor) -> Tensor { .made(Elementwise(function: .logarithm), x) }
/// The square root of each number. Its slope at 0 is infinite.
public func sqrt(_ x: Tensor) -> Tensor { .made(Elementwise(function: .squareRoot), x) }
/// Each number times itself.
public func square(_ x: Tensor) -> Tensor { .made(Elementwise(function: .square), x) }
/// One over each number.
public func reciprocal(_ x: Tensor) -> Tensor { .made(Elementwise(function: .reciprocal), x) }
/// Each number without its sign. Its slope at 0 is taken as 0.
public func abs(_ x: Tensor) -> Tensor { .made(Elementwise(function: .absolute), x) }
/// -1, 0 or 1; its slope is 0.
public func sign(_ x: Tensor) -> Tensor { .made(Elementwise(function: .sign), x) }
/// The sine of each number, in radians.
public func sin(_ x: Tensor) -> Tensor { .made(Elementwise(function: .sine), x) }
/// The cosine of each number, in radians.
public func cos(_ x: Tensor) -> Tensor { .made(Elementwise(function: .cosine), x) }
/// The hyperbolic tangent of each number.
public func tanh(_ x: Tensor) -> Tensor { .made(Elementwise(function: .tanh), x) }
/// The logistic function, 1 / (1 + e⁻ˣ).
public func sigmoid(_ x: Tensor) -> Tensor { .made(Elementwise(function: .sigmoid), x) }
/// log(1 + eˣ), computed without overflow.
public func softplus(_ x: Tensor) -> Tensor { .made(Elementwise(function: .softplus), x) }
/// Each number where positive, else 0. Its slope at 0 is taken as 0.
public func relu(_ x: Tensor) -> Tensor { .made(Elementwise(function: .relu), x) }
/// Each number where positive, else `slope` times it.
public func leakyRelu(_ x: Tensor, slope: Real) -> Tensor {
  .made(Elementwise(function: .leakyRelu(slope: slope)), x)
}
/// 1 where a number is 0, else 0.
public func not(_ x: Tensor) -> Tensor { .made(Elementwise(function: .not), x) }
