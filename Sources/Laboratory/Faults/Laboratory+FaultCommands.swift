import Display
import Experiments
import Language
import Notebook
import Refusals
import Texts

extension Laboratory {
  /// The museum of faults.
  var faultCommands: [Command] { [faultCommand] }

  private var faultCommand: Command {
    Command(
      "fault",
      "Turns a bug of the museum on or off, from the coming step on; with its name alone, tells of it; alone, lists them.",
      Argument("name", .optional(faultName), "which; show faults lists them"),
      Argument("state", .optional(.word(["on", "off"])), "left out, its page is shown"),
      group: Laboratory.museum,
      examples: [
        "fault", "fault epsilon-normal",
        "set objective wgan-gp\nfault epsilon-normal on\nstep critic sample\nfault epsilon-normal off",
      ]
    ) { session, fault, state in
      guard let fault else { return try faultsTable().forEach { session.emit($0) } }
      guard let state else { return session.emit(.text(try page(fault))) }
      try checkOpen("fault \(fault.name) \(state)")
      try turn(fault, on: state == "on", in: session)
    }
  }

  /// The heading that `help` lists it under.
  static var museum: String { "Museum" }

  /// `show faults`.
  var faultsSubject: Subject {
    Subject("faults", "the museum of real bugs: which there are, and which are on", group: "Experiment") { _ in
      try faultsTable()
    }
  }

  /// The name of a fault.
  private var faultName: ArgumentKind<Fault> {
    ArgumentKind(candidates: { _, _ in Fault.all.map { ($0.name, $0.summary) } }) { word, _ throws(Problem) in
      try Laboratory.fault(named: word.text)
    }
  }

  /// The fault that a name, or the beginning of one, means; throws which were likely meant.
  public static func fault(named name: String) throws(Problem) -> Fault {
    try meant(name, among: Fault.all, \.name, "fault", "show faults")
  }

  /// Begins the run on the bench again with these faults on, as if it had never been another.
  public func deal(_ faults: FaultsOn, in session: Session) throws(Problem) {
    let experiment = try experiment()
    try translated { try experiment.deal(faults) }
    scope.forget()
    scope.unfinished = nil
  }

  /// Says openly from here on which faults are on.
  public func reveal() throws(Problem) { try experiment().revealFaults() }

  private func turn(_ fault: Fault, on isOn: Bool, in session: Session) throws {
    let experiment = try experiment()
    guard isOn != experiment.settings.faults.told.contains(where: { $0.name == fault.name }) else {
      return session.emit(.text("\(fault.name) is \(isOn ? "on" : "off") already: nothing changed and the run goes on"))
    }
    let isNew = try translated { try experiment.turn(fault, on: isOn) }
    scope.forget()
    if isNew { scope.unfinished = nil }
    let what = isOn ? "\(fault.name) is on: \(fault.summary)" : "\(fault.name) is off"
    let then = isNew ? "the networks are new and the run begins again" : "the coming step is made so"
    let rivals = isOn ? experiment.settings.faults.told.filter { $0.hides(fault) }.map(\.name) : []
    let mixed =
      rivals.isEmpty
      ? "" : "; \(listed(rivals)) \(rivals.count == 1 ? "is" : "are") on, too, and may hide it or be hidden"
    session.emit(.text(foldedLines("\(what); \(then)\(mixed)")))
  }

  private func faultsTable() throws(Problem) -> [Output] {
    let experiment = try experiment(), on = Set(experiment.settings.faults.told.map(\.name))
    let table = Table(
      "faults (fault NAME on)", columns: ["fault", "state", "what the program does"],
      rows: Fault.all.map { fault in
        let isOn = on.contains(fault.name), idleness = fault.idleness(on: experiment)
        let known = isOn ? (idleness == nil ? "on" : "on, idle") : idleness == nil ? "off" : "–"
        let state = experiment.settings.faults.isHidden && idleness == nil ? "?" : known
        return [.text(fault.name), .text(state), .text(fault.summary)]
      })
    let idle = experiment.settings.faults.told.compactMap { fault in
      fault.idleness(on: experiment).map { "\(fault.name) does nothing now: \($0)." }
    }
    let legend =
      experiment.settings.faults.isHidden
      ? "? may be on, – has no meaning here; fault NAME tells where it was found."
      : "– has no meaning here; fault NAME tells where it was found and what shows it."
    return [.table(table), .text(legend)]
      + idle.map { .text(foldedLines($0)) }
  }

  /// All that the museum says of a fault.
  private func page(_ fault: Fault) throws(Problem) -> String {
    let experiment = try experiment(), probe = fault.probe(on: experiment)
    let isNamed = !experiment.settings.faults.isHidden && !(probe.lines + [probe.claim]).contains { $0.contains("{") }
    var lines = [
      "\(fault.name): \(fault.summary).", "Found: \(fault.found) (\(fault.lasted)).", "Symptom: \(fault.symptom).",
      "Repair: \(fault.repair)",
    ]
    if let idleness = fault.idleness(on: experiment) { lines.append("Here it has no meaning: \(idleness).") }
    let shown = isNamed ? "\nWhat shows it; the last line is 1 where it is on:\n" : ""
    let typed = isNamed ? (probe.lines + [probe.claim]).map { "  " + $0 }.joined(separator: "\n") : ""
    return foldedLines(lines.joined(separator: "\n")) + shown + typed
  }

  /// Refuses what would tell a fault that is to be found out.
  func checkOpen(_ what: String) throws(Problem) {
    guard try experiment().settings.faults.isHidden else { return }
    throw Problem(
      "\(what) would tell what is to be found out",
      hint: "Probe the run, and answer with predict NAME; skip leaves the room.")
  }

  /// What stands before the prompt while a fault is on.
  var faultMark: String {
    let names = scope.faults.map(\.name)
    return names.isEmpty ? "" : names.count == 1 ? "fault \(names[0]) · " : "\(names.count) faults · "
  }
}
