import Arrays
import Autodiff
import Networks
import Refusals

/// A step under way: what its phases have made so far. Nothing of the run changes by it.
///
/// The phases are those of the recipe, done in order: on numbers, which is the step tensor by tensor, or on shapes alone, which is how a step
/// is recorded.
public struct StepWork {
  /// A network with the tensors that stand for its parameters.
  typealias Evaluated = (network: Network, parameters: [Tensor])

  /// Whose step it is.
  public let network: StepMade.Network
  /// What the step is.
  public let recipe: StepRecipe
  /// The numbers that it is made with.
  let settings: Settings
  let state: TrainState
  let critic, generator: Evaluated
  /// What the critic's step draws.
  let criticDraws: CriticDraws<Tensor>?
  /// What the generator's step draws.
  let noise: Tensor?
  /// The penalty's weight.
  let lambda: Tensor
  /// What the objective draws besides: numbers, or the places where a program reads them.
  let draw: (EquationDraw) -> Tensor
  /// What layers drop.
  let layerDraws: LayerDraws
  /// Whether the gradients can be differentiated, or looked into.
  let history: History

  /// The phases that are done.
  public private(set) var done: [StepPhase] = []
  /// What they have made, in order.
  public private(set) var quantities: [StepQuantity] = []

  /// What the critic is shown.
  public internal(set) var samples: Samples?
  /// The fakes with their history.
  var made: Tensor?
  /// What the critic says of both batches.
  public internal(set) var scores: CriticScores?
  var fakeScores: Tensor?
  /// What its slope costs.
  public internal(set) var penalty: PenaltyMeasure?
  var judgement: CriticJudgement?
  /// What is minimised.
  public internal(set) var loss: Tensor?
  var updates: [(index: Int, value: Tensor)] = []
  /// What an objective of one's own has made so far.
  var equationValues = EquationValues()
  /// What it had made, and how many draws of layers there were, before the loss was put together.
  var beforeLoss = (values: EquationValues(), layerDraws: 0)
  /// The line of an objective of one's own that could not be computed.
  var equationFault: EquationFault?
  /// The loss's gradient for each trainable parameter; `nil` where it does not depend on it.
  public internal(set) var gradients: [(parameter: Parameter, gradient: Tensor?)]?
  var moved: MovedWeights?

  /// A critic's step before its first phase.
  init(
    criticOf draws: CriticDraws<Tensor>, _ recipe: StepRecipe, _ settings: Settings, _ state: TrainState,
    critic: Evaluated, generator: Evaluated, lambda: Tensor, history: History = .drop,
    draw: @escaping (EquationDraw) -> Tensor
  ) {
    (network, criticDraws, noise, self.draw) = (.critic, draws, nil, draw)
    layerDraws = LayerDraws(draw, meanHistory: recipe.meanHistory)
    (self.recipe, self.settings, self.state) = (recipe, settings, state)
    self.critic = (critic.network, recipe.starting(critic, settings).parameters)
    (self.generator, self.lambda, self.history) = (generator, lambda, history)
  }

  /// A generator's step before its first phase.
  init(
    generatorOf noise: Tensor, _ recipe: StepRecipe, _ settings: Settings, _ state: TrainState, critic: Evaluated,
    generator: Evaluated, lambda: Tensor, history: History = .drop, draw: @escaping (EquationDraw) -> Tensor
  ) {
    (network, criticDraws, self.noise, self.draw) = (.generator, nil, noise, draw)
    layerDraws = LayerDraws(draw, meanHistory: recipe.meanHistory)
    (self.recipe, self.settings, self.state) = (recipe, settings, state)
    (self.critic, self.generator, self.lambda, self.history) = (critic, generator, lambda, history)
  }

  /// The parameters that the step is for, with their tensors.
  var trained: [(parameter: Parameter, tensor: Tensor)] {
    let evaluated = network == .critic ? critic : generator
    return zip(evaluated.network.parameters, evaluated.parameters).filter(\.0.isTrainable).map {
      (parameter: $0, tensor: $1)
    }
  }

  /// All its phases.
  public var phases: [StepPhase] { recipe.phases(of: network) }
  /// The phase that comes next; `nil` where all are done.
  public var next: StepPhase? { phases.dropFirst(done.count).first }

  /// Does the phases up to one, that included. Does nothing where that is done.
  public mutating func advance(through last: StepPhase) throws {
    for rule in recipe.rules(of: network).dropFirst(done.count) where rule.phase <= last { try carryOut(rule) }
  }

  /// Does the phase that comes next.
  public mutating func advance() throws {
    if let rule = recipe.rules(of: network).dropFirst(done.count).first { try carryOut(rule) }
  }

  /// A generator's step as if these were its fakes: its sample and their scores are done.
  mutating func stand(at fakes: Tensor) throws {
    made = fakes
    fakeScores = try critic.network.evaluate(fakes, critic.parameters, layerDraws.mode).output
    done = [.sample, .score]
  }

  private mutating func carryOut(_ rule: PhaseRule) throws {
    let made = try rule.carryOut(&self)
    try Cancellation.check()
    quantities += made.map { StepQuantity(name: $0.name, phase: rule.phase, value: $0.value) }
    done.append(rule.phase)
  }

  /// What an earlier phase has made.
  func needed<T>(_ value: T?, _ phase: StepPhase) throws -> T {
    guard let value else {
      throw Refusal("step", "its phase \(phase.rawValue) is not done", "The phases come in their order.")
    }
    return value
  }

  /// What is reported of a critic's step before its weights move.
  var measures: CriticMeasures {
    CriticMeasures(
      loss: loss?.number ?? .nan, penalty: penalty?.value.number, estimate: judgement?.estimate.number ?? .nan,
      slopeNorm: penalty?.norms?.mean().number)
  }
}

/// What a critic step measures before its weights move.
struct CriticMeasures {
  let loss: Real
  let penalty: Real?
  let estimate: Real
  let slopeNorm: Real?
}

extension Tensor {
  /// The number of a tensor with one element; not a number for a placeholder.
  var number: Real { value?.item ?? .nan }
}
