import Arrays
import Autodiff

// None of these tables has a `default`: an operation without a row does not compile.

extension Anatomy {
  /// Where the operation is held to its derivatives.
  public var singularPoints: [SingularPoint] {
    switch self {
    case .elementwise(let function): function.singularPoints
    case .pairwise(let function): function.singularPoints
    case .selection: SingularPoint.choices
    case .norm: SingularPoint.norms
    case .extremum(let isLargest, _, _): [SingularPoint.tie(isLargest)]
    case .sumOfProducts: SingularPoint.squares
    case .contraction:
      [SingularPoint("product", at: 0, [0, 2, 0, 0]) { try product($0.reshaped([1, 1]), $0.reshaped([1, 1])) }]
    case .reshape: [.linear("reshape") { $0.reshaped([2, 1]) }]
    case .broadcast: [.linear("broadcast") { 0.5 * $0.broadcast(to: [2, 2]) }]
    case .permute: [.linear("permute") { $0.reshaped([1, 2]).transposed }]
    case .slice, .pad:
      [.linear("slice") { try $0.sliced([Span(start: 0, count: 1)]) + $0.sliced([Span(start: 1, count: 1)]) }]
    case .concatenate: [.linear("concat") { try 0.5 * concatenated([$0, $0], axis: 0) }]
    case .sum: [.linear("sum") { $0.sum() }]
    case .resample: [.linear("upsample") { try 0.25 * upsample($0.reshaped([1, 1, 2, 1]), 2) }]
    case .im2col: [.linear("im2col") { try Autodiff.im2col($0.reshaped([1, 1, 2, 1]), [1, 1, 1, 1]) }]
    case .same: [.linear("alias") { $0.aliased }]
    }
  }

  /// One of every kind, with every function.
  public static let examples: [Anatomy] =
    UnaryFunction.all.map(Anatomy.elementwise) + BinaryFunction.all.map(Anatomy.pairwise) + [
      .selection, .reshape([2]), .broadcast([2, 2]), .permute([1, 0]), .slice([Span(start: 0, count: 1)]),
      .pad([Span(start: 0, count: 1)], [2]), .concatenate(axis: 0), .sum(axes: [0], keep: true),
      .sumOfProducts(axes: [0], keep: false), .extremum(largest: true, axes: [0], keep: true),
      .extremum(largest: false, axes: [0], keep: false), .norm(axes: [0], keep: true, epsilon: 0.5),
      .contraction(.matrix(rows: 1, inner: 2, columns: 3), output: .weights),
      .resample(Resampling(image: [1, 1, 2, 1], factor: 2, method: .bilinear), adjoint: true),
      .im2col(
        ConvolutionForm(
          image: [1, 1, 2, 1], kernel: [1, 1, 1, 1], output: [1, 1, 2, 1], stride: [1, 1], padding: [0, 0]),
        adjoint: true), .same,
    ]
}

extension UnaryFunction {
  /// Where the function is held to its derivatives.
  public var singularPoints: [SingularPoint] {
    switch self {
    case .negate: row(0, [-1, 0, 0, 0]) { -$0 }
    case .reciprocal: row(0, [-.infinity, .infinity, -.infinity, .infinity], Autodiff.reciprocal)
    case .square: row(0, [0, 2, 0, 0], Autodiff.square)
    case .squareRoot: row(0, [.infinity, -.infinity, .infinity, -.infinity], sqrt)
    case .absolute: row(0, [0, 0, 0, 0], abs) + row(0, [0, 0, 0, 0]) { $0 * abs($0) }
    case .sign: row(0, [0, 0, 0, 0], Autodiff.sign)
    case .exponential: row(-1000, [0, 0, 0, 0], exp) + row(1000, .init(repeating: .infinity, count: 4), exp)
    case .logarithm: row(0, [.infinity, -.infinity, .infinity, -.infinity], log)
    case .sine: row(0, [1, 0, -1, 0], sin)
    case .cosine: row(0, [0, -1, 0, 1], cos)
    case .tanh:
      row(0, [1, 0, -2, 0], Autodiff.tanh) + row(1000, [0, 0, 0, 0], Autodiff.tanh)
        + row(-1000, [0, 0, 0, 0], Autodiff.tanh)
    case .sigmoid:
      row(0, [0.25, 0, -0.125, 0], Autodiff.sigmoid) + row(1000, [0, 0, 0, 0], Autodiff.sigmoid)
        + row(-1000, [0, 0, 0, 0], Autodiff.sigmoid)
    case .softplus:
      row(0, [0.5, 0.25, 0, -0.125], Autodiff.softplus) + row(1000, [1, 0, 0, 0], Autodiff.softplus)
        + row(-1000, [0, 0, 0, 0], Autodiff.softplus)
    case .relu: row(0, [0, 0, 0, 0], Autodiff.relu) + row(-1, [0, 0, 0, 0]) { sqrt(Autodiff.relu($0)) }
    case .leakyRelu(let slope): row(0, [slope, 0, 0, 0]) { Autodiff.leakyRelu($0, slope: slope) }
    case .step: row(0, [0, 0, 0, 0]) { $0 .> Tensor(0) }
    case .not: row(0, [0, 0, 0, 0], Autodiff.not)
    }
  }

  private func row(
    _ point: Real, _ expected: [Real], _ function: @escaping @Sendable (Tensor) -> Tensor
  ) -> [SingularPoint] {
    [SingularPoint(name, at: point, expected, function)]
  }
}

extension BinaryFunction {
  /// Where the function is held to its derivatives, by either input.
  public var singularPoints: [SingularPoint] {
    switch self {
    case .add: first(0, 0, [1, 0, 0, 0]) + second(0, 0, [1, 0, 0, 0])
    case .subtract: first(0, 0, [1, 0, 0, 0]) + second(0, 0, [-1, 0, 0, 0])
    case .multiply: first(0, 0, [0, 0, 0, 0]) + second(0, 0, [0, 0, 0, 0])
    case .divide:
      first(1, 0, [.infinity, 0, 0, 0]) + second(1, 0, [-.infinity, .infinity, -.infinity, .infinity])
        + second(0, 0, [.nan, .nan, .nan, .nan])
    case .power: BinaryFunction.powers
    case .minimum, .maximum: first(2, 2, [1, 0, 0, 0]) + second(2, 2, [0, 0, 0, 0]) + sunk
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      first(0, 0, [0, 0, 0, 0]) + second(0, 0, [0, 0, 0, 0])
    case .gate(let slope): first(1, 0, [slope, 0, 0, 0]) + second(1, 0, [0, 0, 0, 0])
    }
  }

  /// Polynomials have the derivatives of polynomials; other powers have poles at 0. A base that is not positive has no slope by the exponent.
  private static var powers: [SingularPoint] {
    let power = BinaryFunction.power
    let byBase: [(exponent: Real, expected: [Real])] = [
      (4, [0, 0, 0, 24]), (3, [0, 0, 6, 0]), (2, [0, 2, 0, 0]), (1, [1, 0, 0, 0]), (0, [0, 0, 0, 0]),
      (2.5, [0, 0, .infinity, -.infinity]), (0.5, [.infinity, -.infinity, .infinity, -.infinity]),
      (-1, [-.infinity, .infinity, -.infinity, .infinity]),
    ]
    let byExponent: [(base: Real, exponent: Real)] = [(0, 2), (0, 0), (0, 0.5), (-2, 2)]
    return byBase.flatMap { power.first(0, $0.exponent, $0.expected) }
      + byExponent.flatMap { power.second($0.base, $0.exponent, [0, 0, 0, 0]) }
  }

  /// A bound that is not the argument: what is beyond it has no slope, not even an infinite one.
  private var sunk: [SingularPoint] {
    let bound = self
    return [
      SingularPoint("\(name) with exp", at: 1000, [0, 0, 0, 0]) { x in
        bound == .minimum ? Autodiff.minimum(exp(x), Tensor(5)) : Autodiff.maximum(-exp(x), Tensor(5))
      },
      SingularPoint("sqrt of \(name)", at: -1, [0, 0, 0, 0]) { x in
        bound == .minimum ? sqrt(-Autodiff.minimum(-x, Tensor(0))) : sqrt(Autodiff.maximum(x, Tensor(0)))
      },
      SingularPoint("clip at a bound by \(name)", at: 1, [1, 0, 0, 0]) { x in
        bound == .minimum
          ? Autodiff.minimum(Autodiff.maximum(x, Tensor(0)), Tensor(1))
          : Autodiff.minimum(Autodiff.maximum(x, Tensor(1)), Tensor(2))
      },
    ]
  }

  private func first(_ a: Real, _ b: Real, _ expected: [Real]) -> [SingularPoint] {
    [SingularPoint("\(name) with \(b), by the first,", at: a, expected) { x in try .pair(self, x, Tensor(b)) }]
  }

  private func second(_ a: Real, _ b: Real, _ expected: [Real]) -> [SingularPoint] {
    [SingularPoint("\(name) of \(a), by the second,", at: b, expected) { x in try .pair(self, Tensor(a), x) }]
  }
}

extension SingularPoint {
  /// A map with the same derivative everywhere and no second one.
  fileprivate static func linear(
    _ name: String, _ function: @escaping @Sendable (Tensor) throws -> Tensor
  ) -> SingularPoint {
    SingularPoint(name, at: [0, .infinity], [[1, 1], [0, 0], [0, 0], [0, 0]], function)
  }

  /// The branch not taken has no slope.
  fileprivate static let choices = [
    SingularPoint("where beside exp", at: 1000, [1, 0, 0, 0]) { select($0 .<= Tensor(0), exp($0), 1 + $0) },
    SingularPoint("where beside x·exp(x)", at: 1000, [2000, 2, 0, 0]) { x in
      select(x .<= Tensor(0), x * exp(x), square(x))
    },
    SingularPoint("where beside sqrt", at: 0, [0, 0, 0, 0]) { select($0 .> Tensor(0), sqrt($0), Tensor(0)) },
    SingularPoint("where beside x·log(x)", at: 0, [0, 0, 0, 0]) { x in
      select(x .> Tensor(0), x * log(x), Tensor(0))
    },
    SingularPoint("where beside a sum of 1/x", at: [0, 2], [[0, 4], [2, 2], [0, 0], [0, 0]]) { x in
      select(x .> Tensor(5), (1 / x).sum(axes: [0], keep: true).broadcast(to: [2]), square(x))
    },
  ]

  /// √(x² + y² + ε) at 0: a kink without ε, a paraboloid with it.
  fileprivate static let norms = [
    SingularPoint("norm", at: [0, 0], [[0, 0], [0, 0], [0, 0], [0, 0]]) { $0.norm() },
    SingularPoint("norm with epsilon 4", at: [0, 0], [[0, 0], [0.5, 0.5], [0, 0], [-0.75, -0.75]]) {
      $0.norm(epsilon: 4)
    },
  ]

  fileprivate static let squares = [
    SingularPoint("sum of squares", at: [0, 0], [[0, 0], [2, 2], [0, 0], [0, 0]]) { $0.sumOfProducts(with: $0) },
    SingularPoint("variance of equals", at: [3, 3], [[0, 0], [0, 0], [0, 0], [0, 0]]) { $0.variance() },
  ]

  fileprivate static func tie(_ isLargest: Bool) -> SingularPoint {
    SingularPoint("\(isLargest ? "max" : "min") of equals", at: [2, 2], [[0.5, 0.5], [0, 0], [0, 0], [0, 0]]) {
      isLargest ? try $0.maximum() : try $0.minimum()
    }
  }
}
