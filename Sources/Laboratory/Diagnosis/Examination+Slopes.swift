import Arrays
import Autodiff
import Experiments
import Foundation
import Networks

extension Laboratory {
  /// How steep the critic is, what its penalty does about it, and how far samples touch each other.
  func measureSlopes(_ experiment: Experiment, _ examination: inout Examination) throws {
    let slopes = try Slopes(experiment)
    let means = Dictionary(slopes.places.map { ($0.name, $0.norms.mean) }) { first, _ in first }
    examination.note(.slope, means["interpolates"])
    examination.note(.slopeAtReal, means["real"])
    examination.note(.slopeAtFake, means["fake"])
    examination.note(.penalty, slopes.penalty)
    if let norms = slopes.places.first(where: { $0.name == "interpolates" })?.norms {
      examination.note(
        .slopeNearOne, Double(norms.numbers.count { $0 >= 0.9 && $0 <= 1.1 }) / Double(max(1, norms.count)))
    }
    examination.note(.steepest, try LipschitzEstimate(experiment).constant)
    try measurePull(experiment, &examination)
    let batch = try experiment.samples(step: experiment.critic.steps).real
    let crosstalk = try Crosstalk(experiment.critic.network, on: batch, rows: 8)
    examination.note(.crosstalk, crosstalk.deviation)
  }

  /// How strongly the penalty pulls at the critic's weights beside the rest of its loss.
  private func measurePull(_ experiment: Experiment, _ examination: inout Examination) throws {
    let judgement = try experiment.judgement()
    guard let penalty = judgement.penalty, !experiment.settings.objective.isOwn else { return }
    let weights = experiment.critic.network.trainable.map(\.tensor), lambda = Double(experiment.settings.lambda)
    let norm = { (loss: Tensor) in
      gradients(of: loss, for: weights, history: .drop).reduce(0.0) { $0 + ($1?.value?.sumOfSquares ?? 0) }
        .squareRoot()
    }
    let rest = experiment.settings.objective.criticLoss(judgement.realScores, judgement.fakeScores)
    let (pulling, other) = (lambda * norm(penalty), norm(rest))
    examination.note(.penaltyCost, lambda * Double(penalty.value?.item ?? .nan))
    examination.note(.penaltyPull, other > 0 ? pulling / other : nil)
  }

  /// How the slope grows or shrinks from layer to layer of the critic, on its way back from the score.
  func measureLadder(_ experiment: Experiment, _ examination: inout Examination) throws {
    let critic = experiment.critic.network
    let samples = try experiment.samples(step: experiment.critic.steps)
    let input = Tensor((samples.fake.value ?? NDArray(repeating: 0, shape: samples.fake.shape)))
    var passages = [input], rungs: [Int] = []
    for index in critic.stages.indices {
      if critic.stages[index].parameters.contains(where: { $0.shape.rank > 1 }) { rungs.append(passages.count - 1) }
      passages.append(try critic(passages[passages.count - 1], stages: index..<index + 1))
    }
    guard rungs.count > 1 else { return }
    let slopes = gradients(of: passages[passages.count - 1].sum(), for: rungs.map { passages[$0] }, history: .drop)
    let norms = slopes.map { ($0?.value?.sumOfSquares ?? 0).squareRoot() }
    guard let first = norms.first, let last = norms.last, last > 0 else { return }
    examination.note(.ladder, first / last)
    examination.note(.gain, pow(first / last, 1 / Double(norms.count - 1)))
  }
}

extension NDArray {
  /// The mean of all numbers, in double precision.
  var mean: Double { withNumbers { numbers in numbers.reduce(0.0) { $0 + Double($1) } } / Double(Swift.max(1, count)) }
}
