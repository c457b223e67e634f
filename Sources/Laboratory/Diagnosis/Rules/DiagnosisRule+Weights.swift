import Arrays
import Experiments
import Texts

extension DiagnosisRule {
  /// What a bound on the weights does.
  static let clipping: [DiagnosisRule] = [
    DiagnosisRule(
      "clip-small", "the clip bound is too small", .generatorSignal, healthy: 0.05...(.infinity), certain: 0.005,
      lesson: 6, where: { $0.settings.objective.clips && $0[.deadInCritic] ?? 0 < 0.95 },
      evidence: { examination, value in
        """
        The generator's gradient is \(told(value)) times the optimiser's ε: too small to move a weight. \
        \(percent(examination[.atBound] ?? 0)) of the critic's weights sit at ±\(examination.settings.clip), each layer multiplies the slope by \
        \(told(examination[.gain])), and at the fakes it is \(told(examination[.slopeAtFake])).
        """
      },
      try: { ["set clip \(typed(min($0.settings.clip * 10, 0.1), times: 1))", "begin again", "train 100"] }),
    DiagnosisRule(
      "clip-large", "the clip bound holds nothing", .atBound, healthy: 0.2...1, certain: 0.05, from: 10, lesson: 5,
      evidence: { examination, value in
        """
        \(percent(value)) of the critic's weights sit at ±\(examination.settings.clip), where training drives most of them: nothing bounds \
        its slope, which is \(told(examination[.slope])), and its estimate is in no unit.
        """
      },
      try: { _ in ["set clip 0.01", "begin again", "train 100"] }),
  ]

  /// What depth does.
  static let ladders: [DiagnosisRule] = [
    DiagnosisRule(
      "vanishing", "the slope vanishes from layer to layer", .ladder, healthy: 1e-6...(.infinity), certain: 1e-10,
      lesson: 6,
      evidence: { examination, value in
        """
        On its way back from the score the slope shrinks to \(told(value)) of itself, each layer multiplying it by \
        \(told(examination[.gain])): the first layers and the generator get nothing.
        """
      },
      try: {
        $0.settings.objective.clips
          ? ["set clip \(typed(min($0.settings.clip * 10, 0.1), times: 1))", "begin again", "show gradients"]
          : ["show gradients", "set norm layer"]
      }),
    DiagnosisRule(
      "exploding", "the slope explodes from layer to layer", .ladder, healthy: 0...50, certain: 1000, lesson: 6,
      evidence: { examination, value in
        """
        On its way back from the score the slope grows by a factor of \(told(value)), each layer multiplying it by \
        \(told(examination[.gain])); at the fakes it is \(told(examination[.slopeAtFake])).
        """
      },
      try: {
        $0.settings.objective.clips
          ? ["set clip \(typed($0.settings.clip, times: 0.1))", "begin again", "show gradients"]
          : ["show gradients", "set objective wgan-gp", "train 100"]
      }),
  ]
}
