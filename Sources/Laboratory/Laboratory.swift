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
  private let bench: Bench

  /// A laboratory whose notebook prints to `output`.
  public init(output: any OutputSink, files: FileAccess = .unrestricted) {
    let bench = Bench()
    self.bench = bench
    session = Session(
      functions: FunctionLibrary.standard.adding(bench.functions + [.load(files)]), scope: bench, output: output,
      files: files)
    session.add(runCommands + trainCommands + checkpointCommands)
    session.add(networkSubjects + trainingSubjects + divergenceSubjects + [wassersteinSubject] + criticSubjects)
    session.add(sampleSubjects + [qualitySubject])
    session.add(bookkeepingSubjects + programSubjects)
    session.add(Topic.laboratory)
    session.seed = UInt64(Settings(preset: .eightGaussians).seed)
    session.assigning = { [unowned self] name, value throws(Problem) in
      guard try bench.install(value, as: name) else { return false }
      unfinished = nil
      return true
    }
    session.overrides.apply = { [unowned self] name, text throws(Problem) in
      guard let setting = Setting.named(name) else { return false }
      try change(setting, to: text, quietly: true)
      return true
    }
    session.otherNames = { Setting.all.map(\.name) + Preset.all.map(\.name) }
  }

  /// The experiment on the bench; the smallest preset when none was chosen.
  public func experiment() throws(Problem) -> Experiment { try bench.experiment() }

  /// Sets a preset up in place of what was there.
  public func use(_ preset: Preset) throws(Problem) {
    try bench.choose(preset, under: session.overrides.values)
    unfinished = nil
    session.seed = UInt64(try experiment().settings.seed)
  }

  /// Puts a run that was loaded in place of what was there.
  func take(_ experiment: Experiment) {
    bench.put(experiment)
    unfinished = nil
    session.seed = UInt64(experiment.settings.seed)
  }

  /// Changes a setting from its text. Says what follows, unless quietly.
  func change(_ setting: Setting, to text: String, quietly: Bool = false) throws(Problem) {
    let experiment = try experiment()
    let restarted = try translated { try experiment.set(setting, to: text) }
    bench.forget()
    if restarted { unfinished = nil }
    session.seed = UInt64(experiment.settings.seed)
    guard !quietly else { return }
    let value = experiment.settings.value(of: setting)
    session.emit(
      .text("\(setting.name) is \(value)" + (restarted ? "; the networks are new and the run begins again" : "")))
  }

  /// The batch, fakes and networks as expressions see them.
  var scope: Bench { bench }
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
