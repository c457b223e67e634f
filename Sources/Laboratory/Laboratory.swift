import Arrays
import Autodiff
import Checkpoints
import Datasets
import Display
import Distances
import Experiments
import Language
import Networks
import Notebook
import Quality
import Refusals
import Texts

/// An experiment on its bench, and what a notebook can do with it.
public struct Laboratory {
  /// The experiment as expressions see it.
  let scope = ExperimentScope()

  /// A laboratory where nothing was chosen yet.
  public init() {}

  /// The commands, subjects, pages, functions and names that act on networks in training. Functions read within `files`.
  public func toolkit(files: FileAccess = .unrestricted) -> Toolkit {
    var toolkit = Toolkit()
    toolkit.commands =
      runCommands + trainCommands + phaseCommands + [whyCommand, diagnoseCommand] + stopCommands + timeCommands
      + [raceCommand] + checkpointCommands + [recordCommand] + faultCommands + [objectiveCommand]
    toolkit.subjects = networkSubjects + trainingSubjects + divergenceSubjects + [wassersteinSubject] + criticSubjects
    toolkit.subjects +=
      sampleSubjects + [qualitySubject, modesSubject, labelsSubject] + bookkeepingSubjects + programSubjects + [
        timelineSubject, stepSubject, faultsSubject,
      ]
    (toolkit.topics, toolkit.glossary) = (Topic.laboratory, GlossaryTerm.all)
    toolkit.presentTopics = { scope.objectives.isEmpty ? [] : Topic.objectives(scope.objectives) }
    toolkit.functions = scope.functions + [.load(files), .drawing(files)]
    toolkit.scope = scope
    toolkit.seed = UInt64(Settings(preset: .eightGaussians).seed)
    toolkit.stepsMade = { scope.steps }
    toolkit.promptPrefix = { faultMark }
    toolkit.otherNames = { Setting.all.map(\.name) + Preset.all.map(\.name) + Fault.all.map(\.name) }
    toolkit.assign = { session, name, value throws(Problem) in
      if try scope.install(value, as: name, in: session) {
        scope.unfinished = nil
        return true
      }
      if session.variables[name] == nil, let note = try scope.note(on: value, as: name, isRuns: isRuns(name, session)) {
        session.emit(.text(foldedLines(note)))
      }
      return false
    }
    toolkit.apply = { session, name, text throws(Problem) in
      if name == TimelineSetting.name {
        try setTimeline(text, in: session, quietly: true)
        return true
      }
      guard let setting = Setting.named(name) else { return false }
      try change(setting, to: text, in: session, quietly: true)
      return true
    }
    return toolkit
  }

  /// The experiment on the bench; the smallest preset when none was chosen.
  public func experiment() throws(Problem) -> Experiment { try scope.experiment() }

  /// Whether the run gives a name a value.
  func isRuns(_ name: String, _ session: Session) -> Bool {
    scope.names.contains(name) || session.allSubjects.contains { $0.name == name && $0.number != nil }
  }

  /// Sets a preset up in place of what was there.
  public func use(_ preset: Preset, in session: Session) throws(Problem) {
    try scope.choose(preset, under: session.overrides.values)
    scope.unfinished = nil
    session.seed = UInt64(try experiment().settings.seed)
  }

  /// Puts a run that was loaded in place of what was there.
  func take(_ experiment: Experiment, in session: Session) {
    scope.put(experiment)
    scope.unfinished = nil
    session.seed = UInt64(experiment.settings.seed)
  }

  /// Changes a setting from its text. Says what follows, unless quietly.
  func change(_ setting: Setting, to text: String, in session: Session, quietly: Bool = false) throws(Problem) {
    let experiment = try experiment()
    var change = SettingChange(setting, experiment)
    try translated { try change.carryOut(text) }
    scope.forget()
    if change.restarts { scope.unfinished = nil }
    session.seed = UInt64(experiment.settings.seed)
    if !quietly { session.emit(.text(foldedLines(change.text))) }
  }

  /// Begins the run again under the same settings: new networks, as they were before the first step.
  func beginAgain() throws(Problem) {
    let experiment = try experiment()
    try translated { try experiment.beginAgain() }
    scope.forget()
    scope.unfinished = nil
  }

  /// The names that the experiment gives a value, subjects that are numbers included.
  public func names(in session: Session) -> [String] { RunScope(scope, session).names }

  /// What an expression gives on the experiment alone, whatever the learner's names mean: how lessons read the run.
  public func value(of text: String, in session: Session) throws(Problem) -> Value {
    let evaluator = Evaluator(scope: RunScope(scope, session), functions: session.functions)
    return try evaluator.value(of: Parser.expression(text))
  }
}

/// The experiment's names and the subjects that are numbers, without the learner's own.
private final class RunScope: Scope {
  private let experiment: ExperimentScope
  private let session: Session

  init(_ experiment: ExperimentScope, _ session: Session) { (self.experiment, self.session) = (experiment, session) }

  var names: [String] { experiment.names + session.allSubjects.filter { $0.number != nil }.map(\.name) }

  func value(named name: String) throws(Problem) -> Value? {
    if let value = try experiment.value(named: name) { return value }
    let number = session.allSubjects.first { $0.name == name }?.number
    return try number.map { (number) throws(Problem) in .number(try number(session)) }
  }
}

/// The same outcome with errors of the modules below told as problems; one that was cut short is none.
func translated<T>(_ body: () throws -> T) throws(Problem) -> T {
  do {
    let outcome = try body()
    try Cancellation.check()
    try ArrayMemory.checkRefusals("memory")
    return outcome
  } catch let problem as Problem {
    throw problem
  } catch let interruption as CellStopped {
    throw Problem(interruption.message)
  } catch is CancellationError {
    throw Problem(CellStopped().message)
  } catch let error as Refusal {
    throw Problem(error)
  } catch {
    throw Problem("\(error)")
  }
}
