import Experiments
import Foundation

/// How `diagnose` knows one fault of a run: by which quantity, and in which range that is where nothing is wrong.
///
/// A rule sees measurements and settings only.
public struct DiagnosisRule: Sendable {
  /// What programs and the documentation call it.
  public let name: String
  /// What is wrong, in a few words.
  public let title: String
  /// The quantity that decides.
  public let quantity: Quantity
  /// What that is in a healthy run.
  public let healthy: ClosedRange<Double>
  /// From where on, beyond the healthy range, it is certain.
  public let certain: Double
  /// From how many rounds on it can be judged.
  public let rounds: Int
  /// Under which other measurements it says something.
  let applies: @Sendable (Examination) -> Bool
  /// What was seen, in a sentence or two.
  let evidence: @Sendable (Examination, Double) -> String
  /// Lines to try.
  let remedies: @Sendable (Examination) -> [String]
  /// The lesson that explains it, by its number.
  public let lesson: Int

  init(
    _ name: String, _ title: String, _ quantity: Quantity, healthy: ClosedRange<Double>, certain: Double,
    from rounds: Int = 1, lesson: Int, where applies: @escaping @Sendable (Examination) -> Bool = { _ in true },
    evidence: @escaping @Sendable (Examination, Double) -> String,
    try remedies: @escaping @Sendable (Examination) -> [String]
  ) {
    (self.name, self.title, self.quantity, self.healthy, self.certain) = (name, title, quantity, healthy, certain)
    (self.rounds, self.lesson) = (rounds, lesson)
    (self.applies, self.evidence, self.remedies) = (applies, evidence, remedies)
  }

  /// What the rule finds in an examination; `nil` where that is healthy, or not known.
  func finding(in examination: Examination) -> Finding? {
    guard canJudge(examination), let value = examination[quantity], !healthy.contains(value) else { return nil }
    return Finding(
      rule: name, title: title, quantity: quantity, value: value, healthy: healthy,
      evidence: evidence(examination, value), sureness: sureness(value), remedies: remedies(examination),
      lesson: lesson)
  }

  /// Whether it can say something of an examination.
  func canJudge(_ examination: Examination) -> Bool {
    guard let value = examination[quantity], !value.isNaN, let done = examination[.rounds] else { return false }
    return done >= Double(rounds) && applies(examination)
  }

  /// Certain from `certain` on, likely from the middle between that and the healthy range on: by ratio, where neither is 0.
  private func sureness(_ value: Double) -> Finding.Sureness {
    let bound = value > healthy.upperBound ? healthy.upperBound : healthy.lowerBound
    let isRatio = bound > 0 && certain > 0 && value > 0
    let scale = { (x: Double) in isRatio ? log(x) : x }
    let way = (scale(value) - scale(bound)) / (scale(certain) - scale(bound))
    return way >= 1 ? .certain : way >= 0.5 ? .likely : .possible
  }
}

extension DiagnosisRule {
  /// From how many rounds on every rule can judge.
  static let grown = 100

  /// Every rule: what causes others comes before what it causes.
  public static let all: [DiagnosisRule] =
    numbers + written + sizes + clipping + steps + penalties + ladders + critics + reach

  /// The rules of `reach`, and of a critic that is behind or an estimate that is far: what they see mostly has a cause that another rule sees.
  private static let symptoms: Set<String> = Set(reach.map(\.name)).union(["critic-behind", "estimate-far"])

  /// What the rules find, each thing once, the surest first; causes that are likely at least come before what only follows from others.
  public static func findings(in examination: Examination) -> [Finding] {
    let found = all.compactMap { $0.finding(in: examination) }
    let ordered = Finding.Sureness.allCases.reversed().flatMap { sureness in found.filter { $0.sureness == sureness } }
    let isCause = { (finding: Finding) in finding.sureness > .possible && !symptoms.contains(finding.rule) }
    var named: Set<String> = []
    return (ordered.filter(isCause) + ordered.filter { !isCause($0) }).filter { named.insert($0.rule).inserted }
  }
}
