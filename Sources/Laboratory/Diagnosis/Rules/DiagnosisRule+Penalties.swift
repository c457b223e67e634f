import Arrays
import Experiments
import Texts

extension DiagnosisRule {
  /// What a penalty reaches.
  static let penalties: [DiagnosisRule] = [
    DiagnosisRule(
      "crosstalk", "samples touch each other under a penalty", .crosstalk, healthy: 0...0.01, certain: 0.1, from: 0,
      lesson: 10, where: { $0.settings.objective.hasPenalty },
      evidence: { _, value in
        """
        The slope of the sum of all scores, which the penalty measures, is \(percent(value)) away from the samples' own: each score \
        depends on the whole batch, as batch norm has it. Without it, or with layer norm, that is 0.
        """
      },
      try: { $0.ownsCritic ? ["show crosstalk", "show critic"] : ["show crosstalk", "set norm layer", "train 100"] }),
    DiagnosisRule(
      "lambda-small", "the penalty does not hold the slope", .slope, healthy: 0...30, certain: 100, from: 20, lesson: 9,
      where: { $0.asksForSlopeOne },
      evidence: { examination, value in
        """
        The slope between real and fake samples is \(told(value)), where the penalty asks for 1; its weight λ is \
        \(examination.settings.lambda). A critic at its best goes to 1 + W/(2λ): the smaller λ, the less it holds.
        """
      },
      try: { _ in ["set lambda 1", "begin again", "train 100"] }),
    DiagnosisRule(
      "lambda-small", "the penalty does not hold the slope", .penaltyPull, healthy: 0.02...(.infinity), certain: 0.002,
      from: 10, lesson: 9, where: { $0.asksForSlopeOne && $0[.slope] ?? 0 > 3 },
      evidence: { examination, value in
        """
        The slope between real and fake samples is \(told(examination[.slope])), where the penalty asks for 1, and yet the penalty pulls at the \
        critic's weights only \(told(value)) times as hard as the rest of its loss; its weight λ is \(examination.settings.lambda).
        """
      },
      try: { _ in ["set lambda 1", "begin again", "train 100"] }),
    DiagnosisRule(
      "lambda-large", "the penalty drowns the rest of the loss", .penaltyPull, healthy: 0...8, certain: 16, from: 20,
      lesson: 9, where: { !$0.asksForFlatData }, evidence: pullEvidence, try: hundredthOfLambda),
    DiagnosisRule(
      "lambda-large", "the penalty drowns the rest of the loss", .penaltyPull, healthy: 0...2, certain: 6, from: 100,
      lesson: 9, where: { !$0.asksForFlatData && $0[.estimateShare] ?? 0 < -0.25 && $0[.trainedShare] ?? 0 < 0 },
      evidence: pullEvidence, try: hundredthOfLambda),
    DiagnosisRule(
      "lambda-large", "the penalty drowns the rest of the loss", .penaltyCost, healthy: 0...3, certain: 20, from: 20,
      lesson: 9, where: { $0.asksForFlatData },
      evidence: { examination, value in
        """
        λ times the penalty is \(told(value)), beside scores whose loss is 2·log 2 where nothing is learned; λ is \
        \(examination.settings.lambda). The discriminator stays flat: of pairs of a real and a fake sample \
        \(percent(examination[.separation] ?? 0)) are put in the right order.
        """
      },
      try: { ["set lambda \(typed($0.settings.lambda, times: 0.001))", "begin again", "train 100"] }),
    DiagnosisRule(
      "penalty-not-reached", "the slope is far below what the penalty asks for", .slope, healthy: 0.3...(.infinity),
      certain: 0.1, from: 100, lesson: 9, where: { $0.settings.objective.name == Objective.wganGP.name },
      evidence: { examination, value in
        """
        The slope between real and fake samples is \(told(value)) after \(told(examination[.rounds])) rounds, where the penalty asks for \
        1. It moves towards it at rate \(examination.settings.rate) and λ \(examination.settings.lambda).
        """
      },
      try: { ["set rate \(typed(min($0.settings.rate * 10, 1), times: 1))", "train 100", "show penalty"] }),
    DiagnosisRule(
      "loss-changed", "the loss cannot be compared over the run", .lambdaChange, healthy: 1...1.3, certain: 2, from: 5,
      lesson: 12,
      evidence: { examination, value in
        """
        The reports' loss holds the penalty with weights that differ by a factor of \(told(value)): λ was changed on the way, now it is \
        \(examination.settings.lambda). Losses before and after are sums of other parts, and how they rise or fall says nothing.
        """
      },
      try: { _ in ["show quality", "begin again", "train 100"] }),
  ]

  private static let pullEvidence: @Sendable (Examination, Double) -> String = { examination, value in
    """
    The penalty pulls at the critic's weights \(told(value)) times as hard as all else in its loss; its weight λ is \
    \(examination.settings.lambda). The slope is \(told(examination[.slope])), and which side is real is hardly learned: \
    \(percent(examination[.separation] ?? 0)) of pairs are put in the right order.
    """
  }

  private static let hundredthOfLambda: @Sendable (Examination) -> [String] = {
    ["set lambda \(typed($0.settings.lambda, times: 0.01))", "begin again", "train 100"]
  }
}

extension Examination {
  /// Whether the objective asks for a slope of 1, or of 1 at most, between real and fake samples.
  var asksForSlopeOne: Bool {
    settings.objective.estimatesDistance && settings.objective.hasPenalty && !settings.objective.isOwn
  }

  /// Whether the objective asks for a slope of 0 at the data: then what that costs says how flat it is kept.
  fileprivate var asksForFlatData: Bool { settings.objective.penalty?.place == Penalty.atReal.place }
}
