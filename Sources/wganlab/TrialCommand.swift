import ArgumentParser
import Laboratory

import class Display.DescriptorSink

/// `wganlab trial`
struct TrialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trial",
    abstract: "Holds diagnose against runs of which it is known what is wrong with them, and prints a table.",
    discussion: """
      Each case is trained under every seed and diagnosed at its ages. A healthy one is right where nothing is found; another, where a rule \
      that names its cause is among the first two findings. The rules were made with seeds below 200: measure with others.
      """)
  @Option(help: "The seeds, first-last.") var seeds = "201-203"
  @Option(help: "Only cases whose name contains this.") var only = ""
  @Argument(help: "healthy, faulty, museum. All when left out.") var kinds: [String] = []

  func validate() throws {
    guard range != nil else { throw ValidationError("--seeds is such as 201-203, at most 100 of them; got \(seeds)") }
    for kind in kinds where !Self.kinds.contains(where: { $0.name == kind }) {
      throw ValidationError("\(kind) is no kind of case. There are \(Self.kinds.map(\.name).joined(separator: ", ")).")
    }
  }

  private static let kinds = [
    (name: "healthy", cases: DiagnosisCase.healthy), (name: "faulty", cases: DiagnosisCase.faulty),
    (name: "museum", cases: DiagnosisCase.museum),
  ]

  private var range: ClosedRange<Int>? {
    let ends = seeds.split(separator: "-").compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 0, first <= last, last - first < 100
    else { return nil }
    return first...last
  }

  func run() throws {
    let sink = DescriptorSink()
    for (kind, cases) in Self.kinds where kinds.isEmpty || kinds.contains(kind) {
      sink.write("| \(kind) run | seeds and ages | right | what was found first, how often |\n|---|---|---|---|\n")
      var (right, tried) = (0, 0)
      for one in cases where only.isEmpty || one.name.contains(only) {
        let outcomes = try DiagnosisTrial.outcomes(of: one, seeds: Array(range ?? 201...203))
        (right, tried) = (right + outcomes.count(where: \.isRight), tried + outcomes.count)
        sink.write(one.row(outcomes) + "\n")
      }
      sink.write("| **all** | \(tried) | **\(right)** | |\n\n")
    }
    WganLab.end(sink, 0)
  }
}

extension DiagnosisCase {
  /// Its line in the table.
  fileprivate func row(_ outcomes: [DiagnosisTrial.Outcome]) -> String {
    let first = outcomes.map { outcome in
      outcome.findings.prefix(2).map(\.rule).joined(separator: " + ").ifEmpty("nothing")
    }
    let counts = Dictionary(first.map { ($0, 1) }, uniquingKeysWith: +).sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    let told = counts.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return "| \(name) | \(outcomes.count) | \(outcomes.count(where: \.isRight)) | \(told) |"
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
