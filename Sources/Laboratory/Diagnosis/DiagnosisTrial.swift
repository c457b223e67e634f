import Arrays
import Display
import Experiments
import Language
import Notebook
import Refusals

/// A kind of run on which `diagnose` is tried: how it is made, and which rules name what is wrong with it.
public struct DiagnosisCase: Sendable {
  /// What the table calls it.
  public let name: String
  /// The lines that set it up, typed after its seed is set.
  public let lines: [String]
  /// After how many rounds it is diagnosed.
  public let ages: [Int]
  /// The rules of which one has to be among the first two findings; empty for a healthy run, which has to have none.
  public let causes: [String]

  /// A kind of run; its first line chooses the preset.
  init(_ name: String, _ lines: String..., ages: [Int] = [100, 300], causes: String...) {
    self.init(name, lines: lines, ages: ages, causes: causes)
  }

  init(_ name: String, lines: [String], ages: [Int], causes: [String] = []) {
    (self.name, self.lines, self.ages, self.causes) = (name, lines, ages, causes)
  }

  /// Whether such findings are right.
  func isRight(_ findings: [Finding]) -> Bool {
    causes.isEmpty ? findings.isEmpty : findings.prefix(2).contains { causes.contains($0.rule) }
  }
}

/// `diagnose` held against runs of which it is known what is wrong with them.
public struct DiagnosisTrial {
  /// What was found in one run at one age.
  public struct Outcome {
    /// The run's seed.
    public let seed: Int
    /// Its rounds.
    public let rounds: Int
    /// What was found.
    public let findings: [Finding]
    /// Whether that is right.
    public let isRight: Bool
  }

  /// What was found in the runs of one kind.
  public static func outcomes(
    of tried: DiagnosisCase, seeds: [Int], poll: @escaping () -> Bool = { false }
  ) throws -> [Outcome] {
    try seeds.flatMap { try outcomes(of: tried, seed: $0, poll: poll) }
  }

  private static func outcomes(of tried: DiagnosisCase, seed: Int, poll: @escaping () -> Bool) throws -> [Outcome] {
    let laboratory = Laboratory()
    let session = Session([laboratory.toolkit()], output: MemorySink())
    session.isCancelled = poll
    func type(_ line: String) throws {
      if let failure = session.run(cell: line).failure, !failure.text.contains(noNumber) {
        throw Refusal("trial \(tried.name)", "\(line): \(failure.text)", "Every line of a case has to work.")
      }
    }
    for line in tried.lines.prefix(1) + ["set seed \(seed)"] + tried.lines.dropFirst() { try type(line) }
    return try tried.ages.map { age in
      let done = try laboratory.experiment().rounds
      if age > done { try type("train \(age - done)") }
      let findings = try laboratory.diagnosis(in: session).findings
      return Outcome(seed: seed, rounds: age, findings: findings, isRight: tried.isRight(findings))
    }
  }

  /// A run that ends because a step leads to no number is a case like others.
  private static let noNumber = "its next step is not made"
}
