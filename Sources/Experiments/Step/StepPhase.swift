import Arrays
import Autodiff
import Networks

/// The phases of a step, in the order in which they come. `StepRecipe.phases` says which a step has and what is done in each.
public enum StepPhase: String, CaseIterable, Comparable, Sendable {
  case sample, score, penalty, loss, gradient, update, clip

  /// What is done in it, in a line.
  public var summary: String {
    switch self {
    case .sample: "draws what the step is made on"
    case .score: "scores what was drawn"
    case .penalty: "measures the critic's slope and what it costs"
    case .loss: "puts together what is minimised"
    case .gradient: "differentiates it for every weight"
    case .update: "moves the weights by the optimiser's rule"
    case .clip: "bounds the weights"
    }
  }

  /// Whether it comes before another.
  public static func < (one: StepPhase, other: StepPhase) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }
}

/// Something that a phase has made, under the name that it has in expressions.
public struct StepQuantity: Sendable {
  /// `real`, `slope`, `loss`; of a weight's gradient, update and bounded value the weight's own name.
  public let name: String
  /// In which phase it was made.
  public let phase: StepPhase
  /// What it is.
  public let value: Tensor
}

/// A phase as data: its name, and what it makes of what the phases before it have made.
struct PhaseRule: Sendable {
  let phase: StepPhase
  let carryOut: @Sendable (inout StepWork) throws -> [(name: String, value: Tensor)]

  init(
    _ phase: StepPhase, _ carryOut: @escaping @Sendable (inout StepWork) throws -> [(name: String, value: Tensor)]
  ) {
    (self.phase, self.carryOut) = (phase, carryOut)
  }
}

extension StepRecipe {
  /// The phases of a network's step.
  public func phases(of network: StepMade.Network) -> [StepPhase] { rules(of: network).map(\.phase) }

  /// The phases of a network's step, with what is done in them.
  func rules(of network: StepMade.Network) -> [PhaseRule] {
    switch network {
    case .critic:
      [.criticSample, .criticScore] + criticRules + [.gradient, .update] + (closing == nil ? [] : [.clip])
    case .generator:
      [
        .generatorSample, .generatorScore, equations == nil ? .generatorLoss : .writtenGeneratorLoss, .gradient,
        .update,
      ]
    }
  }
}

extension StepRecipe {
  /// What of a critic's step its objective says.
  private var criticRules: [PhaseRule] {
    guard let equations else { return (penalty == nil ? [] : [.penalty]) + [.criticLoss] }
    return (equations.hasPenalty ? [.writtenPenalty] : []) + [.writtenCriticLoss]
  }
}

// MARK: - The critic's

extension PhaseRule {
  /// A batch of the data, fakes without history, ε.
  static let criticSample = PhaseRule(.sample) { work in
    let draws = try work.needed(work.criticDraws, .sample)
    let made = try work.recipe.fakes(
      from: draws, by: work.generator.network, work.generator.parameters, work.layerDraws.mode)
    let samples = Samples(real: draws.real, fake: made.detached, epsilon: draws.epsilon, directions: draws.directions)
    (work.samples, work.made) = (samples, made)
    let latent = work.recipe.fakes == .generator ? [("latent", draws.noise)] : []
    return [("real", samples.real)] + latent + [("fake", samples.fake), ("epsilon", samples.epsilon)]
      + (samples.directions.map { [("directions", $0)] } ?? [])
  }

  /// The critic's scores of both batches.
  static let criticScore = PhaseRule(.score) { work in
    let scores = try work.recipe.scores(
      of: try work.needed(work.samples, .sample), by: work.critic.network, work.critic.parameters,
      work.layerDraws.mode)
    work.scores = scores
    return [("realscores", scores.real), ("fakescores", scores.fake)]
  }

  /// Where the slope is measured, the slopes, their norms, and the penalty before its weight.
  static let penalty = PhaseRule(.penalty) { work in
    guard let rule = work.recipe.penalty else { return [] }
    let samples = try work.needed(work.samples, .sample)
    let measure = try rule.measured(
      samples, work.critic.network, work.critic.parameters, work.layerDraws.mode)
    work.penalty = measure
    let parts = [
      (rule.place == "interpolates" ? "interpolates" : "points", measure.points), ("slope", measure.slope),
      ("norms", measure.norms),
    ]
    return parts.compactMap { name, value in value.map { (name, $0) } } + [("penalty", measure.value)]
  }

  /// What the critic minimises.
  static let criticLoss = PhaseRule(.loss) { work in
    let judgement = work.recipe.judgement(try work.needed(work.scores, .score), work.penalty, lambda: work.lambda)
    (work.judgement, work.loss) = (judgement, judgement.loss)
    work.updates = work.recipe.kept(judgement.updates, work.settings)
    return [("loss", judgement.loss)]
  }
}

// MARK: - The generator's

extension PhaseRule {
  /// Noise, and what the generator makes of it.
  static let generatorSample = PhaseRule(.sample) { work in
    let noise = try work.needed(work.noise, .sample)
    let made = try work.generator.network.evaluate(noise, work.generator.parameters, work.layerDraws.mode)
    (work.made, work.updates) = (made.output, made.updates)
    return [("latent", noise), ("fake", made.output)]
  }

  /// The frozen critic's scores of it.
  static let generatorScore = PhaseRule(.score) { work in
    let fake = try work.needed(work.made, .sample)
    let scores = try work.critic.network.evaluate(fake, work.critic.parameters, work.layerDraws.mode).output
    work.fakeScores = scores
    return [("fakescores", scores)]
  }

  /// What the generator minimises.
  static let generatorLoss = PhaseRule(.loss) { work in
    let loss = work.recipe.generatorLoss(try work.needed(work.fakeScores, .score))
    work.loss = loss
    return [("loss", loss)]
  }
}

// MARK: - Both networks'

extension PhaseRule {
  /// The loss's gradient for each trainable weight.
  static let gradient = PhaseRule(.gradient) { work in
    let loss = try work.needed(work.loss, .loss), trained = work.trained
    let slopes = Autodiff.gradients(of: loss, for: trained.map(\.tensor), history: work.history)
    let gradients = work.network == .critic ? work.recipe.followed(slopes, work.settings) : slopes
    work.gradients = zip(trained, gradients).map { (parameter: $0.parameter, gradient: $1) }
    return zip(trained, gradients).compactMap { trained, gradient in gradient.map { (trained.parameter.name, $0) } }
  }

  /// The weights and the optimiser's memory after its rule.
  static let update = PhaseRule(.update) { work in
    let gradients = try work.needed(work.gradients, .gradient).map(\.gradient?.value)
    let moved = work.state.moved(
      work.settings.optimizer, gradients, rate: work.settings.rate, from: work.start)
    work.moved = moved
    return zip(work.state.network.trainable, moved.values).map { ($0.name, Tensor($1) - Tensor($0.value)) }
  }

  /// The weights within their bounds.
  static let clip = PhaseRule(.clip) { work in
    let moved = try work.needed(work.moved, .update)
    let bounded = moved.bounded(work.state.network.trainable, work.recipe.closing, work.settings.clip)
    work.moved = bounded
    return zip(work.state.network.trainable, bounded.values).map { ($0.name, Tensor($1)) }
  }
}
