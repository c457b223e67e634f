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
        "jsdivergence", "The Jensen-Shannon divergence, in nats: of two lists of weights (normalised for you), or of samples [n×2] counted in cells, bins on each side",
        example: "jsdivergence([1, 0], [0, 1])", samples: \.nats
      ) { try jsDivergence($0, $1) },
      ofWeights(
        "kldivergence", "The Kullback-Leibler divergence, in nats: of two lists of weights (normalised for you), or of samples [n×2] counted in cells, bins on each side",
        example: "kldivergence([1, 1], [1, 3])", samples: \.klRealFake
      ) { try klDivergence($0, $1) },
      ofWeights(
        "totalvariation", "Half the summed difference of two lists of weights (normalised for you), or of samples [n×2] counted in cells, bins on each side",
        example: "totalvariation([1, 1], [1, 3])", samples: \.totalVariation
      ) { try totalVariation($0, $1) },
      Function(
        "wasserstein",
        "The Wasserstein-1 distance: of weights (normalised for you) at 0, 1, 2, …, or of samples [n×d] by exact transport",
        group: "Distances",
        examples: [
          "wasserstein([1, 0, 0], [0, 0, 1])", "wasserstein([1, 0], [0, 1], positions: [0, 5])",
          "wasserstein([[0, 0]], [[3, 4]])",
        ], .tensor("p"), .tensor("q"), .optionalTensor("positions")
      ) { context, p, q, positions in
        guard p.shape.rank > 1 || q.shape.rank > 1 else {
          return try .measured(
            context.name, from: [p, q] + (positions.map { [$0] } ?? []),
            try translated {
              try Distances.wasserstein(p.listed, q.listed, positions: positions.map { $0.listed.map(Double.init) })
            })
        }
        guard positions == nil else {
          throw Problem("wasserstein: samples have no positions", hint: "positions: goes with lists of weights.")
        }
        return try .measured(
          context.name, from: [p, q], try translated { try Distances.wasserstein(p.array, q.array) })
      },
    ]
  }

  private static func ofWeights(
    _ name: String, _ summary: String, example: String, samples: KeyPath<SampleDivergence, Double> & Sendable,
    _ distance: @escaping ([Real], [Real]) throws -> Double
  ) -> Function {
    Function(
      name, summary, group: "Distances", examples: [example], .tensor("p"), .tensor("q"), .whole("bins", within: 0...1024, default: 0)
    ) { _, p, q, bins in
      if p.shape.rank == 2, q.shape.rank == 2 {
        return try .measured(
          name, from: [p, q],
          try translated { try SampleDivergence(real: p.array, fake: q.array, bins: bins == 0 ? nil : bins)[keyPath: samples] })
      }
      guard p.shape.rank == 1, q.shape.rank == 1 else {
        throw Problem(
          "\(name): \(p.shape) and \(q.shape) are not lists of weights",
          hint: "Give two lists of the same length, such as \(example).")
      }
      return try .measured(name, from: [p, q], try translated { try distance(p.listed, q.listed) })
    }
  }
}

extension Value {
  /// A number that was computed from tensors outside the language, so that it has no derivative.
  fileprivate static func measured(_ name: String, from inputs: [Tensor], _ number: Double) throws -> Value {
    guard Real(number).isFinite || !number.isFinite else {
      throw Problem(
        "\(name) is \(numberText(number)), more than single precision holds", hint: "Make both smaller by one factor.")
    }
    return .tensor(try Tensor(Opaque(name, NDArray(Real(number))), inputs))
  }
}

extension Tensor {
  fileprivate var listed: [Real] { value?.numbers ?? [] }
  fileprivate var array: NDArray { value ?? NDArray(repeating: .nan, shape: shape) }
}
