import Arrays
import Datasets
import Display
import Experiments
import FastKernels
import Language
import Networks
import Notebook
import Testing
import Workbench

/// The fast loops, chosen before the first experiment of this bundle.
private let fast: Void = { Kernels.standard = .fast }()

/// A workbench as a user has it, its text kept.
struct Bench {
  let sink = MemorySink()
  let workbench: Workbench
  var session: Session { workbench.session }

  init(files: FileAccess = .unrestricted) {
    _ = fast
    workbench = Workbench(output: sink, files: files)
  }

  /// A workbench after some lines, all of which must work.
  init(after lines: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    self.init()
    for line in lines { works(line, sourceLocation: sourceLocation) }
  }

  /// Runs a line, whatever comes of it.
  @discardableResult
  func run(_ line: String) -> CellResult { session.run(cell: line) }

  /// Runs a script under values from outside; gives the exit code.
  func run(script: String, sets: [(name: String, value: String)]) -> Int32 {
    var options = ScriptRunner.Options()
    options.sets = sets
    return ScriptRunner(session, options).run([.command(script)]).code
  }

  /// Runs a line that must work.
  @discardableResult
  func works(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) -> CellResult {
    let result = run(line)
    if let failure = result.failure { Issue.record("\(line): \(failure.text)", sourceLocation: sourceLocation) }
    return result
  }

  /// The failure's text of a line that must fail, and leave networks, settings and steps as they were.
  @discardableResult
  func refuses(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
    let before = state
    let result = run(line)
    #expect(result.failure != nil, "\(line) was taken", sourceLocation: sourceLocation)
    #expect(state == before, "\(line) changed something", sourceLocation: sourceLocation)
    return result.failure?.text ?? ""
  }

  /// The number that a line gives.
  func number(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) -> Real {
    for case .number(_, let number) in works(line, sourceLocation: sourceLocation).results { return number }
    Issue.record("\(line) is no number", sourceLocation: sourceLocation)
    return .nan
  }

  /// The numbers of the tensor that a line gives.
  func numbers(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) -> [Real] {
    for case .tensor(_, let array) in works(line, sourceLocation: sourceLocation).results { return array.numbers }
    Issue.record("\(line) is no tensor", sourceLocation: sourceLocation)
    return []
  }

  /// The run on the bench.
  var experiment: Experiment {
    get throws { try workbench.laboratory.experiment() }
  }

  /// What training and `set` change: every number bit by bit, the steps, the settings.
  var state: State? { (try? experiment).map(State.init) }

  struct State: Equatable {
    let bits: [[UInt32]]
    let steps: [Int]
    let settings: [String]

    init(_ experiment: Experiment) {
      let (critic, generator) = (experiment.critic, experiment.generator)
      let kept = (critic.memory + generator.memory).flatMap { $0 }
      let parameters = (critic.network.parameters + generator.network.parameters).map(\.value)
      bits = (parameters + kept).map { $0.numbers.map(\.bitPattern) }
      steps = [critic.steps, generator.steps]
      settings =
        [experiment.settings.preset.name]
        + Setting.all.map { "\($0.name) \(experiment.settings.value(of: $0))" }
    }
  }

  /// Whether Fashion-MNIST is on this computer.
  static let hasFashion = (try? FashionMNIST.folder(environment: [:])) != nil
}
