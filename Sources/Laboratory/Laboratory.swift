import Arrays
import Autodiff
import Checkpoints
import Datasets
import Distances
import Experiments
import Language
import Networks
import Notebook
import Quality
import Refusals
import Texts

/// A notebook with an experiment on its bench: the commands, subjects and functions that act on networks in training.
///
/// The session's commands act on the laboratory without keeping it: hold on to it as long as its session is used.
public final class Laboratory {
  /// The notebook.
  public let session: Session
  /// The run that was stopped and can be gone on with.
  var unfinished: TrainingLoop?
  /// What images are compared by, once it was asked for, and the accuracy that it has.
  var classifier: (classifier: Classifier, accuracy: Double)?
  /// The real images that others were last held against.
  var reference: ImageReference?
  /// The experiment as expressions see it.
  let scope: ExperimentScope

  /// A laboratory whose notebook prints to `output`.
  public init(output: any OutputSink, files: FileAccess = .unrestricted) {
    let bench = ExperimentScope()
    scope = bench
    session = Session(
      functions: FunctionLibrary.standard.adding(bench.functions + [.load(files)]), scope: bench, output: output,
      files: files)
    session.add(runCommands + trainCommands + checkpointCommands)
    session.add(networkSubjects + trainingSubjects + divergenceSubjects + [wassersteinSubject] + criticSubjects)
    session.add(sampleSubjects + [qualitySubject])
    session.add(bookkeepingSubjects + programSubjects)
    session.add(Topic.laboratory)
    session.glossary = GlossaryTerm.all
    session.seed = UInt64(Settings(preset: .eightGaussians).seed)
    session.assigning = { [unowned self] name, value throws(Problem) in
      if try scope.install(value, as: name) {
        unfinished = nil
        return true
      }
      let isSubject = session.allSubjects.contains { $0.name == name && $0.number != nil }
      if session.variables[name] == nil, let note = try scope.note(on: value, as: name, isSubject: isSubject) {
        session.emit(.text(foldedLines(note)))
      }
      return false
    }
    session.overrides.apply = { [unowned self] name, text throws(Problem) in
      guard let setting = Setting.named(name) else { return false }
      try change(setting, to: text, quietly: true)
      return true
    }
    session.experimentMark = { bench.steps }
    session.otherNames = { Setting.all.map(\.name) + Preset.all.map(\.name) }
  }

  /// The experiment on the bench; the smallest preset when none was chosen.
  public func experiment() throws(Problem) -> Experiment { try scope.experiment() }

  /// Sets a preset up in place of what was there.
  public func use(_ preset: Preset) throws(Problem) {
    try scope.choose(preset, under: session.overrides.values)
    unfinished = nil
    session.seed = UInt64(try experiment().settings.seed)
  }

  /// Puts a run that was loaded in place of what was there.
  func take(_ experiment: Experiment) {
    scope.put(experiment)
    unfinished = nil
    session.seed = UInt64(experiment.settings.seed)
  }

  /// Changes a setting from its text. Says what follows, unless quietly.
  func change(_ setting: Setting, to text: String, quietly: Bool = false) throws(Problem) {
    let experiment = try experiment()
    var change = SettingChange(setting, experiment)
    try translated { try change.carryOut(text) }
    scope.forget()
    if change.restarts { unfinished = nil }
    session.seed = UInt64(experiment.settings.seed)
    if !quietly { session.emit(.text(foldedLines(change.text))) }
  }

  /// Begins the run again under the same settings: new networks, as they were before the first step.
  func beginAgain() throws(Problem) {
    let experiment = try experiment()
    try translated { try experiment.beginAgain() }
    scope.forget()
    unfinished = nil
  }

  /// What an expression gives on the experiment alone, whatever the learner's names mean: how lessons read the run.
  public func value(of text: String) throws(Problem) -> Value {
    let evaluator = Evaluator(scope: RunScope(scope, session.allSubjects), functions: session.functions)
    return try evaluator.value(of: Parser.expression(text))
  }
}

/// The experiment's names and the subjects that are numbers, without the learner's own.
private final class RunScope: Scope {
  private let experiment: ExperimentScope
  private let subjects: [Subject]

  init(_ experiment: ExperimentScope, _ subjects: [Subject]) {
    (self.experiment, self.subjects) = (experiment, subjects)
  }

  var names: [String] { experiment.names + subjects.filter { $0.number != nil }.map(\.name) }

  func value(named name: String) throws(Problem) -> Value? {
    if let value = try experiment.value(named: name) { return value }
    return try subjects.first { $0.name == name }?.number.map { (number) throws(Problem) in .number(try number()) }
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
  } catch let interruption as Interruption {
    throw Problem(interruption.message)
  } catch is CancellationError {
    throw Problem(Interruption().message)
  } catch let error as Refusal {
    throw Problem(error)
  } catch let error as SettingError {
    throw Problem(error.message, hint: error.remedy)
  } catch {
    throw Problem("\(error)")
  }
}
