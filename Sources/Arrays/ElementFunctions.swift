/// A function of one number, applied to every element.
public enum UnaryFunction: Hashable, Sendable {
  case negate, reciprocal, square, squareRoot, absolute, sign
  case exponential, logarithm, sine, cosine
  case tanh, sigmoid, softplus, relu
  /// x where positive, `slope`·x elsewhere.
  case leakyRelu(slope: Real)
  /// 1 where positive, 0 elsewhere.
  case step
  /// 1 where zero, 0 elsewhere.
  case not

  /// One of each, for laws that hold for all.
  public static let all: [UnaryFunction] = [
    .negate, .reciprocal, .square, .squareRoot, .absolute, .sign, .exponential, .logarithm, .sine, .cosine, .tanh,
    .sigmoid, .softplus, .relu, .leakyRelu(slope: 0.2), .step, .not,
  ]
}

/// A function of two numbers, applied to pairs of elements after broadcasting.
public enum BinaryFunction: Hashable, Sendable {
  case add, subtract, multiply, divide, power, minimum, maximum
  /// Comparisons give 1 where they hold and 0 elsewhere.
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
  /// The first where the second is positive, `slope` times the first elsewhere, nothing for a slope of 0: what leaky ReLU does to a
  /// cotangent.
  case gate(slope: Real)

  /// One of each, for laws that hold for all.
  public static let all: [BinaryFunction] = [
    .add, .subtract, .multiply, .divide, .power, .minimum, .maximum, .less, .lessOrEqual, .greater, .greaterOrEqual,
    .equal, .notEqual, .gate(slope: 0.2), .gate(slope: 0),
  ]
}

/// How a reduction joins the numbers along its axes.
public enum Reduction: Hashable, Sendable {
  case sum, maximum, minimum
  /// Σ a·b of two arrays of the same shape, without storing the product.
  case sumOfProducts
  /// √(Σa² + ε), without overflow or underflow on the way.
  case norm(epsilon: Real)
}
