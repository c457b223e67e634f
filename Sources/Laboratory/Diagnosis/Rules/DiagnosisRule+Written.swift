import Arrays
import Experiments
import Texts

extension DiagnosisRule {
  /// Whether a step does what the objective asks for: what the settings say is only as true as the step that follows them.
  static let written: [DiagnosisRule] =
    draws + slopes + bounds + measures + [
      DiagnosisRule(
        "step-differs", "the step is not that of the objective as it is written", .gradientGap, healthy: 0...1e-4,
        certain: 0.01, from: 0, lesson: 13,
        evidence: { examination, value in
          """
          The critic's gradient is \(percent(value)) away from that of \(examination.settings.objective.name) as it is written, on the same \
          weights and draws.
          """
        },
        try: { _ in ["step critic gradient", "show step", "finish"] })
    ]

  private static let draws: [DiagnosisRule] = [
    DiagnosisRule(
      "epsilon-outside", "ε lies outside 0…1", .epsilonOutside, healthy: 0...0, certain: 0.05, from: 0, lesson: 9,
      evidence: { _, value in
        "\(percent(value)) of ε lie outside 0…1: the points of the penalty are beyond the samples, not between them. ε is even on 0…1."
      },
      try: { _ in ["step critic sample", "epsilon", "finish"] }),
    DiagnosisRule(
      "epsilon-per-number", "each number of a sample has an ε of its own", .epsilons, healthy: 0...1, certain: 2,
      from: 0, lesson: 9,
      evidence: { _, value in
        "A sample has \(told(value)) ε: its point lies in the box between real and fake, on no straight line between them. It has one."
      },
      try: { _ in ["step critic sample", "shape(epsilon)", "finish"] }),
    DiagnosisRule(
      "epsilon-per-batch", "all samples share one ε", .epsilons, healthy: 1...(.infinity), certain: 0.5, from: 0,
      lesson: 9, where: { $0.settings.batch > 1 },
      evidence: { _, value in
        "There are \(told(value)) ε for a sample: a step sees the slope at one depth between real and fake. Each sample has its own."
      },
      try: { _ in ["step critic sample", "shape(epsilon)", "finish"] }),
    DiagnosisRule(
      "points-elsewhere", "the penalty looks elsewhere than between real and fake", .pointsOff, healthy: 0...0.001,
      certain: 0.1, from: 0, lesson: 9,
      evidence: { _, value in
        """
        The points at which the slope is measured are \(told(value)) of the way between real and fake away from ε·real + (1 - ε)·fake: \
        nothing holds the slope there.
        """
      },
      try: { _ in ["step critic penalty", "show step", "finish"] }),
    DiagnosisRule(
      "fakes-differ", "the critic is shown other fakes than the generator is judged by", .fakesOff,
      healthy: 0...0.001, certain: 0.01, from: 0, lesson: 8,
      evidence: { _, value in
        """
        Of the same noise the generator's own step makes samples that are \(percent(value)) away from those that the critic is trained on: \
        batch norm works with the batch's statistics in one, with those it has kept in the other.
        """
      },
      try: { _ in ["step critic sample", "max(abs(fake - generator(latent)))", "finish"] }),
  ]

  private static let slopes: [DiagnosisRule] = [
    DiagnosisRule(
      "norm-per-batch", "the batch has one norm, not each sample its own", .norms, healthy: 1...(.infinity),
      certain: 0.5, from: 0, lesson: 9, where: { $0.settings.batch > 1 },
      evidence: { examination, _ in
        """
        \(examination.settings.batch) slopes have one norm together. That it is 1 asks each sample's slope to be near 1/√batch, \
        \(told(1 / Double(examination.settings.batch).squareRoot())); here it is \(told(examination[.slope])).
        """
      },
      try: { _ in ["step critic penalty", "shape(norms)", "finish"] }),
    DiagnosisRule(
      "norm-per-pixel", "each place of an image has a norm of its own", .norms, healthy: 0...1, certain: 2, from: 0,
      lesson: 9,
      evidence: { examination, value in
        """
        A sample has \(told(value)) norms: each is asked to be 1, and the slope of a whole sample would be \
        \(told(value.squareRoot())). Here it is \(told(examination[.slope])).
        """
      },
      try: { _ in ["step critic penalty", "shape(norms)", "finish"] }),
    DiagnosisRule(
      "root-at-zero", "the norm of a slope of 0 has no gradient", .rootAtZero, healthy: 0...0, certain: 1, from: 0,
      lesson: 9,
      evidence: { _, _ in
        "Where a critic is flat the penalty's gradient is nan, for the root of 0 has none: add something like 1e-12 under the root."
      },
      try: { _ in ["why penalty", "catch nan"] }),
    DiagnosisRule(
      "penalty-unfelt", "the penalty has no effect on the critic's weights", .penaltyPull, healthy: 1e-7...(.infinity),
      certain: 1e-9, from: 0, lesson: 9,
      where: { examination in
        let felt: [Quantity] = [.penaltyCost, .penalty, .slope]
        return examination.settings.lambda > 0 && felt.allSatisfy { examination[$0] ?? 0 > 1e-6 }
      },
      evidence: { examination, value in
        """
        λ·penalty is \(told(examination[.penaltyCost])) of the loss, yet its gradient for the weights is \(told(value)) of the rest's: it is \
        added, never differentiated. The slope is \(told(examination[.slope])).
        """
      },
      try: { _ in ["why penalty", "step critic gradient", "finish"] }),
    DiagnosisRule(
      "moments-stopped", "a norm layer's variance does not know its mean", .shiftPull, healthy: 0...5e-5, certain: 5e-4,
      from: 0, lesson: 10, where: { $0.settings.objective.hasPenalty },
      evidence: { _, value in
        """
        The biases before the first norm layer, which a shift of all leaves without effect, have gradients whose sum is \(told(value)) of \
        the weight's gradient there: the second derivative through the layer is wrong.
        """
      },
      try: { _ in ["step critic gradient", "show step", "finish"] }),
  ]

  private static let bounds: [DiagnosisRule] = [
    DiagnosisRule(
      "clip-not-held", "weights lie beyond the clip bound after a step", .beyondBound, healthy: 0...1.00001,
      certain: 1.0002, from: 0, lesson: 5,
      evidence: { examination, value in
        """
        After the critic's step its largest weight is \(told(value)) times the bound \(examination.settings.clip): weights are clipped before \
        the step or not at all, perhaps gradients in their place. The generator is trained through that critic.
        """
      },
      try: { _ in ["step critic", "max(abs(critic.dense1.weight))", "show weights"] }),
    DiagnosisRule(
      "statistics-clipped", "what batch norm keeps is clipped, too", .keptOff, healthy: 0...0, certain: 0.05, from: 0,
      lesson: 5,
      evidence: { examination, value in
        """
        The step keeps \(percent(value)) of batch norm's moving statistics as others than the layers say, bounded by \
        \(examination.settings.clip): they are no weights, and used for inference they are wrong.
        """
      },
      try: { _ in ["show weights", "step critic"] }),
  ]

  private static let measures: [DiagnosisRule] = [
    DiagnosisRule(
      "fakes-misscored", "what counts as the fakes' scores are others", .scoresOff, healthy: 0...0.001, certain: 0.05,
      from: 0, lesson: 3,
      evidence: { _, value in
        """
        What the loss takes for the fakes' scores is \(percent(value)) away from the critic's scores of them: it may score the points between \
        real and fake, and learns to tell data from mixtures.
        """
      },
      try: { _ in ["step critic score", "max(abs(fakescores - critic(fake)))", "finish"] }),
    DiagnosisRule(
      "generator-sign", "the generator's loss has the wrong sign", .generatorSlope, healthy: -(.infinity)...0,
      certain: 0.1, from: 0, lesson: 3,
      evidence: { _, value in
        """
        The generator's loss grows by \(told(value)) where the scores of its fakes rise by 1: it is trained to make samples that the critic \
        finds worse.
        """
      },
      try: { _ in ["step generator loss", "show step", "finish"] }),
    DiagnosisRule(
      "samples-lost", "the estimate of JS loses real samples", .counted, healthy: 0.9...(.infinity), certain: 0.6,
      from: 0, lesson: 1,
      evidence: { _, value in
        """
        For each fake sample it counts \(told(value)) real ones, though as many were drawn: what is divided by all of them is no \
        distribution, and KL may be negative.
        """
      },
      try: { _ in ["show jsdivergence", "show kldivergence"] }),
  ]
}
