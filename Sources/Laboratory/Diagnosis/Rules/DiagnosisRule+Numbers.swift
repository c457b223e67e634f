import Arrays
import Experiments
import Texts

/// A number as findings tell it.
func told(_ value: Double) -> String { numberText(Real(value), digits: 3) }

/// A number as findings tell it; `unknown` where there is none.
func told(_ value: Double?) -> String { value.map { told($0) } ?? "unknown" }

/// A setting's number as it is typed, changed by a factor and kept to one digit.
func typed(_ value: Real, times factor: Real) -> String { numberText(value * factor, digits: 1) }

/// Over how many steps a memory that keeps this share at each of them reaches.
private func stepsRemembered(_ share: Real) -> Double { 1 / max(1e-6, 1 - Double(share)) }

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
      "memory-long", "the optimiser's memory of the gradient outlives that of its size", .push, healthy: 0...20,
      certain: 40, from: 0, lesson: 11, where: { $0.settings.rule == .adam },
      evidence: { examination, value in
        """
        A step moves a weight by \(told(value)) times the rate. Adam divides what it remembers of the gradient, over \
        \(told(stepsRemembered(examination.settings.beta1))) steps or so, by the root of its squares, over \
        \(told(stepsRemembered(examination.settings.beta2))): where gradients fall the divisor falls first. β1 is to be less than √β2.
        """
      }, try: shorterMemory),
    DiagnosisRule(
      "memory-long", "the optimiser remembers gradients for too long", .distanceGrowth, healthy: 0...1, certain: 1.5,
      from: 50, lesson: 11, where: { $0.memory > 0.8 },
      evidence: { examination, value in
        """
        Exact W1 is \(told(value)) times what it was before the first step. The optimiser goes on for \(told(stepsRemembered(examination.memory))) \
        steps or so where gradients pointed before: two networks that answer each other swing past what they look for.
        """
      }, try: shorterMemory),
    DiagnosisRule(
      "rate-large", "the rate is too large", .stride, healthy: 0...0.045, certain: 0.09, from: 5, lesson: 11,
      evidence: { examination, value in
        """
        Adam and RMSprop move a weight by about the rate, \(examination.settings.rate), wherever it has a gradient: by \(percent(value)) of a \
        weight's size in each step. Of the critic's worst ReLU layer \(percent(examination[.deadInCritic] ?? 0)) of units are dead, of the \
        generator's \(percent(examination[.deadInGenerator] ?? 0)).
        """
      }, try: smallerRate),
    DiagnosisRule(
      "rate-large", "the rate is too large", .update, healthy: 0...0.015, certain: 0.025, from: 5, lesson: 11,
      where: { !$0.settings.objective.clips }, evidence: rateEvidence, try: smallerRate),
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
      lesson: 8, where: { $0[.update] != nil && !$0.settings.objective.clips }, evidence: smallEvidence,
      try: largerRate),
    DiagnosisRule(
      "rate-small", "the rate is too small", .criticUpdate, healthy: 2e-6...(.infinity), certain: 4e-7, from: 5,
      lesson: 8, where: { $0.settings.objective.clips && $0[.generatorSignal] ?? 0 > 0.05 }, evidence: smallEvidence,
      try: largerRate),
  ]

  private static let shorterMemory: @Sendable (Examination) -> [String] = {
    [$0.settings.rule == .adam ? "set beta1 0.5" : "set momentum 0", "begin again", "train 100"]
  }

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

extension Examination {
  /// What the optimiser keeps of its gradients from step to step.
  fileprivate var memory: Real {
    switch settings.rule {
    case .adam: settings.beta1
    case .sgd: settings.momentum
    case .rmsprop: 0
    }
  }
}
