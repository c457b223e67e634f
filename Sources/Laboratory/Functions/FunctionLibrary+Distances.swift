import Arrays
import Autodiff
import Distances
import Language
import Texts

extension FunctionLibrary {
  /// Distances between distributions: of weights at 0, 1, 2, …, and of sample sets.
  static var distances: [Function] {
    [
      ofWeights(
        "jsdivergence",
        "The Jensen-Shannon divergence, in nats: of two lists of weights (normalised for you), or of samples [n×2] counted in cells",
        example: "jsdivergence([1, 0], [0, 1])", samples: \.nats, DivergenceFormula.js
      ) { try jsDivergence($0, $1) },
      ofWeights(
        "kldivergence",
        "The Kullback-Leibler divergence, in nats: of two lists of weights (normalised for you), or of samples [n×2] counted in cells",
        example: "kldivergence([1, 1], [1, 3])", samples: \.klRealFake, DivergenceFormula.kl
      ) { try klDivergence($0, $1) },
      ofWeights(
        "totalvariation",
        "Half the summed difference of two lists of weights (normalised for you), or of samples [n×2] counted in cells",
        example: "totalvariation([1, 1], [1, 3])", samples: \.totalVariation, DivergenceFormula.totalVariation
      ) { try totalVariation($0, $1) },
      Function(
        "wasserstein",
        "The Wasserstein-1 distance, or with p: 2 the Wasserstein-2: of weights (normalised for you) at 0, 1, 2, …, or of samples [n×d] by exact transport. Samples of one set, or of both, may have weights.",
        group: "Distances",
        examples: [
          "wasserstein([1, 0, 0], [0, 0, 1])", "wasserstein([1, 0], [0, 1], positions: [0, 5])",
          "wasserstein([[0, 0]], [[3, 4]])", "wasserstein(real, fake, p: 2)",
          "wasserstein([[0, 0], [6, 8]], [[3, 4]], weights: [3, 1])",
          "wasserstein([[0], [1]], [[2], [3]], weights: [[1, 0], [1, 3]])",
          "x = tensor([[0, 0], [1, 0]])\ngradient(wasserstein(x, [[3, 4], [1, 1]]), x)",
        ], .tensor("a"), .tensor("b"), .optionalTensor("positions"), .whole("p", within: 1...2, default: 1),
        .sampleWeights("weights")
      ) { context, a, b, positions, power, weights in
        try .tensor(
          WassersteinCall(context, a, b, power == 1 ? .distance : .squaredDistance).result(positions, weights))
      },
    ]
  }

  private static func ofWeights(
    _ name: String, _ summary: String, example: String, samples: KeyPath<SampleDivergence, Double> & Sendable,
    _ formula: @escaping DistanceFormula, _ distance: @escaping ([Real], [Real]) throws -> Double
  ) -> Function {
    Function(
      name, summary, group: "Distances",
      examples: [example, "p = tensor([1, 2, 3])\ngradient(\(name)(p, [3, 2, 1]), p)"], .tensor("p"), .tensor("q"),
      .whole("bins", within: 0...SampleDivergence.mostBins, default: 0)
    ) { _, p, q, bins in
      if p.shape.rank == 2, q.shape.rank == 2 { return try ofSamples(name, p, q, bins, samples) }
      guard p.shape.rank == 1, q.shape.rank == 1 else {
        throw Problem(
          "\(name): \(p.shape) and \(q.shape) are not lists of weights",
          hint: "Give two lists of the same length, such as \(example).")
      }
      let number = try translated { try distance(try p.listed(name), try q.listed(name)) }
      return .tensor(try .solved(name, number, from: [p, q], formula))
    }
  }
}

/// A divergence of samples counted in cells: a step function of them, so it has no derivative.
private func ofSamples(
  _ name: String, _ p: Tensor, _ q: Tensor, _ bins: Int, _ divergence: KeyPath<SampleDivergence, Double>
) throws -> Value {
  let (real, fake) = (try p.known(name), try q.known(name))
  let counted = try translated { try SampleDivergence(real: real, fake: fake, bins: bins == 0 ? nil : bins) }
  return .tensor(try Tensor(Opaque(name, NDArray(Real(counted[keyPath: divergence]))), [p, q]))
}

/// One call of `wasserstein`: weights on a line, or samples.
private struct WassersteinCall {
  private let context: CallContext
  private let a, b: Tensor
  private let cost: TransportCost

  init(_ context: CallContext, _ a: Tensor, _ b: Tensor, _ cost: TransportCost) {
    (self.context, self.a, self.b, self.cost) = (context, a, b, cost)
  }

  func result(_ positions: Tensor?, _ weights: (Tensor?, Tensor?)) throws -> Tensor {
    guard a.shape.rank > 1 || b.shape.rank > 1 else {
      guard weights.0 == nil, weights.1 == nil else {
        throw Problem(
          "wasserstein: lists of weights have no weights of their own",
          hint: "weights: goes with samples: [n × d], such as reshape(x, size(x), 1).", at: context.place(of: "weights")
        )
      }
      return try cost == .distance ? line(positions) : squaredLine(positions)
    }
    guard positions == nil else {
      throw Problem("wasserstein: samples have no positions", hint: "positions: goes with lists of weights.")
    }
    return try samples(weights.0, weights.1)
  }

  /// Weights at positions.
  private func line(_ positions: Tensor?) throws -> Tensor {
    let (p, q) = (try a.listed("wasserstein"), try b.listed("wasserstein"))
    let places = try positions?.listed("wasserstein").map(Double.init)
    let number = try translated { try Distances.wasserstein(p, q, positions: places) }
    let formula = LineFormula(slopes: try translated { try LineSlopes(p, q, positions: places) })
    return try .solved("wasserstein", number, from: [a, b] + (positions.map { [$0] } ?? [])) { formula($0) }
  }

  /// Weights at positions, by the squared distance: both sides are samples at the same places.
  private func squaredLine(_ positions: Tensor?) throws -> Tensor {
    _ = try translated {
      try Distances.wasserstein(
        try a.listed("wasserstein"), try b.listed("wasserstein"),
        positions: positions?.listed("wasserstein").map(Double.init))
    }
    let places = positions ?? Tensor(NDArray((0..<a.shape.count).map { Real($0) }, shape: a.shape))
    return try transport(places, places, (a, b))
  }

  private func samples(_ p: Tensor?, _ q: Tensor?) throws -> Tensor {
    guard p == nil, q == nil else {
      let even = { (x: Tensor) in Tensor(NDArray(repeating: 1, shape: [x.shape.extents.first ?? 1])) }
      return try transport(a, b, (p ?? even(a), q ?? even(b)))
    }
    let (x, y) = (try a.known("wasserstein"), try b.known("wasserstein"))
    let isLine = [x, y].allSatisfy { $0.count > 0 && $0.count == $0.shape.extents.first }
    if isLine, cost == .distance {
      // The distance needs no plan there, which takes more memory: it is made for who differentiates.
      let number = try translated { try Distances.wasserstein(x, y) }
      return try .solved("wasserstein", number, from: [a, b]) { inputs in
        guard let transport = try? OptimalTransport(from: x, to: y) else { return Tensor(.nan) }
        return TransportFormula(transport, .distance)(inputs[0], inputs[1])
      }
    }
    let transport = try translated { try OptimalTransport(from: x, to: y, cost: cost) }
    let formula = TransportFormula(transport, cost)
    return try .solved("wasserstein", transport.distance, from: [a, b]) { formula($0[0], $0[1]) }
  }

  private func transport(_ x: Tensor, _ y: Tensor, _ weights: (Tensor, Tensor)) throws -> Tensor {
    let (p, q) = (try weights.0.listed("wasserstein"), try weights.1.listed("wasserstein"))
    let (from, to) = (try x.known("wasserstein"), try y.known("wasserstein"))
    let transport = try translated {
      try OptimalTransport(from: from, to: to, weights: SampleWeights(from: p, to: q), cost: cost)
    }
    let formula = TransportFormula(transport, cost)
    return try .solved("wasserstein", transport.distance, from: [x, y, weights.0, weights.1]) {
      formula($0[0], $0[1], $0[2], $0[3])
    }
  }
}

extension Language.Parameter where Input == (Tensor?, Tensor?) {
  /// Weights of the first samples, or a list of two: of the first and of the second.
  fileprivate static func sampleWeights(_ name: String) -> Language.Parameter<(Tensor?, Tensor?)> {
    Language.Parameter(ParameterDescription(name: name, presence: .optional("equal"), labelOnly: true)) {
      (arguments, context) throws(Problem) in
      guard let argument = arguments.first else { return (nil, nil) }
      do throws(Problem) {
        let place = "\(context.name), \(name)"
        if case .list(let sides) = argument.value, sides.count == 2 {
          let (first, second) = (try sides[0].tensor(in: place), try sides[1].tensor(in: place))
          if first.shape.rank == 1, second.shape.rank == 1 { return (first, second) }
        }
        let weights = try argument.value.tensor(in: place)
        guard weights.shape.rank == 1 else {
          throw Problem(
            "\(place): \(weights.shape) is no list of weights",
            hint: "Give one weight for each of the first samples, or two such lists: weights: [p, q].")
        }
        return (weights, nil)
      } catch { throw error.located(at: argument.range) }
    }
  }
}

extension Tensor {
  /// A number that was computed outside the language, with the formula that its derivatives are of.
  fileprivate static func solved(
    _ name: String, _ number: Double, from inputs: [Tensor], _ formula: @escaping DistanceFormula
  ) throws -> Tensor {
    guard Real(number).isFinite || !number.isFinite else {
      throw Problem(
        "\(name) is \(numberText(number)), more than single precision holds", hint: "Make both smaller by one factor.")
    }
    return try Tensor(Solved(name, NDArray(Real(number)), formula: formula), inputs)
  }

  /// The numbers, which a step that is being recorded does not have.
  fileprivate func known(_ place: String) throws(Problem) -> NDArray {
    guard let value else {
      throw Problem(
        "\(place) is solved anew for each batch",
        hint: "A formula of the language is needed here: a recorded step repeats it.")
    }
    return value
  }

  fileprivate func listed(_ place: String) throws(Problem) -> [Real] { try known(place).numbers }
}
