import Arrays
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// What is wrong with the run.
  var diagnoseCommand: Command {
    Command(
      "diagnose",
      "Says what is wrong with the run, from measurements alone: the evidence, what it is in a healthy run, what to try, the lesson about it.",
      Argument("measurements", .optional(.word(["measurements"]), default: ""), "shows also all that was measured"),
      group: Laboratory.debugger, examples: ["diagnose", "train 5\ndiagnose measurements"]
    ) { session, also in
      try refuseHiddenFaults()
      let examination = try examination(in: session)
      let diagnosis = Diagnosis(examination)
      for output in diagnosis.outputs { session.emit(output) }
      if !also.isEmpty { session.emit(.table(examination.table)) }
    }
  }

  /// A run whose faults are hidden is not diagnosed: it is to be looked into.
  private func refuseHiddenFaults() throws {
    guard try experiment().settings.faults.isHidden else { return }
    throw Problem(
      "a fault is hidden in this run: diagnose would name it", hint: "Look yourself: show, why and step critic PHASE.")
  }

  /// Measures the run on the bench and judges it; somebody who watches is told what is measured.
  public func diagnosis(in session: Session) throws -> Diagnosis { Diagnosis(try examination(in: session)) }

  private func examination(in session: Session) throws -> Examination {
    let experiment = try experiment()
    defer { session.progress("") }
    return try translated {
      try examination(experiment) { part in
        try session.checkCancellation()
        if !part.isEmpty { session.progress("measuring \(part) …") }
      }
    }
  }
}

extension Examination {
  /// What was measured.
  var table: Table {
    Table(
      "what was measured", columns: ["quantity", "value", "what it is"],
      rows: Quantity.all.map { quantity in
        [.text(quantity.name), self[quantity].map { .number(Real($0), digits: 4) } ?? "–", .text(quantity.meaning)]
      })
  }
}
