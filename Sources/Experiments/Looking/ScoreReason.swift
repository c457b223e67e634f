import Arrays
import Autodiff
import Networks
import Refusals

/// Where a critic's score of one sample comes from: the sample itself, and each parameter that is added on the way.
///
/// In a network of linear layers and (leaky) ReLUs a score is the sum of x·∂D/∂x and b·∂D/∂b over all biases b, for it grows in proportion with
/// all of them together. What another layer adds to that is told as the rest.
public struct ScoreReason {
  /// A part of the score.
  public struct Term {
    /// `the sample`, or a parameter's name.
    public let name: String
    /// Σ v·∂D/∂v over its numbers v.
    public let value: Double
    /// The same by a finite difference: how the score grows as all of it grows in proportion.
    public let difference: Double

    /// How many leading digits of both agree.
    public var digits: Int { agreement(value, difference) }
  }

  /// The score.
  public let score: Real
  /// What it is the sum of.
  public let terms: [Term]
  /// What is left.
  public let rest: Double

  /// The reason for the score of one sample of the critic's coming step, among the real ones first, then the fakes.
  public init(_ experiment: Experiment, sample index: Int) throws {
    let work = try experiment.workThrough(.critic, .score)
    let samples = try work.needed(work.samples, .sample), scores = try work.needed(work.scores, .score)
    let count = samples.real.shape[0], isReal = index < count
    let batch = (isReal ? samples.real : samples.fake).detached, place = isReal ? index : index - count
    let (network, parameters) = work.critic
    score = (isReal ? scores.real : scores.fake).value?.numbers[place] ?? .nan
    let value = { (x: Tensor, parameters: [Tensor]) in
      try network.evaluate(x, parameters).output.slice(axis: 0, from: place, count: 1).sum()
    }
    let leaf = Tensor(batch.value ?? NDArray(repeating: 0, shape: batch.shape))
    let biases = zip(network.parameters, parameters).enumerated().filter {
      $0.element.0.isTrainable && $0.element.0.shape.rank == 1
    }
    let own = try value(leaf, parameters)
    let slopes = gradients(of: own, for: [leaf] + biases.map(\.element.1))
    let share = { (x: NDArray?, slope: Tensor?) in
      zip(x?.numbers ?? [], slope?.value?.numbers ?? []).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    }
    func difference(_ moved: (Real) throws -> Tensor) throws -> Double {
      let h: Real = 1e-2
      return (Double(try moved(1 + h).value?.item ?? .nan) - Double(try moved(1 - h).value?.item ?? .nan))
        / (2 * Double(h))
    }
    var terms = [
      Term(
        name: "the sample", value: share(leaf.value, slopes[0]),
        difference: try difference { try value($0 * leaf, parameters) })
    ]
    for (slope, (index, (parameter, tensor))) in zip(slopes.dropFirst(), biases) {
      terms.append(
        Term(
          name: parameter.name, value: share(tensor.value, slope),
          difference: try difference { factor in
            var moved = parameters
            moved[index] = factor * tensor
            return try value(leaf, moved)
          }))
    }
    try ArrayMemory.checkRefusals("why")
    self.terms = terms
    rest = Double(score) - terms.reduce(0.0) { $0 + $1.value }
  }
}
