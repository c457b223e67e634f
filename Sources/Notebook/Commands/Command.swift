import Arrays
import Language

/// One argument of a command: its name, what it may be, and a word about it.
public struct Argument<Value> {
  /// What messages and the usage line call it.
  public let name: String
  /// What it means, for `help`.
  public let summary: String
  let kind: ArgumentKind<Value>

  /// An argument from its name, its kind and what it means.
  public init(_ name: String, _ kind: ArgumentKind<Value>, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }
}

/// Something to do, declared once: dispatch, usage, help, completion and the tests of its examples all read this one value.
public struct Command {
  /// The word that it begins with.
  public let name: String
  /// What it does, one sentence.
  public let summary: String
  /// The heading that `help` lists it under.
  public let group: String
  /// Whole lines that show it at work.
  public let examples: [String]
  /// What follows the name, in order.
  public let arguments: [Parameter]
  /// Whether Enter on an empty line does it again.
  public let repeats: Bool
  /// Whether lines up to `end` belong to it.
  public let hasBlock: Bool
  /// Reads the arguments; what it gives does the work.
  let prepare: (ArgumentReader) throws -> () throws -> Void

  /// An argument without its type, for `help` and completion.
  public struct Parameter {
    /// What messages call it.
    public let name: String
    /// What it means.
    public let summary: String
    /// How it is written in a usage line.
    public let usage: String
    let candidates: (Session, String) -> [Candidate]
    /// Whether the word would be left to the next parameter.
    let canBeLeftOut: (String, Session) -> Bool
    let extent: ArgumentExtent
    let occurrence: ArgumentOccurrence

    /// The word before it at the end of the line, if it needs one.
    var keyword: String? { if case .keyword(let word) = extent { word } else { nil } }
  }
}

extension Command {
  /// A command from its declaration; `body` is handed the arguments as values of their types. The lines of its block, if it has
  /// one, are `session.block`.
  public init<each Value>(
    _ name: String, _ summary: String, _ arguments: repeat Argument<each Value>, group: String = "Other",
    examples: [String] = [], repeats: Bool = false, hasBlock: Bool = false,
    run body: @escaping (Session, repeat each Value) throws -> Void
  ) {
    let (parameters, prepare) = Command.reading(name, repeat each arguments, hasBlock: hasBlock, body: body)
    self.init(
      name: name, summary: summary, group: group, examples: examples, arguments: parameters, repeats: repeats,
      hasBlock: hasBlock, prepare: prepare)
  }

  /// What follows a name on a line, and how that is read and handed to a body.
  static func reading<each Value, Result>(
    _ name: String, _ arguments: repeat Argument<each Value>, hasBlock: Bool = false,
    body: @escaping (Session, repeat each Value) throws -> Result
  ) -> (parameters: [Parameter], prepare: (ArgumentReader) throws -> () throws -> Result) {
    var parameters: [Parameter] = []
    repeat parameters.append(Parameter(each arguments))
    let keywords = parameters.compactMap(\.keyword), written = usage(name, parameters, hasBlock)
    let prepare = { (reader: ArgumentReader) throws -> () throws -> Result in
      let usage = reader.leading + written
      if !keywords.isEmpty { reader.claim(keywords) }
      let values = (repeat try (each arguments).read(reader, usage))
      try reader.finish(usage)
      return { try body(reader.session, repeat each values) }
    }
    return (parameters, prepare)
  }

  /// How it is written: `train ROUNDS`, `until CONDITION [max N]`.
  public var usage: String { Command.usage(name, arguments, hasBlock) }

  private static func usage(_ name: String, _ arguments: [Parameter], _ hasBlock: Bool) -> String {
    ([name] + arguments.map(\.usage)).joined(separator: " ") + (hasBlock ? " … end" : "")
  }
}

extension Command.Parameter {
  fileprivate init<Value>(_ argument: Argument<Value>) {
    self.init(
      name: argument.name, summary: argument.summary, usage: argument.kind.usage(argument.name),
      candidates: argument.kind.candidates,
      canBeLeftOut: { word, session in !argument.kind.accepts(Word(word, at: 0..<0), session) },
      extent: argument.kind.extent, occurrence: argument.kind.occurrence)
  }
}

extension Argument {
  /// Reads one; a failure without a remedy says how the command is written.
  fileprivate func read(_ reader: ArgumentReader, _ usage: String) throws(Problem) -> Value {
    do throws(Problem) { return try kind.read(reader, name) } catch { throw error.hinting("usage: " + usage) }
  }
}

extension ArgumentReader {
  /// Refuses what is left over.
  fileprivate func finish(_ usage: String) throws(Problem) {
    guard let word = peeked else { return }
    throw Problem("\"\(word.text)\" is left over", hint: "usage: " + usage, at: word.range)
  }
}

extension Problem {
  /// The same problem with a hint, unless it already has one.
  func hinting(_ hint: String) -> Problem { self.hint == nil ? Problem(message, hint: hint, at: range) : self }
}
