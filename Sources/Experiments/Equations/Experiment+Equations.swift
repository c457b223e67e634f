import Arrays
import Autodiff
import Refusals
import Texts

extension Experiment {
  /// Tries an objective of the learner's on the run's networks: both steps on the coming draws, and recorded. Throws why it cannot be
  /// trained, of a line its `EquationFault`; nothing of the run changes.
  public func attempt(_ objective: Objective) throws {
    guard objective.isOwn else { return }
    let recipe = StepRecipe(objective, fakes: settings.fakes, clipping: settings.clipping)
    for network in [StepMade.Network.critic, .generator] { try attempt(objective, network, recipe) }
    do {
      _ = try StepPrograms(
        recipe, settings, critic, generator, criticDraws(step: critic.steps, recipe),
        generatorDraw(step: generator.steps))
    } catch let refusal as Refusal {
      throw Refusal(
        "objective \(objective.name)", "it cannot be recorded: \(refusal.place): \(refusal.problem)",
        "A step is written down once, without numbers, and repeated: no formula in it may depend on what a number is.")
    }
    try Cancellation.check()
  }

  private func attempt(_ objective: Objective, _ network: StepMade.Network, _ recipe: StepRecipe) throws {
    let loss = "\(network.rawText)loss", place = "objective \(objective.name)"
    var work = work(network, recipe, history: .keep)
    do { try work.advance(through: .loss) } catch let refusal as Refusal {
      if let fault = work.equationFault { throw fault }
      throw Refusal(
        place, refusal.place == "objective" ? refusal.problem : "\(refusal.place): \(refusal.problem)", refusal.remedy)
    }
    try work.advance(through: .gradient)
    guard work.gradients?.contains(where: { $0.gradient != nil }) == true else {
      throw Refusal(
        place, "its \(loss) does not depend on the \(network.rawText)'s weights: nothing would be trained",
        network == .critic
          ? "Let the critic's scores be in it: critic(real), critic(fake)." : "Let critic(fake) be in it.")
    }
    guard let origin = try NumberOrigin(self.work(network, recipe, history: .keep)) else { return }
    let maker = origin.operation.map { " \($0) in phase \(origin.phase.rawValue) makes the first that is none." } ?? ""
    throw Refusal(
      place, "its \(network.rawText) step leads to no number (\(origin.quantity)) at the run's coming draws",
      maker.isEmpty ? "Change the formula." : "Change the formula:\(maker)")
  }

  /// Lets the run know the learner's objectives, so that they can be chosen. Where the one in use is another by them, the run begins again with it;
  /// returns whether it did.
  @discardableResult
  public func know(_ objectives: [Objective]) throws -> Bool {
    let before = settings.objective.record
    var changed = settings
    changed.objectives = objectives
    guard changed.objective.record != before else {
      settings = changed
      return false
    }
    try restart(changed, following: true)
    return true
  }

  /// What the generator minimises were its fakes these, through the frozen critic.
  public func generatorLoss(at fakes: Tensor) throws -> Tensor {
    var work = work(.generator)
    try work.stand(at: fakes)
    try work.advance(through: .loss)
    return try work.needed(work.loss, .loss)
  }
}
