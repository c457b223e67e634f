import Arrays
import Autodiff
import Experiments
import Networks

/// The penalty's slope along a direction in the space of the critic's weights, by two ways that know nothing of each other.
struct DoubleBackprop {
  /// By differentiating the gradient: double backprop.
  let derived: Double
  /// By moving the weights a little to both sides: finite differences.
  let measured: Double
  /// What the penalty asks of the last layer's bias.
  let lastBias: Double

  /// How far the two lie apart, in units of the measured one.
  var error: Double { abs(derived - measured) / abs(measured) }

  /// Compares them on a smooth critic: with ReLUs the slope jumps wherever one opens, and a difference across a jump is no slope.
  init() throws {
    let experiment = try Experiment(.eightGaussians)
    try experiment.install(critic: [.dense(64), .tanh, .dense(64), .tanh, .dense(1)])
    let samples = try experiment.samples(step: 0)
    let network = experiment.critic.network
    let weights = network.parameters.map(\.tensor)
    let directions = weights.map { weight in
      Tensor(experiment.random.normal(weight.shape, .init(named: "direction of \(weight.label ?? "")"), step: 0))
    }
    func penalty(_ weights: [Tensor]) throws -> Tensor {
      let points = Penalty.twoSided.points(samples).aliased
      let slope = gradient(of: try network.evaluate(points, weights).output.sum(), for: points)
      return Penalty.twoSided.measure(Penalty.norms(of: slope))
    }
    func moved(_ h: Real) throws -> Double {
      number(try penalty(zip(weights, directions).map { $0 + h * $1 }))
    }
    let slopes = gradients(of: try penalty(weights), for: weights)
    derived = zip(slopes, directions).reduce(0) { sum, pair in
      sum + (pair.0.map { number(($0 * pair.1).sum()) } ?? 0)
    }
    let h: Real = 0.005
    measured = (8 * (try moved(h) - moved(-h)) - (try moved(2 * h) - moved(-2 * h))) / (12 * Double(h))
    lastBias = slopes.last.flatMap(\.self).map(number) ?? 0
  }
}

/// The number of a tensor with one element.
private func number(_ tensor: Tensor) -> Double { Double(tensor.value?.item ?? .nan) }
