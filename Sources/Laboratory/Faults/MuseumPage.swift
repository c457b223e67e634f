import Experiments
import Notebook

/// The documentation page of the museum, made from the declarations: each fault with the bench on which it is shown, and the lines that show it.
public struct MuseumPage {
  private let laboratory: Laboratory
  private let session: Session

  /// A page that sets the benches up in a session.
  public init(_ laboratory: Laboratory, _ session: Session) { (self.laboratory, self.session) = (laboratory, session) }

  /// The page in Markdown.
  public func markdown() throws -> String {
    var probes: [String: [String: FaultProbe]] = [:]
    for bench in FaultBench.all {
      try session.quietly { try session.perform(bench.lines, at: nil) }
      let run = try laboratory.experiment()
      probes[bench.name] = Dictionary(uniqueKeysWithValues: bench.faults.map { ($0.name, $0.probe(on: run)) })
    }
    return ([Self.opening] + Fault.all.map { entry($0, probes) }).joined(separator: "\n\n") + "\n"
  }

  private static let opening = """
    # The museum of faults

    \(Fault.all.count) bugs that were found in programs which many learn from. Each is a value, `Fault`: one change of the step in one place, its
    symptom, the lines that show it, the repair. `fault NAME on` turns one on, `show faults` lists them, `lesson museum` hides one in a run. What the
    last line of each probe asserts holds where this fault is on, and neither where none is nor where another is (`Tests/LaboratoryTests/FaultTests.swift`
    tries every pair on every bench). This page is made by `make reference`.
    """

  private func entry(_ fault: Fault, _ probes: [String: [String: FaultProbe]]) -> String {
    let bench = FaultBench.all.first { bench in bench.faults.contains { $0.name == fault.name } }
    let probe = bench.flatMap { probes[$0.name]?[fault.name] }
    let lines =
      (bench?.lines ?? []) + ["fault \(fault.name) on"] + (probe?.lines ?? [])
      + (probe.map { ["assert \($0.claim)"] } ?? [])
    return """
      ## \(fault.name)

      \(fault.summary.prefix(1).uppercased() + fault.summary.dropFirst()).

      - Found: \(fault.found)
      - There: \(fault.lasted)
      - Symptom: \(fault.symptom)
      - Repair: \(fault.repair)

      ```wgan
      \(lines.joined(separator: "\n"))
      ```
      """
  }
}
