import Arrays
import Autodiff
import Laws
import Networks
import Refusals
import Testing

/// What holds for layers that wrap others, forget, sort or begin in some way.
@Suite struct LayerLawTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let layer: Layer
    let input: Shape
    var testDescription: String { layer.spec.text }
  }

  private static let cases = [
    Case(layer: .spectral(.dense(3)), input: [4, 2]), Case(layer: .spectral(.conv(2, 2)), input: [2, 3, 3, 1]),
    Case(layer: .residual([.dense(2), .tanh, .dense(2)]), input: [3, 2]),
    Case(layer: .instanceNorm(epsilon: 0.1), input: [2, 3, 2, 2]),
    Case(layer: .averagePool(2), input: [2, 4, 5, 1]), Case(layer: .batchNorm(epsilon: 0.1), input: [4, 2]),
  ]

  /// For the input and each trained parameter, at orders 1 and 2. Of a spectral layer v and u are held still, as its definition says: the law is asked
  /// of the estimate where they no longer move.
  @Test(arguments: cases) func gradientsOfOrdersOneAndTwoAgreeWithDifferences(_ example: Case) throws {
    let layer = example.layer
    var parameters = try layer.recipes(example.input).map { recipe in
      recipe.isTrainable
        ? NDArray(sequence(recipe.shape, 3).numbers.map { $0 + 0.3 }, shape: recipe.shape)
        : Initializer.ones.values(recipe.shape, named: "kept", Random(seed: 1))
    }
    let trained = try layer.recipes(example.input).indices.filter { try layer.recipes(example.input)[$0].isTrainable }
    if layer.kind == "spectral" {
      for _ in 0..<200 {
        for update in try layer.apply(Tensor(sequence(example.input, 1)), parameters.map { Tensor($0) }).updates {
          parameters[update.position] = try #require(update.value.value)
        }
      }
    }
    let order = layer.kind == "spectral" ? 1 : 2
    try GradientLaw(tolerance: 3e-2).check(
      layer.spec.text, order: order, at: [sequence(example.input, 1)] + trained.map { parameters[$0] }
    ) { [parameters] points in
      var all = parameters.map { Tensor($0) }
      for (index, point) in zip(trained, points.dropFirst()) { all[index] = point }
      return try layer.apply(points[0], all).output
    }
  }

  /// Away from the fixed point, too, v and u are constants of the step: the derivatives are those of xW/(vᵀWu) + b, written out, at orders 1 and 2.
  @Test func aSpectralLayersDerivativesAreThoseOfItsFormula() throws {
    let (x, weight) = (Tensor(sequence([4, 3], 1)), Tensor(sequence([3, 4], 2)))
    let (bias, u) = (Tensor(sequence([4], 3)), Tensor(sequence([4], 4)))
    let raised = (weight.value ?? NDArray(0)),
      length = { (numbers: [Real]) in numbers.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    // v = Wu/‖Wu‖, then u = Wᵀv/‖Wᵀv‖, by hand.
    var v = (0..<3).map { i in
      (0..<4).reduce(Real(0)) { $0 + raised.numbers[4 * i + $1] * (u.value?.numbers[$1] ?? .nan) }
    }
    v = v.map { [v] in $0 / length(v) }
    var next = (0..<4).map { j in (0..<3).reduce(Real(0)) { $0 + raised.numbers[4 * $1 + j] * v[$1] } }
    next = next.map { [next] in $0 / length(next) }
    let outer = Tensor(NDArray(v.flatMap { row in next.map { row * $0 } }, shape: [3, 4]))
    let built = try Layer.spectral(.dense(4)).apply(x, [weight, bias, u]).output
    let written = try product(x, weight) / (weight * outer).sum() + bias
    let (a, b) = (try derivatives(of: built, [x, weight]), try derivatives(of: written, [x, weight]))
    for (built, written) in zip(a, b) { expectEqual(built, written, 2e-5) }
  }

  /// The gradient of Σ y³/3, and that of the sum of its cubes in turn.
  private func derivatives(of y: Tensor, _ points: [Tensor]) throws -> [[Real]] {
    let first = gradients(of: (y * y * y).sum() / 3, for: points).compactMap(\.self)
    let second = gradients(of: first.map { ($0 * $0 * $0).sum() }.reduce(Tensor(0), +), for: points).compactMap(\.self)
    return try (first + second).map { try #require($0.value).numbers }
  }

  /// What dropout leaves has the slope that scales it, what it takes has none; at order 2 there is nothing.
  @Test func dropoutsSlope() throws {
    let drawn = Random(seed: 4).uniform([4, 6], .init(named: "test"))
    try GradientLaw(tolerance: 3e-2).check("dropout", order: 2, at: [sequence([4, 6], 1)]) { points in
      let kept = try Layer.dropout(0.25).apply(points[0], [], .training { _ in Tensor(drawn) }).output
      return kept * kept
    }
    let x = Tensor(sequence([4, 6], 1))
    let kept = try Layer.dropout(0.25).apply(x, [], .training { _ in Tensor(drawn) }).output
    let slope = try #require(gradient(of: kept.sum(), for: x).value).numbers
    #expect(zip(slope, drawn.numbers).allSatisfy { $0 == ($1 >= 0.25 ? 4 / 3 : 0) })
    #expect(Set(slope).count == 2)
  }

  /// The estimate nears the largest singular value from below, 1.2338769 by NumPy's `svd`, and the layer's bound nears 1.
  @Test func theEstimateNearsTheExactNorm() throws {
    var u = Tensor(sequence([4], 4)), last: Real = 0
    let weight = Tensor(sequence([3, 4], 2))
    for _ in 0..<60 {
      let parameters = [weight, Tensor(sequence([4], 3)), u]
      let norm = try #require(SpectralEstimate(of: weight, from: u).norm.value).item
      #expect(norm >= last - 1e-6 && norm <= 1.233877)
      last = norm
      u = try #require(Layer.spectral(.dense(4)).apply(Tensor(sequence([2, 3], 1)), parameters).updates.first).value
    }
    #expect(abs(last - 1.2338769) < 1e-5)
    let network = try Network(
      "critic", input: [3], [.spectral(.dense(4)), .groupSort(2), .dense(1)], random: Random(seed: 1))
    #expect(network.stages.map(\.name) == ["dense1", "groupsort1", "dense2"])
    #expect(
      network.parameters.map(\.name).prefix(3) == ["critic.dense1.weight", "critic.dense1.bias", "critic.dense1.u"])
    #expect(try network.lipschitzBound() != nil)
  }

  /// ∂σ/∂W = v·uᵀ, v and u held still.
  @Test func theNormsSlope() throws {
    let (weight, u) = (Tensor(sequence([3, 4], 2)), Tensor(sequence([4], 4)))
    let slope = gradient(of: try SpectralEstimate(of: weight, from: u).norm, for: weight)
    // The slope has rank 1 and length 1.
    let rows = try #require(slope.value).numbers
    #expect(abs(rows.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    for i in 0..<2 {
      for j in 0..<3 {
        #expect(abs(rows[4 * i + j] * rows[4 * i + 5 + j] - rows[4 * i + j + 1] * rows[4 * i + 4 + j]) < 1e-6)
      }
    }
  }

  @Test func whatIsDropped() throws {
    let x = Tensor(NDArray(repeating: 1, shape: [2000]).reshaped([100, 20]))
    let drawn = Random(seed: 4).uniform([100, 20], .init(named: "test"))
    let layer = Layer.dropout(0.25)
    let numbers = try #require(layer.apply(x, [], .training { _ in Tensor(drawn) }).output.value).numbers
    #expect(zip(numbers, drawn.numbers).allSatisfy { $0 == ($1 >= 0.25 ? 4 / 3 : 0) })
    #expect(abs(numbers.reduce(0, +) / 2000 - 1) < 0.05)
    for mode in [LayerMode.batch, .inference] { #expect(try layer.apply(x, [], mode).output === x) }
    #expect(throws: Refusal.self) { try Network("critic", input: [2], [.dropout(1)], random: Random(seed: 1)) }
  }

  /// Sorting keeps what there is, and its length: every slope is that of a permutation.
  @Test func sortedGroups() throws {
    let found = try output(of: .groupSort(3), NDArray([3, 1, 2, -1, 5, 0] as [Real], shape: [1, 6]), [])
    #expect(found.numbers == [1, 2, 3, -1, 0, 5])
    #expect(throws: Refusal.self) { try Network("critic", input: [5], [.groupSort(2)], random: Random(seed: 1)) }
  }

  @Test func aResidualRowKeepsTheShape() throws {
    let network = try Network(
      "critic", input: [4], [.residual([.dense(4), .batchNorm(), .relu, .dense(4)])], random: Random(seed: 1))
    #expect(
      network.parameters.map { $0.name.split(separator: ".").last ?? "" }.prefix(3) == [
        "dense1weight", "dense1bias", "batchnorm1scale",
      ])
    #expect(network.mixesSamples)
    let x = Tensor(sequence([3, 4], 1))
    let inner = try Network("critic", input: [4], [.dense(4), .batchNorm(), .relu, .dense(4)], random: Random(seed: 1))
    let f = try inner.evaluate(x, network.parameters.map(\.tensor)),
      y = try network.evaluate(x, network.parameters.map(\.tensor))
    expectEqual(try #require(y.output.value).numbers, try #require((x + f.output).value).numbers)
    #expect(y.updates.map(\.index) == f.updates.map(\.index) && y.updates.count == 2)
    let refusal = #expect(throws: Refusal.self) {
      try Network("critic", input: [4], [.residual([.dense(3)])], random: Random(seed: 1))
    }
    #expect(refusal?.problem.contains("cannot be added") == true)
  }

  /// Files nest layers so deep and no deeper.
  @Test func nestingIsBounded() throws {
    let nested = { (count: Int) in
      "network([2], \(String(repeating: "residual(", count: count))relu()\(String(repeating: ")", count: count)))"
    }
    #expect(try NetworkSpec(text: nested(8)).text == nested(8))
    #expect(throws: Refusal.self) { try NetworkSpec(text: nested(9)) }
    #expect(throws: Refusal.self) { try NetworkSpec(text: nested(100_000)) }
    #expect(throws: Refusal.self) { try NetworkSpec(text: "network([2], spectral())") }
  }
}

/// Initialisers by the field's names.
@Suite struct NamedInitializerTests {
  @Test(arguments: [
    ("glorotnormal", (2 / 164 as Real).squareRoot()), ("henormal", (2 / 64 as Real).squareRoot()),
    ("lecunnormal", (1 / 64 as Real).squareRoot()), ("normal", 0.05), ("lecun", (1 / 64 as Real).squareRoot()),
    ("xavier", (2 / 164 as Real).squareRoot()), ("he", (2 / 64 as Real).squareRoot()),
    ("uniform", 0.05 / (3 as Real).squareRoot()),
  ])
  func deviations(_ name: String, _ deviation: Real) throws {
    let layer = Layer.dense(100, named: try #require(InitializerName(rawValue: name)))
    let network = try Network("critic", input: [64], [layer], random: Random(seed: 3))
    let numbers = network.parameters[0].value.numbers
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / 6400
    #expect(abs(variance.squareRoot() / deviation - 1) < 0.04, "\(name)")
    #expect(layer.spec.text == "dense(100, init: \"\(name)\")")
  }

  @Test(arguments: [[5, 3], [3, 5], [4, 4], [2, 2, 3, 4]] as [Shape]) func rightAngles(_ shape: Shape) throws {
    let numbers = Initializer.orthogonal.values(shape, named: "w", Random(seed: 2)).numbers
    let columns = shape.extents.last ?? 1, rows = numbers.count / columns
    let matrix = try product(
      Tensor(NDArray(numbers, shape: [rows, columns])), Tensor(NDArray(numbers, shape: [rows, columns])).transposed)
    let other = try product(
      Tensor(NDArray(numbers, shape: [rows, columns])).transposed, Tensor(NDArray(numbers, shape: [rows, columns])))
    let small = try #require((rows <= columns ? matrix : other).value), size = min(rows, columns)
    for (place, number) in small.numbers.enumerated() {
      #expect(abs(number - (place / size == place % size ? 1 : 0)) < 1e-6)
    }
  }
}
