import Arrays
import Display
import Experiments
import Language
import Notebook
import Programs
import Texts

extension Laboratory {
  /// What training runs: what each step was as a graph, what it became, and where its time goes.
  var programSubjects: [Subject] {
    [
      Subject(
        "program", "the recorded steps: what they were, what they became", group: "Experiment"
      ) { session in
        let summaries = try translated { try experiment().programs().map(\.summary) }
        let isRecorded = try experiment().isRecorded
        return [.table(overview(summaries)), .table(kinds(summaries))]
          + (isRecorded ? [] : [.text("Steps run tensor by tensor: recording is off.")])
      },
      Subject(
        "profile", "the calls of the recorded steps that take the longest", group: "Experiment",
        examples: ["step critic\nshow profile"]
      ) { session in
        let summaries = try translated { try experiment().programs().map(\.summary) }
        guard summaries.contains(where: { $0.runs > 0 }) else {
          throw Problem("no step has run as it is recorded now", hint: "Type train 20, then show profile.")
        }
        return summaries.filter { $0.runs > 0 }.map { .table(profile($0)) }
      },
    ]
  }

  private func overview(_ summaries: [Summary]) -> Table {
    Table(
      "recorded steps", columns: ["step", "traced", "kept", "fused", "passes", "calls", "MFLOP", "KiB", "unshared"],
      rows: summaries.map { summary in
        [
          .text(summary.name), count(summary.traced), count(summary.kept), count(summary.fused),
          count(summary.passes), count(summary.lines.count), .number(Real(summary.operations) / 1e6, digits: 4),
          .number(Real(summary.arenaBytes) / 1024, digits: 4), .number(Real(summary.unsharedBytes) / 1024, digits: 4),
        ]
      })
  }

  private func kinds(_ summaries: [Summary]) -> Table {
    let total = summaries.reduce(0) { $0 + $1.seconds }
    return Table(
      "by kind of work", columns: ["kind", "calls", "share of time", "at best, µs", "GF/s then"],
      rows: Summary.Kind.allCases.map { kind in
        let lines = summaries.flatMap { $0.lines(kind) }
        let share = total > 0 ? lines.reduce(0) { $0 + $1.seconds } / total : 0
        let least = lines.reduce(0) { $0 + $1.leastSeconds }
        let operations = lines.reduce(0) { $0 + $1.operations }
        return [
          .text(kind.rawValue), count(lines.count), .text(total > 0 ? "\(Int(share * 100 + 0.5)) %" : "not run"),
          .number(Real(least * 1e6), digits: 5),
          .text(operations > 0 && least > 0 ? "\(Int(Double(operations) / least / 1e9))" : ""),
        ]
      })
  }

  private func profile(_ summary: Summary) -> Table {
    let slowest = summary.lines.sorted { $0.seconds > $1.seconds }.prefix(14)
    return Table(
      "\(summary.name): \(numberText(Real(summary.seconds * 1e6), digits: 5)) µs, mean of \(counted(summary.runs, "run"))",
      columns: ["µs", "least", "share", "GF/s", "gives", "call"],
      rows: slowest.map { line in
        [
          .number(Real(line.seconds * 1e6), digits: 4), .number(Real(line.leastSeconds * 1e6), digits: 4),
          .text("\(numberText(Real(line.seconds / summary.seconds * 100).rounded())) %"),
          .text(
            line.operations > 0 ? numberText(Real(Double(line.operations) / line.leastSeconds / 1e9).rounded()) : ""),
          .text(line.shape.description), .text(line.text),
        ]
      })
  }

  private func count(_ count: Int) -> Table.Cell { .number(Real(count), digits: 9) }
}
