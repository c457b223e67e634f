import Arrays
import Autodiff

/// One operation under the laws: how to call it, on which shapes, where its inputs may lie.
public struct OperationCase: Sendable, CustomStringConvertible {
  /// What it is called.
  public let name: String
  /// At least five sets of input shapes.
  public let shapes: [[Shape]]
  /// Inputs are drawn evenly from here, away from kinks.
  public let range: ClosedRange<Real>
  /// Whether the map is linear in its first input.
  public let isLinear: Bool
  /// The call.
  public let apply: @Sendable ([Tensor]) throws -> Tensor

  init(
    _ name: String, _ shapes: [[Shape]], in range: ClosedRange<Real> = -1...1, linear: Bool = false,
    _ apply: @escaping @Sendable ([Tensor]) throws -> Tensor
  ) {
    self.name = name
    self.shapes = shapes
    self.range = range
    self.isLinear = linear
    self.apply = apply
  }

  /// Its name.
  public var description: String { name }

  /// Inputs drawn for one of the sets of shapes.
  public func points(_ set: Int, seed: UInt64 = 7) -> [NDArray] {
    shapes[set].enumerated().map { slot, shape in
      let unit = Random(seed: seed).uniform(shape, .init(named: "\(name) \(slot)"), step: set)
      let width = range.upperBound - range.lowerBound
      return NDArray(unit.numbers.map { range.lowerBound + width * $0 }, shape: shape)
    }
  }
}

/// Shapes for functions of one array: a number, rows, images, one element, none.
private let anything: [[Shape]] = [[[]], [[5]], [[3, 4]], [[2, 3, 5, 2]], [[1, 1]], [[0, 3]]]
/// Shapes for functions of two arrays, broadcasting in every way.
private let pairs: [[Shape]] = [
  [[3, 4], [3, 4]], [[3, 4], []], [[], [5]], [[3, 4], [4]], [[3, 1], [1, 4]], [[2, 1, 3], [5, 1]], [[1], [1]],
  [[0, 3], [3]],
]

extension OperationCase {
  /// Every operation, and what is made of several.
  public static let all: [OperationCase] =
    elementwise + pairwise + reductions + movements + gathered + products + images + pooling + normalisations

  private static let elementwise = [
    OperationCase("negate", anything, linear: true) { -$0[0] },
    OperationCase("reciprocal", anything, in: 0.5...2) { reciprocal($0[0]) },
    OperationCase("square", anything) { square($0[0]) },
    OperationCase("sqrt", anything, in: 0.5...2) { sqrt($0[0]) },
    OperationCase("abs above 0", anything, in: 0.2...1) { abs($0[0]) },
    OperationCase("abs below 0", anything, in: -1 ... -0.2) { abs($0[0]) },
    OperationCase("sign", anything, in: 0.2...1) { sign($0[0]) * $0[0] },
    OperationCase("exp", anything) { exp($0[0]) },
    OperationCase("log", anything, in: 0.5...2) { log($0[0]) },
    OperationCase("sin", anything) { sin($0[0]) },
    OperationCase("cos", anything) { cos($0[0]) },
    OperationCase("tanh", anything) { tanh($0[0]) },
    OperationCase("sigmoid", anything) { sigmoid($0[0]) },
    OperationCase("softplus", anything) { softplus($0[0]) },
    OperationCase("relu", anything, in: 0.2...1) { relu($0[0]) },
    OperationCase("relu below 0", anything, in: -1 ... -0.2) { relu($0[0]) * $0[0] },
    OperationCase("leakyrelu", anything, in: 0.2...1) { leakyRelu($0[0], slope: 0.2) },
    OperationCase("leakyrelu below 0", anything, in: -1 ... -0.2) { square(leakyRelu($0[0], slope: 0.2)) },
    OperationCase("not", anything, in: 0.2...1) { not($0[0]) + $0[0] },
    OperationCase("alias", anything, linear: true) { $0[0].aliased },
  ]

  private static let pairwise = [
    OperationCase("add", pairs, linear: false) { $0[0] + $0[1] },
    OperationCase("subtract", pairs) { $0[0] - $0[1] },
    OperationCase("multiply", pairs) { $0[0] * $0[1] },
    OperationCase("divide", pairs, in: 0.5...2) { $0[0] / $0[1] },
    OperationCase("power", pairs, in: 0.5...2) { power($0[0], $0[1]) },
    OperationCase("minimum", pairs, in: 0.1...1) { minimum($0[0], 3 * $0[1] + 1) * $0[0] },
    OperationCase("maximum", pairs, in: 0.1...1) { maximum($0[0], 3 * $0[1] + 1) * $0[1] },
    OperationCase("comparisons", pairs, in: 0.1...1) { x in
      let further = 3 * x[1] + 1
      return x[0] * ((x[0] .< further) + (x[0] .<= further) + (x[0] .> further) + (x[0] .>= further))
        + ((x[0] .== further) + (x[0] .!= further)) * x[1]
    },
    OperationCase("where", pairs, in: 0.1...1) { select(alternating($0[0].shape), $0[0] * $0[1], $0[1]) },
  ]

  private static let cubes: [[Shape]] = [[[2, 3, 4]], [[5, 1, 2]], [[1, 1, 1]], [[3, 4, 1]], [[2, 2, 2]]]

  private static let reductions = [
    OperationCase("sum", anything, linear: true) { $0[0].sum() },
    OperationCase("sum of axis 0", cubes, linear: true) { $0[0].sum(axes: [0]) },
    OperationCase("sum of axis 1, kept", cubes, linear: true) { $0[0].sum(axes: [1], keep: true) },
    OperationCase("sum of axes 0 and 2", cubes, linear: true) { $0[0].sum(axes: [0, 2]) },
    OperationCase("mean", cubes, linear: true) { $0[0].mean(axes: [1, 2]) },
    OperationCase("variance", cubes) { $0[0].variance(axes: [0, 1]) },
    OperationCase("norm", cubes, in: 0.5...1) { $0[0].norm(axes: [1, 2]) },
    OperationCase("norm with epsilon", cubes) { $0[0].norm(axes: [0, 2], keep: true, epsilon: 0.1) },
    OperationCase("sum of products", cubes.map { $0 + $0 }) { $0[0].sumOfProducts(with: $0[1], axes: [1]) },
    OperationCase("sum of squares", cubes) { $0[0].sumOfProducts(with: $0[0], axes: [0, 2], keep: true) },
    OperationCase("max", cubes) { try ($0[0] * distinct($0[0].shape)).maximum(axes: [1]) },
    OperationCase("min", cubes) { try ($0[0] + distinct($0[0].shape)).minimum(axes: [0, 2], keep: true) },
  ]

  private static let movements = [
    OperationCase("reshape", cubes, linear: true) { $0[0].reshaped([$0[0].shape.count]) },
    OperationCase("flatten", cubes, linear: true) { $0[0].flattened },
    OperationCase("broadcast", [[[3, 1]], [[1]], [[4]], [[2, 3, 4]], [[]]], linear: true) { x in
      x[0].broadcast(to: Shape([2] + x[0].shape.extents.map { $0 == 1 ? 5 : $0 }))
    },
    OperationCase("permute", cubes, linear: true) { try $0[0].permuted([2, 0, 1]) },
    OperationCase("transpose", cubes, linear: true) { $0[0].transposed },
    OperationCase("slice", [[[4, 5]], [[3, 4]], [[7, 3]], [[3, 3]], [[9, 8]]], linear: true) {
      try $0[0].sliced([Span(start: 1, count: 2), Span(start: 2, count: 2, step: -2)])
    },
    OperationCase(
      "concat",
      [[[2, 3], [2, 3]], [[1, 2], [1, 5]], [[4, 1], [4, 0]], [[3, 2], [3, 4]], [[2, 2], [2, 1]]]
    ) {
      try concatenated([$0[0], $0[1], $0[0]], axis: 1)
    },
  ]

  private static let gathered = [
    OperationCase("rows", [[[4, 2]], [[3]], [[5, 1, 2]], [[3, 4]], [[7, 3]]], linear: true) {
      $0[0].rows(at: [2, 0, 2, 1])
    },
    // Σ x²·y told as a number whose formula is known; both inputs may be one.
    OperationCase("solved", [[[3, 2], [3, 2]], [[1], [1]], [[4], [4]], [[2, 2], [2, 2]], [[5, 1], [5, 1]]]) { x in
      let formula: @Sendable ([Tensor]) -> Tensor = { ($0[0] * $0[0] * $0[1]).sum() }
      let solved = { (inputs: [Tensor]) in
        try Tensor(Solved("solved", formula(inputs).value ?? NDArray(0), formula: formula), inputs)
      }
      return try solved([x[0], x[1]]) + solved([x[0], x[0]])
    },
  ]

  private static let products = [
    OperationCase(
      "product",
      [
        [[3, 4], [4, 2]], [[1, 1], [1, 1]], [[5, 2], [2, 7]], [[2, 1], [1, 3]], [[1, 6], [6, 1]], [[0, 2], [2, 3]],
      ]
    ) {
      try product($0[0], $0[1])
    },
    OperationCase(
      "dense",
      [
        [[3, 4], [4, 2], [2]], [[1, 1], [1, 1], [1]], [[5, 2], [2, 7], [7]], [[2, 1], [1, 3], [3]],
        [[1, 6], [6, 1], [1]],
      ]
    ) {
      try dense($0[0], $0[1], $0[2])
    },
  ]

  private static let convolutions: [[Shape]] = [
    [[2, 5, 6, 2], [3, 3, 2, 3]], [[1, 4, 4, 1], [2, 2, 1, 2]], [[1, 3, 3, 3], [1, 1, 3, 1]],
    [[2, 7, 5, 1], [5, 3, 1, 1]],
    [[1, 6, 5, 2], [3, 2, 2, 2]],
  ]
  private static let transposed: [[Shape]] = [
    [[2, 3, 2, 2], [3, 3, 3, 2]], [[1, 2, 2, 1], [2, 2, 2, 1]], [[1, 3, 3, 3], [1, 1, 1, 3]],
    [[2, 2, 3, 1], [5, 3, 1, 1]],
    [[1, 3, 2, 2], [4, 4, 2, 2]],
  ]
  private static let pictures: [[Shape]] = [
    [[2, 2, 3, 2]], [[1, 1, 1, 1]], [[1, 4, 2, 3]], [[3, 3, 3, 1]], [[1, 5, 1, 2]],
  ]

  private static let images = [
    OperationCase("conv2d same", convolutions) { try conv2d($0[0], $0[1]) },
    OperationCase("conv2d same, stride 2", convolutions) { try conv2d($0[0], $0[1], stride: 2) },
    OperationCase("conv2d same, stride 3", convolutions) { try conv2d($0[0], $0[1], stride: 3) },
    OperationCase("conv2d valid", convolutions) { try conv2d($0[0], $0[1], padding: .valid) },
    OperationCase("conv2d valid, stride 2", convolutions) { try conv2d($0[0], $0[1], stride: 2, padding: .valid) },
    OperationCase("convtranspose2d same", transposed) { try convTranspose2d($0[0], $0[1]) },
    OperationCase("convtranspose2d same, stride 2", transposed) { try convTranspose2d($0[0], $0[1], stride: 2) },
    OperationCase("convtranspose2d valid, stride 2", transposed) {
      try convTranspose2d($0[0], $0[1], stride: 2, padding: .valid)
    },
    OperationCase("im2col", pictures, linear: true) { try im2col($0[0], [3, 2, $0[0].shape[3], 1]) },
    OperationCase("im2col, stride 2", pictures, linear: true) {
      try im2col($0[0], [2, 2, $0[0].shape[3], 1], stride: 2)
    },
    OperationCase("upsample nearest", pictures, linear: true) { try upsample($0[0], 2) },
    OperationCase("upsample nearest ×3", pictures, linear: true) { try upsample($0[0], 3) },
    OperationCase("upsample bilinear", pictures, linear: true) { try upsample($0[0], 2, method: .bilinear) },
  ]

  private static let pooled: [[Shape]] = [
    [[2, 4, 6, 2]], [[1, 2, 2, 1]], [[1, 5, 3, 2]], [[3, 2, 5, 1]], [[1, 4, 4, 3]],
  ]

  private static let pooling = [
    OperationCase("maxpool", pooled) { square(try maxPool($0[0] + distinct($0[0].shape), 2)) },
    OperationCase("averagepool", pooled, linear: true) { try averagePool($0[0], 2) },
    OperationCase("groupsort", [[[3, 4]], [[2, 6]], [[5, 2]], [[2, 3, 4]], [[1, 8]]]) {
      try groupSort($0[0] + distinct($0[0].shape), 2) * $0[0]
    },
    OperationCase("groupsort of 3", [[[3, 6]], [[2, 3]], [[5, 3]], [[2, 2, 3]], [[1, 9]]]) {
      try groupSort($0[0] + distinct($0[0].shape), 3) * $0[0]
    },
  ]

  private static let normalisations = [
    OperationCase(
      "instancenorm",
      [
        [[2, 3, 2, 2], [2], [2]], [[1, 4, 1], [1], [1]], [[2, 2, 2, 3], [3], []], [[3, 5, 2], [], []],
        [[1, 2, 3, 1], [1], [1]],
      ], in: 0.5...2
    ) {
      try instanceNorm($0[0], $0[1], $0[2], epsilon: 0.1).output
    },
    OperationCase(
      "normalised by kept statistics",
      [
        [[4, 2], [2], [2]], [[3, 1], [1], [1]], [[2, 3, 2, 2], [2], [2]], [[5, 3], [3], [3]], [[2, 2, 3], [3], [1]],
      ],
      in: 0.5...2
    ) {
      normalized($0[0], by: $0[1], $0[2], $0[2], $0[1], epsilon: 0.1)
    },
    OperationCase(
      "batchnorm",
      [
        [[4, 2], [2], [2]], [[3, 1], [1], [1]], [[2, 3, 2, 2], [2], [2]], [[5, 3], [], []], [[2, 2, 3], [3], [1]],
      ], in: 0.5...2
    ) {
      try batchNorm($0[0], $0[1], $0[2], epsilon: 0.1).output
    },
    OperationCase(
      "layernorm",
      [
        [[4, 2], [2], [2]], [[1, 3], [3], [1]], [[2, 3, 2, 2], [3, 2, 2], [2]], [[5, 3], [], []],
        [[2, 2, 3], [3], [3]],
      ], in: 0.5...2
    ) {
      try layerNorm($0[0], $0[1], $0[2], epsilon: 0.1).output
    },
  ]

  /// 1, 0, 1, 0, …
  private static func alternating(_ shape: Shape) -> Tensor {
    Tensor(NDArray((0..<shape.count).map { Real(($0 + 1) % 2) }, shape: shape))
  }

  /// Well separated numbers, so that small moves do not change which is the largest.
  private static func distinct(_ shape: Shape) -> Tensor {
    Tensor(NDArray((0..<shape.count).map { Real(($0 * 7) % max(1, shape.count) * 3 + 3) }, shape: shape))
  }
}
