import Arrays
import Experiments
import Texts

extension DiagnosisRule {
  /// Which of the networks is ahead.
  static let critics: [DiagnosisRule] = [
    DiagnosisRule(
      "saturated", "the discriminator is saturated: ahead of the generator", .certainty, healthy: -1...0.65,
      certain: 0.9, from: 5, lesson: 2,
      evidence: { examination, _ in
        """
        It takes real samples for real with \(told(examination[.sureOfReal])) and fakes with \(told(examination[.sureOfFake])) on average: \
        hardly a doubt is left, and with it no way to tell a good fake from a bad one. The generator's \
        \(examination.settings.generatorLoss == .saturating ? "saturating loss is flat there" : "gradient is strong, but says little").
        """
      },
      try: {
        ($0.settings.generatorLoss == .saturating ? ["set generatorloss non-saturating"] : [])
          + ["set objective wgan-gp", "train 100"]
      }),
    DiagnosisRule(
      "critic-behind", "the critic is behind the generator", .estimateShare, healthy: -0.25...(.infinity),
      certain: -0.6, from: 100, lesson: 8, where: { !$0.settings.objective.clips && $0.canBeBehind },
      evidence: behindEvidence,
      try: moreSteps),
    DiagnosisRule(
      "critic-behind", "the critic is behind the generator", .estimateShare, healthy: -0.4...(.infinity),
      certain: -0.7, from: 100, lesson: 8,
      where: { $0.settings.objective.clips && $0.canBeBehind && $0[.generatorSignal] ?? 0 > 0.05 },
      evidence: behindEvidence, try: moreSteps),
    DiagnosisRule(
      "estimate-far", "the estimate is far from the exact distance", .estimateScale, healthy: -5...40, certain: 150,
      from: 20, lesson: 3,
      evidence: { examination, value in
        """
        The critic estimates \(told(examination[.lastEstimate])), and exact W1 is \(told(examination[.distance])): \(told(value)) times \
        that. It is W times the critic's own constant, here at least \(told(examination[.steepest])).
        """
      },
      try: { _ in ["show wasserstein", "show lipschitz"] }),
  ]

  private static let behindEvidence: @Sendable (Examination, Double) -> String = { examination, value in
    """
    It gives the fakes the higher scores: its estimate, divided by its constant, is \(told(value)) of the exact distance \
    \(told(examination[.distance])). A copy of it that was trained on for \(Laboratory.stepsOfCopy) steps while the generator waited says \
    \(told(examination[.trainedShare])).
    """
  }

  private static let moreSteps: @Sendable (Examination) -> [String] = {
    ["step critic 100", "set critics \(min(1000, max(5, 2 * $0.settings.critics)))", "train 100"]
  }

  /// What the generator reaches.
  static let reach: [DiagnosisRule] = [
    DiagnosisRule(
      "dead-units", "many units are dead", .deadInCritic, healthy: 0...0.7, certain: 0.9, from: 5, lesson: 13,
      evidence: { _, value in deadEvidence("critic", value) }, try: aliveAgain),
    DiagnosisRule(
      "dead-units", "many units are dead", .deadInGenerator, healthy: 0...0.5, certain: 0.9, from: 5, lesson: 13,
      evidence: { _, value in deadEvidence("generator", value) }, try: aliveAgain),
    DiagnosisRule(
      "collapsed", "the samples have collapsed", .spread, healthy: 0.4...(.infinity), certain: 0.1, from: 100,
      lesson: 12,
      evidence: { examination, value in
        """
        The samples' deviation is \(told(value)) of the data's: whatever the noise, nearly the same comes out. Exact W1 is \
        \(told(examination[.distance])).
        """
      },
      try: { _ in ["show samples", "set objective wgan-gp", "train 100"] }),
    DiagnosisRule(
      "missing-modes", "modes are missing", .modes, healthy: 0.85...1, certain: 0.5, from: 100, lesson: 12,
      where: { $0[.nearModes] ?? 0 > 0.4 },
      evidence: { examination, value in
        """
        \(percent(value)) of the modes are reached, though \(percent(examination[.nearModes] ?? 0)) of the samples lie near one: the \
        generator makes a part of the data only.
        """
      },
      try: { _ in ["show modes", "set objective wgan-gp", "train 300"] }),
    DiagnosisRule(
      "diverged", "the samples run away from the data", .distanceGrowth, healthy: 0...1.6, certain: 3, from: 5,
      lesson: 11,
      evidence: { examination, value in
        """
        Exact W1 is \(told(examination[.distance])), \(told(value)) times what it was before the first step: training has made it worse.
        """
      },
      try: { ["set rate \(typed($0.settings.rate, times: 0.1))", "begin again", "train 100"] }),
  ]

  private static func deadEvidence(_ network: String, _ value: Double) -> String {
    """
    \(percent(value)) of the units of a ReLU layer of the \(network) give 0 for every sample: what leads to them has no gradient and does \
    not come back.
    """
  }

  private static let aliveAgain: @Sendable (Examination) -> [String] = {
    ["set rate \(typed($0.settings.rate, times: 0.3))", "begin again", "train 100"]
  }
}

extension Examination {
  /// Whether the critic is large enough to learn something, and samples far enough from the data for it to say so.
  fileprivate var canBeBehind: Bool { self[.update] != nil && isFarFromData }
}
