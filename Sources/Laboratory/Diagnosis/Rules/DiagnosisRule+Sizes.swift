import Arrays
import Experiments
import Texts

extension DiagnosisRule {
  /// What is too small for what is to be learned.
  static let sizes: [DiagnosisRule] = [
    DiagnosisRule(
      "narrow", "a network is too narrow", .live, healthy: 6...(.infinity), certain: 3, from: 20, lesson: 7,
      where: { $0[.narrowest] ?? .infinity <= 8 && $0.isFarFromData },
      evidence: { examination, value in
        """
        \(told(value)) units of a hidden layer pass something on, of \(told(examination[.narrowest])): all that the network tells goes through \
        them. Exact W1 is \(told(examination[.distance])), where other data lie \(told(examination[.floor])) apart.
        """
      },
      try: { $0.ownsCritic ? ["show critic", "show generator"] : ["set width 64", "train 100"] }),
    DiagnosisRule(
      "batch-small", "the batch is too small", .agreement, healthy: 0.5...1, certain: 0.15, from: 20, lesson: 13,
      where: { $0.settings.batch <= 16 && $0.isFarFromData },
      evidence: { examination, value in
        """
        Two batches of \(examination.settings.batch) agree on \(percent(max(0, examination[.criticAgreement] ?? 0))) of the critic's gradient and on \
        \(percent(max(0, examination[.generatorAgreement] ?? 0))) of the generator's: the rest is which samples were drawn. That falls as 1/batch. \
        Exact W1 is \(told(examination[.distance])).
        """
      },
      try: { ["set batch \(min(1024, max(64, 16 * $0.settings.batch)))", "train 100"] }),
  ]
}

extension Examination {
  /// Whether samples are further from the data than other data are, by more than chance.
  var isFarFromData: Bool { self[.distance] ?? 0 > 1.5 * (self[.floor] ?? 0) }
}
