import Arrays
import Autodiff
import Experiments
import Foundation

/// How large the gradient of a critic's loss is as it comes back through the layers: figure 1b of Gulrajani et al. 2017.
struct Ladder {
  /// The norm of the loss's gradient in what each hidden layer gives, real and fake samples together; first layer first.
  ///
  /// Squares are added in double precision. At c = 0.001 the gradients themselves, near 1e-30, still are single-precision numbers;
  /// their squares would be 0.
  let norms: [Double]

  /// The ladder at samples that no training sees.
  init(_ experiment: Experiment) throws {
    let samples = try experiment.samples(step: 1_000_000)
    let real = try Ladder.climb(samples.real, experiment)
    let fake = try Ladder.climb(samples.fake, experiment)
    let loss = experiment.settings.objective.criticLoss(real.scores, fake.scores)
    let slopes = gradients(of: loss, for: real.rungs + fake.rungs, history: .drop)
    let squares = slopes.map { $0?.value?.sumOfSquares ?? .nan }
    norms = real.rungs.indices.map { (squares[$0] + squares[$0 + real.rungs.count]).squareRoot() }
  }

  /// What each hidden layer gives, after its ReLU, and the scores.
  private static func climb(_ x: Tensor, _ experiment: Experiment) throws -> (rungs: [Tensor], scores: Tensor) {
    var x = x
    var rungs: [Tensor] = []
    for stage in experiment.critic.network.stages {
      x = try stage.layer.apply(x, stage.parameters.map(\.tensor.detached)).output
      if stage.layer.kind == "relu" { rungs.append(x) }
    }
    return (rungs, x)
  }

  /// How many times as large each rung is as the one above it.
  var steps: [Double] { zip(norms, norms.dropFirst()).map { $0 / $1 } }

  /// The gain per layer: the geometric mean of the steps.
  var gain: Double { pow(norms[0] / norms[norms.count - 1], 1 / Double(norms.count - 1)) }

  /// The greatest step in units of the least: 1 on a ladder that is exactly geometric.
  var unevenness: Double { (steps.max() ?? .nan) / (steps.min() ?? .nan) }

  /// The greatest rung in units of the least.
  var span: Double { (norms.max() ?? .nan) / (norms.min() ?? .nan) }
}
