import Arrays
import CElementwise

extension Kernels {
  @Sendable static func fastUnary(_ function: UnaryFunction, _ count: Int) -> Kernel {
    let nest = LoopNest(extents: [count], strides: [[1], [1]])
    let planned = PlannedNest(nest, function.loop, parameter: function.parameter, grain: function.grain)
    return PlannedNest.kernel(planned) { reference.unary(function, count) }
  }

  @Sendable static func fastBinary(_ function: BinaryFunction, _ nest: LoopNest) -> Kernel {
    let planned = PlannedNest(nest, function.loop, parameter: function.parameter, grain: function.grain)
    return PlannedNest.kernel(planned) { reference.binary(function, nest) }
  }

  @Sendable static func fastSelect(_ nest: LoopNest) -> Kernel {
    PlannedNest.kernel(PlannedNest(nest, ce_select)) { reference.select(nest) }
  }
}

extension UnaryFunction {
  var loop: ce_loop {
    switch self {
    case .negate: ce_negate
    case .reciprocal: ce_reciprocal
    case .square: ce_square
    case .squareRoot: ce_square_root
    case .absolute: ce_absolute
    case .sign: ce_sign
    case .exponential: ce_exponential
    case .logarithm: ce_logarithm
    case .sine: ce_sine
    case .cosine: ce_cosine
    case .tanh: ce_tanh
    case .sigmoid: ce_sigmoid
    case .softplus: ce_softplus
    case .relu: ce_relu
    case .leakyRelu: ce_leaky_relu
    case .step: ce_step
    case .not: ce_not
    }
  }

  var parameter: Float {
    if case .leakyRelu(let slope) = self { slope } else { 0 }
  }

  var grain: Int {
    switch self {
    case .exponential, .logarithm, .sine, .cosine, .tanh, .sigmoid, .softplus: PlannedNest.costly
    default: PlannedNest.cheap
    }
  }
}

extension BinaryFunction {
  var loop: ce_loop {
    switch self {
    case .add: ce_add
    case .subtract: ce_subtract
    case .multiply: ce_multiply
    case .divide: ce_divide
    case .power: ce_power
    case .minimum: ce_minimum
    case .maximum: ce_maximum
    case .less: ce_less
    case .lessOrEqual: ce_less_or_equal
    case .greater: ce_greater
    case .greaterOrEqual: ce_greater_or_equal
    case .equal: ce_equal
    case .notEqual: ce_not_equal
    case .gate: ce_gate
    }
  }

  var parameter: Float {
    if case .gate(let slope) = self { slope } else { 0 }
  }

  var grain: Int { self == .power ? PlannedNest.costly : PlannedNest.cheap }
}
