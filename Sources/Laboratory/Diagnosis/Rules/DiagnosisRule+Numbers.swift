import Arrays
import Experiments
import Texts

/// A number as findings tell it.
func told(_ value: Double) -> String { numberText(Real(value), digits: 3) }

/// A number as findings tell it; `unknown` where there is none.
func told(_ value: Double?) -> String { value.map { told($0) } ?? "unknown" }

/// A setting's number as it is typed, changed by a factor and kept to one digit.
func typed(_ value: Real, times factor: Real) -> String { numberText(value * factor, digits: 1) }

extension DiagnosisRule {
  /// Whether there are numbers at all.
  static let numbers: [DiagnosisRule] = [
    DiagnosisRule(
      "no-number", "a step leads to no number", .refused, healthy: 0...0, certain: 1, from: 0, lesson: 13,
      evidence: { examination, _ in
        """
        The last step that was asked for would have given inf or nan and was not made. Mostly the rate is too large \
        (\(examination.settings.rate)), or nothing holds the critic's slope (here \(told(examination[.slope]))).
        """
      },
      try: { ["set rate \(typed($0.settings.rate, times: 0.1))", "begin again", "train 20"] }),
    DiagnosisRule(
      "lost-samples", "samples are no numbers", .lostSamples, healthy: 0...0, certain: 0.01, from: 0, lesson: 13,
      evidence: { _, value in
        "\(percent(value)) of the generator's samples hold inf or nan: its weights are far too large, or hold none themselves."
      },
      try: { _ in ["show weights", "begin again"] }),
  ]

  /// How far a step goes.
  static let steps: [DiagnosisRule] = [
    DiagnosisRule(
      "rate-large", "the rate is too large", .update, healthy: 0...0.015, certain: 0.025, from: 5, lesson: 11,
      where: { !$0.settings.objective.clips && $0.settings.rule != .sgd }, evidence: rateEvidence, try: smallerRate),
    DiagnosisRule(
      "rate-large", "the rate is too large", .criticUpdate, healthy: 0...0.006, certain: 0.02, from: 5, lesson: 5,
      where: { $0.settings.objective.clips && $0.settings.rule != .sgd }, evidence: rateEvidence, try: smallerRate),
    DiagnosisRule(
      "rate-large", "the rate is too large", .leap, healthy: 0...0.05, certain: 0.2, from: 5, lesson: 5,
      where: { $0.settings.rule != .sgd },
      evidence: { examination, value in
        """
        The coming step would move a weight of the critic by \(told(value)) times the bound \(examination.settings.clip), at rate \
        \(examination.settings.rate): weights leap from one end to the other, and nothing between is tried.
        """
      }, try: smallerRate),
    DiagnosisRule(
      "rate-small", "the rate is too small", .criticUpdate, healthy: 4e-5...(.infinity), certain: 1e-5, from: 5,
      lesson: 8, where: { $0.settings.rule == .adam && !$0.settings.objective.clips }, evidence: smallEvidence,
      try: largerRate),
    DiagnosisRule(
      "rate-small", "the rate is too small", .criticUpdate, healthy: 2e-6...(.infinity), certain: 4e-7, from: 5,
      lesson: 8, where: { $0.settings.objective.clips && $0[.generatorSignal] ?? 0 > 0.05 }, evidence: smallEvidence,
      try: largerRate),
  ]

  private static let rateEvidence: @Sendable (Examination, Double) -> String = { examination, value in
    """
    One step changes weights by \(percent(value)) of their size, at rate \(examination.settings.rate). Steps that large jump over \
    what they look for, and throw units to where they pass nothing on.
    """
  }

  private static let smallerRate: @Sendable (Examination) -> [String] = {
    ["set rate \(typed($0.settings.rate, times: 0.1))", "begin again", "train 100"]
  }

  private static let smallEvidence: @Sendable (Examination, Double) -> String = { examination, value in
    """
    One step of the critic changes its weights by \(told(value)) of their size, at rate \(examination.settings.rate): in \
    \(told(examination[.rounds])) rounds nothing can be learned. Exact W1 is \(told(examination[.distance])), \
    \(told(examination[.firstDistance])) before the first step.
    """
  }

  private static let largerRate: @Sendable (Examination) -> [String] = {
    ["set rate \(typed(min($0.settings.rate * 100, 1), times: 1))", "train 100"]
  }
}
