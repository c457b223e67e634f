import Arrays
import Datasets
import Networks

/// What `use NAME` sets up: the data, both networks and every number.
public struct Preset: Sendable {
  /// What `use` calls it.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  /// Where real samples come from; throws where the files are not there.
  public private(set) var dataset: @Sendable () throws -> Dataset
  /// The learner's own samples, in place of data of its own.
  public private(set) var data: OwnData?
  /// Why it has the networks that it has, under a width, where that is worth a sentence.
  public internal(set) var reason: (@Sendable (_ width: Int) -> String)?
  /// How many numbers the generator takes.
  public let noise: Int
  /// How those numbers are distributed.
  public var latent = Latent.normal
  /// The networks' width unless `set width` says otherwise.
  public let width: Int
  /// The samples in a batch.
  public let batch: Int
  /// The penalty's weight λ.
  public let lambda: Real
  /// The learning rate for an objective and a width, where the preset knows better than the objective.
  public internal(set) var rate: @Sendable (_ objective: Objective, _ width: Int) -> Real?
  /// The optimiser, where the preset has one of its own.
  public var optimizer: Optimizer?
  /// Critic steps a round, where the preset has a number of its own.
  public var critics: Int?
  /// Which normalisation the critic has under an objective.
  public let norm: @Sendable (_ objective: Objective) -> CriticNorm
  /// The critic's layers.
  public let critic: @Sendable (_ width: Int, _ norm: CriticNorm, _ objective: Objective) -> [Layer]
  /// The generator's layers.
  public let generator: @Sendable (_ width: Int) -> [Layer]
}

/// The normalisation between a critic's layers.
public enum CriticNorm: String, CaseIterable, Sendable {
  case none
  /// Mixes the samples of a batch: not for a penalised critic.
  case batch
  /// Keeps each sample to itself: what WGAN-GP suggests instead.
  case layer
  /// Divides each layer's weight by an estimate of its largest singular value, so that no slope exceeds about 1. Miyato et al. 2018.
  case spectral

  /// Batch norm with ε = 1e-5: clipped to ±0.01, a critic's activations have variances near 1e-6. Keras' ε = 1e-3 would drown them layer by
  /// layer, which is why the book's clipped WGAN does not train: its slopes reach the generator 10⁶ times smaller.
  var layers: [Layer] {
    switch self {
    case .none, .spectral: []
    case .batch: [.batchNorm(epsilon: 1e-5)]
    case .layer: [.layerNorm()]
    }
  }

  /// A layer with weights under the normalisation of weights, where it is one.
  func weighted(_ layer: Layer) -> Layer { self == .spectral ? .spectral(layer) : layer }
}

/// What a generator is fed: how the numbers of its noise are distributed.
public enum Latent: String, Sendable {
  /// N(0, 1).
  case normal
  /// U[0, 1).
  case uniform

  /// The noise `[count × size]` of one step.
  public func draw(_ count: Int, _ size: Int, _ random: Random, _ stream: Random.Stream, step: Int) -> NDArray {
    switch self {
    case .normal: random.normal([count, size], stream, step: step)
    case .uniform: random.uniform([count, size], stream, step: step)
    }
  }
}

extension Preset {
  /// The same networks and numbers on other data, whose samples must have the same shape.
  public func on(_ dataset: @escaping @Sendable () throws -> Dataset) -> Preset {
    var other = self
    other.dataset = dataset
    return other
  }

  /// The same networks and numbers on the learner's own samples, which must have the same shape.
  public func on(_ data: OwnData) -> Preset {
    var other = on { data.dataset }
    other.data = data
    return other
  }

  /// Every preset.
  public static let all: [Preset] = [
    eightGaussians, twentyFiveGaussians, swissRoll, fashion, fashionArticle, lines, gaussians1d, dirac,
  ]

  /// The preset of that name.
  public static func named(_ name: String) -> Preset? { all.first { $0.name == name } }
}
