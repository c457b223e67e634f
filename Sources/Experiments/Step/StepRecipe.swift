import Arrays
import Autodiff
import Networks

/// What a training step is, as data. An objective and the settings make one; steps that are recorded and steps that are computed tensor by
/// tensor read the same one, in the order of its phases: sample, score, penalty, loss, gradient, update, clip.
///
/// What is only a number (λ, the learning rate, the bound c) is no part of it: that may change between two steps of one recipe. Nor is the
/// optimiser, whose memory is part of the networks' state.
public struct StepRecipe: Sendable {
  /// Sample: where the critic's fakes come from.
  public var fakes: FakeSource
  /// Sample: by which statistics the generator's batch norm makes the critic's fakes.
  public var fakeStatistics = Statistics.batch
  /// Sample: how ε is drawn.
  public var epsilon = EpsilonRule()
  /// Score: what of its samples the critic scores as fakes.
  public var scoredFakes: @Sendable (Samples) -> Tensor = { $0.fake }
  /// Score and penalty: whether the variance of a batch or layer norm depends on its mean where a slope is differentiated again.
  public var meanHistory = History.keep
  /// Penalty: what is asked of the critic's slope, and where; `nil` where nothing is.
  public var penalty: Penalty?
  /// Loss: what the critic minimises besides λ times the penalty, from its scores `[batch × 1]`.
  public var criticLoss: @Sendable (_ real: Tensor, _ fake: Tensor) -> Tensor
  /// Loss: what the generator minimises, from the scores `[batch × 1]` of its fakes.
  public var generatorLoss: @Sendable (_ fake: Tensor) -> Tensor
  /// Penalty and loss of an objective of one's own, in place of the three above; `nil` for one of the kit's.
  public var equations: Equations?
  /// Clip: when the critic's weights are bounded; `nil` where they are not.
  public var clipping: Clipping?
  /// Clip: what the bound c holds.
  public var bounding = Bounding.weights

  /// The steps of an objective.
  public init(
    _ objective: Objective, generatorLoss form: GeneratorLoss = .nonSaturating, fakes: FakeSource = .generator,
    clipping: Clipping = .constraint
  ) {
    self.fakes = fakes
    penalty = objective.penalty
    criticLoss = objective.criticLoss
    generatorLoss = { objective.generatorLoss($0, form) }
    equations = objective.equations
    self.clipping = objective.clips ? clipping : nil
  }

  /// Whether the points of the penalty take a direction drawn for each sample.
  var needsDirections: Bool { equations?.uses("directions") ?? penalty?.needsDirections ?? false }

  /// The steps that settings ask for.
  public init(_ settings: Settings) {
    self.init(
      settings.objective, generatorLoss: settings.generatorLoss, fakes: settings.fakes, clipping: settings.clipping)
    for fault in settings.faults.all { fault.change.step(&self) }
  }
}

/// The article's two ways to clip. Only trainable weights are ever clipped.
public enum Clipping: String, CaseIterable, Sendable {
  /// Each parameter is bounded as it is updated, by the constraint that it carries; one that carries none is not.
  case constraint
  /// A loop after the step reads every trainable weight, clips it and writes it back, whatever it carries.
  case loop
}

/// What the bound c holds where weights are clipped, and when.
public enum Bounding: CaseIterable, Sendable {
  /// The trainable weights, after the step.
  case weights
  /// The trainable weights, before the step, which then moves them.
  case weightsBefore
  /// The trainable weights after the step, and what layers keep, too: a batch norm's moving statistics.
  case everything
  /// The gradient's numbers, and no weights.
  case gradients
}

/// By which mean and variance batch norm works: the batch's own, or those that it has kept.
public enum Statistics: CaseIterable, Sendable {
  case batch, kept
}

/// What shares a number: each sample has its own, each single number of each sample, each of its places over all channels, or the whole batch
/// has one.
public enum Sharing: CaseIterable, Sendable {
  case sample, number, pixel, batch
}

/// How ε is drawn, which says where between a real and a fake sample x̂ lies.
public struct EpsilonRule: Sendable {
  /// How it is distributed: even on [0, 1) in the paper.
  public var distribution = Latent.uniform
  /// What has an ε of its own: each sample in the paper.
  public var sharing = Sharing.sample

  /// The paper's rule.
  public init() {}

  /// ε for a batch of real samples, of a shape that stretches over it: `[batch × 1 × …]` where each sample has its own.
  func draw(for batch: Shape, _ random: Random, step: Int) -> NDArray {
    let extents = batch.extents
    let shape =
      switch sharing {
      case .sample: [extents[0]] + extents.dropFirst().map { _ in 1 }
      case .number: extents
      case .pixel: Array(extents.dropLast()) + [1]
      case .batch: extents.map { _ in 1 }
      }
    return switch distribution {
    case .normal: random.normal(Shape(shape), .epsilon, step: step)
    case .uniform: random.uniform(Shape(shape), .epsilon, step: step)
    }
  }
}
