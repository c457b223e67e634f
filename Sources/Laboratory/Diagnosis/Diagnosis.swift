import Arrays
import Display
import Foundation
import Texts

/// What the rules make of what was measured.
public struct Diagnosis: Sendable {
  /// What was measured.
  public let examination: Examination
  /// What is wrong, the surest first, causes before what follows from them.
  public let findings: [Finding]

  /// Judges an examination.
  public init(_ examination: Examination) {
    self.examination = examination
    findings = DiagnosisRule.findings(in: examination)
  }

  /// How many rounds were done.
  private var rounds: Int { Int(examination[.rounds] ?? 0) }

  /// How many of the rules could say something.
  private var judged: Int { DiagnosisRule.all.count { $0.canJudge(examination) } }
}

// MARK: - As it is shown

extension Diagnosis {
  /// A table of the findings, the lines to try, and a sentence on each.
  var outputs: [Output] {
    guard !findings.isEmpty else { return [.text(foldedLines(nothing))] + notes }
    return [.table(table)] + findings.enumerated().map { .text(words($1, $0 + 1)) } + [.table(tries)] + notes
  }

  private var nothing: String {
    guard rounds > 0 else {
      return "nothing to judge yet: no round was made. train 100, then diagnose again."
    }
    let some = judged < DiagnosisRule.all.count ? "\(judged) of \(DiagnosisRule.all.count)" : "\(judged)"
    let later =
      rounds < DiagnosisRule.grown
      ? " It is early: what needs \(DiagnosisRule.grown) rounds to show is not judged yet." : ""
    return """
      nothing is wrong that measurements show after \(counted(rounds, "round")): \(some) rules looked.\(later) diagnose measurements lists \
      what was measured.
      """
  }

  private var notes: [Output] { examination.leftOut.map { .text(foldedLines("left out: \($0)")) } }

  private var table: Table {
    Table(
      "\(counted(findings.count, "finding")) after \(counted(rounds, "round")), causes first",
      columns: ["#", "finding", "sure", "measured", "here", "healthy", "lesson"],
      rows: findings.enumerated().map { index, finding in
        [
          .text("\(index + 1)"), .text(finding.rule), .text(finding.sureness.rawValue), .text(finding.quantity.name),
          .number(Real(finding.value), digits: 3), .text(finding.healthyText), .text("\(finding.lesson)"),
        ]
      })
  }

  private func words(_ finding: Finding, _ number: Int) -> String {
    foldedLines("\(number). \(finding.title). \(finding.evidence) lesson \(finding.lesson) explains it.")
  }

  private var tries: Table {
    Table(
      "what to try: lines that can be typed", columns: ["#", "line"],
      rows: findings.enumerated().flatMap { index, finding in
        finding.remedies.map { [.text("\(index + 1)"), .text($0)] }
      })
  }
}

extension Finding {
  /// `0.2…3`, `at most 0.05`, `at least 0.2`
  var healthyText: String {
    let number = { (x: Double) in numberText(Real(x), digits: 3) }
    switch (healthy.lowerBound, healthy.upperBound) {
    case (let low, let high) where low == high: return number(low)
    case (let low, .infinity): return "at least \(number(low))"
    case (let low, let high) where low <= 0: return "at most \(number(high))"
    case (let low, let high): return "\(number(low))…\(number(high))"
    }
  }
}
