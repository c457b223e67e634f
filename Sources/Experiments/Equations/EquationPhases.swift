import Arrays
import Autodiff
import Language
import Networks
import Refusals

extension PhaseRule {
  /// What an objective of one's own says that the critic's slope costs, and what that is made of.
  static let writtenPenalty = PhaseRule(.penalty) { work in
    let (value, made) = try work.solve("penalty")
    let values = work.equationValues.values
    let known = { (name: String) in try? values[name]?.tensor(in: name) }
    let slope = known("slope")
    let isOfSamples = (slope?.shape.rank ?? 0) > 1
    // Lengths are looked at even where the formula takes the slope alone.
    let measured = known("norms") == nil && isOfSamples ? slope.map { SlopeNorm()(of: $0) } : nil
    work.penalty = PenaltyMeasure(
      points: known("points") ?? known("interpolates"), slope: slope, norms: known("norms") ?? measured, value: value)
    return made + (measured.map { [("norms", $0)] } ?? [])
  }

  /// What the critic minimises by an objective of one's own.
  static let writtenCriticLoss = PhaseRule(.loss) { work in
    let (loss, made) = try work.solve("criticloss")
    let scores = try work.needed(work.scores, .score)
    work.judgement = CriticJudgement(
      realScores: scores.real, fakeScores: scores.fake, slopeNorms: work.penalty?.norms, penalty: work.penalty?.value,
      loss: loss, updates: scores.updates)
    (work.loss, work.updates) = (loss, work.recipe.kept(scores.updates, work.settings))
    return made + [("loss", loss)]
  }

  /// What the generator minimises by an objective of one's own.
  static let writtenGeneratorLoss = PhaseRule(.loss) { work in
    let (loss, made) = try work.solve("generatorloss")
    work.loss = loss
    return made + [("loss", loss)]
  }
}

extension StepWork {
  /// The number of one line of the objective, and all quantities that were computed for it.
  mutating func solve(_ name: String) throws -> (value: Tensor, made: [(name: String, value: Tensor)]) {
    guard let equations = recipe.equations else {
      throw Refusal("step", "its objective has no equations", "Choose another: set objective.")
    }
    if Equations.losses.contains(name) { beforeLoss = (equationValues, layerDraws.count) }
    let scope = EquationScope(equations, self)
    let value: Tensor
    do { value = try scope.number(name) } catch let problem as Problem {
      equationFault = scope.fault
      throw Refusal("objective", problem.message, problem.hint ?? "Change that line of the objective.")
    }
    equationValues = scope.kept
    return (value, scope.made.filter { !Equations.losses.contains($0.name) })
  }

  /// The terms that the loss is the sum of, as an objective of one's own writes them; empty for another. After the phase `loss`.
  public func writtenTerms() throws -> [(name: String, sign: Int, value: Tensor)] {
    guard let equations = recipe.equations else { return [] }
    // What the loss has drawn is drawn again, the same.
    let scope = EquationScope(equations, self, beforeLoss.values)
    layerDraws.count = beforeLoss.layerDraws
    return try equations.summands(of: network == .critic ? "criticloss" : "generatorloss").map {
      ($0.name, $0.sign, try scope.value(of: $0.expression).tensor(in: $0.name))
    }
  }

  /// The extents of a batch of data.
  var sampleShape: Shape {
    let batch = samples?.real.shape[0] ?? noise?.shape[0] ?? 1
    return Shape([batch] + critic.network.input.extents)
  }
}
