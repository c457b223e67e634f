import Arrays
import Language
import Texts

/// A conversation in cells: what was said, what the learner's names mean, which commands there are. Used on one thread.
public final class Session {
  /// Which files commands may touch.
  public let files: FileAccess
  /// What expressions may call.
  public let functions: FunctionLibrary
  /// Where text goes.
  public let output: any OutputSink
  /// Whether somebody types: Enter repeats, and long runs show how far they are.
  public var isInteractive = false
  /// Whether outputs are printed as they arise; if not, only their record in the cell's result is made.
  public var streams = true
  /// Whether to stop: asked by long commands between steps, and by the evaluator.
  public var isCancelled: () -> Bool = { Cancellation.isRequested }
  /// What stands before the prompt, such as `Lesson 3 · 4/9 `.
  public var promptPrefix: () -> String = { "" }
  /// What `version` prints.
  public var version = "wganlab"
  /// Names of other things, such as settings and lessons, for "did you mean".
  public var otherNames: () -> [String] = { [] }
  /// Asked before an assignment: takes the value over and says true, as for `critic = network(…)`, or leaves it to the session.
  public var assigning: ((_ name: String, _ value: Value) throws(Problem) -> Bool)?
  /// Done at the end of each cell that went well, as a part of it: what a lesson says about what was typed.
  public var afterwards: (() throws -> Void)?
  /// What grows with each step that is made: how a line that failed is known to have left something behind.
  public var experimentMark: () -> Int = { 0 }
  /// Values that win over the script's own.
  public var overrides = Overrides()
  /// The cells so far.
  public internal(set) var transcript = Transcript()

  let names: Names
  let evaluator: Evaluator
  var commands: [String: Command] = [:]
  var builtins: Set<String> = []
  private var declared: [String] = []
  private var declaredSubjects: [String] = []
  var aliases: [String: String] = [:]
  var topics: [String: Topic] = [:]
  /// The words that help explains.
  public var glossary: [GlossaryTerm] = [] { didSet { add([.glossary(glossary)]) } }
  var execution = Execution()
  var recording = Recording()
  var work = WorkLog()
  /// The cells of the notebook that the running cell runs.
  var notebookParts: [Transcript.Entry] = []
  /// The arguments before the word that is being completed.
  public internal(set) var precedingWords: [String] = []
  /// What Enter on an empty line does again.
  var repeatable: String?

  /// A session with its commands (the notebook's own are added), subjects, functions and what the experiment offers.
  public init(
    commands: [Command] = [], subjects: [Subject] = [], functions: FunctionLibrary = .standard,
    scope: (any Scope)? = nil,
    output: any OutputSink, files: FileAccess = .unrestricted
  ) {
    self.functions = functions
    self.output = output
    self.files = files
    names = Names(outer: scope)
    evaluator = Evaluator(scope: names, functions: functions)
    evaluator.isCancelled = { [unowned self] in isCancelled() }
    names.usage = { [unowned self] name in
      evaluator.functions[name] == nil && Parser.isAssignable(name) ? self.commands[name]?.usage : nil
    }
    add(Command.notebook)
    add(commands)
    add(Subject.notebook)
    add(subjects)
    add(Topic.notebook + [.functions(functions)])
  }

  /// Adds commands; one of an existing name replaces it.
  public func add(_ commands: [Command]) {
    for command in commands {
      self.commands[command.name] = command
      if builtins.insert(command.name).inserted { declared.append(command.name) }
    }
  }

  /// Adds subjects of `show`.
  public func add(_ subjects: [Subject]) {
    for subject in subjects {
      if names.subjects[subject.name] == nil { declaredSubjects.append(subject.name) }
      names.subjects[subject.name] = subject
    }
  }

  /// Adds pages of `help`.
  public func add(_ topics: [Topic]) {
    for topic in topics { self.topics[topic.name] = topic }
  }

  /// The learner's names and their values.
  public var variables: [String: Value] {
    get { names.variables }
    set { names.variables = newValue }
  }

  /// The seed of random numbers that expressions draw without one of their own.
  public var seed: UInt64 {
    get { evaluator.seed }
    set { evaluator.seed = newValue }
  }

  /// How many such draws there were: with the seed, the whole state of the session's randomness.
  public var draws: Int {
    get { evaluator.draws }
    set { evaluator.draws = newValue }
  }

  /// How many bytes earlier results keep, for `show memory`.
  public var keptBytes: Int { names.results.size }

  /// All commands in the order in which `help` lists them: the experiment's as declared, the notebook's, the learner's own by name.
  public var allCommands: [Command] {
    let own = commands.keys.filter { !builtins.contains($0) }.sorted()
    let notebook = Command.notebook.map(\.name)
    return (declared.filter { !notebook.contains($0) } + notebook + own).compactMap { commands[$0] }
  }

  /// All subjects in the order of their declaration, the notebook's last.
  public var allSubjects: [Subject] {
    let notebook = Subject.notebook.map(\.name)
    return (declaredSubjects.filter { !notebook.contains($0) } + notebook).compactMap { names.subjects[$0] }
  }

  /// The value of what a command was given.
  public func value(of entered: Entered) throws(Problem) -> Value { try evaluator.value(of: entered.expression) }

  /// Whether what a command was given holds.
  public func truth(of entered: Entered) throws(Problem) -> Bool { try evaluator.truth(of: entered.expression) }

  /// `wgan [7]> `
  public var prompt: String { promptPrefix() + "wgan [\(transcript.next)]> " }

  /// `     ...> `, as wide as the prompt.
  public var continuationPrompt: String { padded("...> ", to: displayWidth(prompt), right: true) }

  /// Whether a text is a complete entry, or waits for a bracket or an `end`.
  public func isComplete(_ source: String) -> Bool {
    var reader = nextCell()
    for line in lines(of: source) { _ = reader.add(Pasted.stripped(line) ?? String(line)) }
    return !reader.isOpen
  }

  /// Gathers the lines of the next cell.
  public func nextCell() -> CellReader { CellReader(opensBlock: opensBlock) }
}
