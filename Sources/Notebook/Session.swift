import Arrays
import Display
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
  /// What `set` changes of the session itself.
  public var preferences = [Preference.graphics]
  /// What `version` prints.
  public var version = "wganlab"
  /// Values that win over the script's own.
  public internal(set) var overrides = Overrides()
  /// The cells so far.
  public internal(set) var transcript = Transcript()

  /// All subjects in the order of their declaration, the notebook's last.
  public let allSubjects: [Subject]
  let toolkits: [Toolkit]
  let names: Names
  let evaluator: Evaluator
  var commands: [String: Command]
  /// The commands that are not the learner's own, in the order of their declaration, the notebook's last.
  let builtins: [String]
  var aliases: [String: String] = [:]
  let topics: [String: Topic]
  /// The words that help explains.
  public let glossary: [GlossaryTerm]
  var execution = Execution()
  var cellOutputs = CellOutputs()
  var work = WorkLog()
  /// The cells of the notebook that the running cell runs.
  var notebookParts: [Transcript.Cell] = []
  /// The arguments before the word that is being completed.
  public internal(set) var precedingWords: [String] = []
  /// The subject that is redrawn while networks train.
  var live: LiveView?
  /// What Enter on an empty line does again.
  var repeatable: String?

  /// A session with the notebook's commands and what others bring.
  public init(_ toolkits: [Toolkit] = [], output: any OutputSink, files: FileAccess = .unrestricted) {
    (self.output, self.files, self.toolkits) = (output, files, toolkits)
    functions = FunctionLibrary.standard.adding(toolkits.flatMap(\.functions))
    let all = toolkits + [.notebook(functions)]
    commands = Dictionary(all.flatMap(\.commands).map { ($0.name, $0) }) { first, _ in first }
    glossary = toolkits.flatMap(\.glossary)
    topics = Dictionary((all.flatMap(\.topics) + (glossary.isEmpty ? [] : [.glossary(glossary)])).map { ($0.name, $0) })
    { first, _ in first }
    builtins = all.flatMap(\.commands).map(\.name).uniqued
    names = Names(outer: toolkits.compactMap(\.scope), subjects: all.flatMap(\.subjects))
    allSubjects = all.flatMap(\.subjects).map(\.name).uniqued.compactMap { [names] in names.subjects[$0] }
    evaluator = Evaluator(scope: names, functions: functions)
    names.session = self
    if let seed = toolkits.compactMap(\.seed).first { evaluator.seed = seed }
  }

  /// Whether to stop: asked by long commands between steps, and by the evaluator.
  public var isCancelled: () -> Bool {
    get { evaluator.isCancelled }
    set { evaluator.isCancelled = newValue }
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

  /// All commands in the order in which `help` lists them: as declared, the notebook's, the learner's own by name.
  public var allCommands: [Command] {
    (builtins + commands.keys.filter { !builtins.contains($0) }.sorted()).compactMap { commands[$0] }
  }

  /// How many steps were made: how a line that failed is known to have left something behind.
  func stepsMade() -> Int { toolkits.reduce(0) { $0 + $1.stepsMade() } }

  /// Names of other things, for "did you mean".
  func otherNames() -> [String] { toolkits.flatMap { $0.otherNames() } }

  /// How a command is typed, if a name is one and nothing else.
  func usage(ofCommand name: String) -> String? {
    functions[name] == nil && Parser.isAssignable(name) ? commands[name]?.usage : nil
  }

  /// The value of what a command was given.
  public func value(of entered: Entered) throws(Problem) -> Value { try evaluator.value(of: entered.expression) }

  /// The value of a word as an expression; what is wrong with it is marked where it stands in the cell.
  public func value(of word: Word) throws(Problem) -> Value {
    let indent = String(repeating: " ", count: word.range.lowerBound)
    return try evaluator.value(of: Parser.expression(indent + word.text))
  }

  /// Whether what a command was given holds.
  public func truth(of entered: Entered) throws(Problem) -> Bool { try evaluator.truth(of: entered.expression) }

  /// Whether a condition holds, and what it compares, each computed once.
  public func verdict(of entered: Entered) throws(Problem) -> (holds: Bool, sides: [ComparisonSide]) {
    try evaluator.verdict(of: entered.expression)
  }

  /// `wgan [7]> `
  public var prompt: String { toolkits.map { $0.promptPrefix() }.joined() + "wgan [\(transcript.next)]> " }

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

extension [String] {
  /// Each once, where it first stands.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
