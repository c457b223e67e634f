import Arrays
import Autodiff
import Datasets
import Networks

/// Numbers that an objective draws in each step: what of, how many, and the how-manieth draw of the step it is.
public struct EquationDraw: Hashable, Sendable {
  /// What is drawn.
  enum Kind: Hashable, Sendable {
    /// U[0, 1)
    case uniform
    /// N(0, 1)
    case normal
    /// What the generator takes.
    case latent
    /// The data.
    case real
    /// U[0, 1), for what a layer drops.
    case dropped
  }

  let kind: Kind
  /// The shape; of data and of what the generator takes it begins with how many.
  let shape: Shape
  /// The how-manieth of the step.
  let number: Int
}

/// Where an objective's draws come from: functions of the seed, the network whose step it is, and the step, as all that a run draws.
struct EquationSource {
  let network: StepMade.Network
  let step: Int
  let random: Random
  let latent: Latent
  let dataset: Dataset

  /// The numbers of a draw.
  func callAsFunction(_ draw: EquationDraw) -> NDArray {
    let purpose = draw.kind == .dropped ? "dropout" : "objective"
    let stream = Random.Stream(named: "\(network.rawText) \(purpose) \(draw.number)")
    return switch draw.kind {
    case .uniform, .dropped: random.uniform(draw.shape, stream, step: step)
    case .normal: random.normal(draw.shape, stream, step: step)
    case .latent: latent.draw(draw.shape[0], draw.shape[1], random, stream, step: step)
    case .real: dataset.batch(draw.shape[0], random: random, stream: stream, step: step)
    }
  }
}

extension Experiment {
  /// Where the draws of a network's step come from, counted from 0.
  func equationSource(_ network: StepMade.Network, step: Int) -> EquationSource {
    EquationSource(network: network, step: step, random: random, latent: numbers.latent, dataset: dataset)
  }
}

/// What the layers of a step draw, one after another: the same in the same order.
final class LayerDraws {
  private let draw: (EquationDraw) -> Tensor
  /// How many there were.
  var count = 0

  private let meanHistory: History

  init(_ draw: @escaping (EquationDraw) -> Tensor, meanHistory: History) {
    (self.draw, self.meanHistory) = (draw, meanHistory)
  }

  /// How networks are evaluated in the step.
  var mode: LayerMode {
    var mode = LayerMode.training { [self] shape in
      defer { count += 1 }
      return draw(EquationDraw(kind: .dropped, shape: shape, number: count))
    }
    mode.meanHistory = meanHistory
    return mode
  }
}
