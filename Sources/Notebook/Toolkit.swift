import Language

/// What a module above the notebook brings to a session, as one value: its commands, what `show` shows, pages of `help`, functions and
/// names of expressions, and what it does when something happens.
///
/// The functions are handed their session, so that a toolkit keeps none. Of several things with one name the first toolkit's counts.
public struct Toolkit {
  /// Commands, in the order in which `help` lists them.
  public var commands: [Command] = []
  /// Subjects of `show`.
  public var subjects: [Subject] = []
  /// Pages of `help`.
  public var topics: [Topic] = []
  /// Pages of `help` about what there is just now; one with the name of another takes its place.
  public var presentTopics: () -> [Topic] = { [] }
  /// Words that `help` explains.
  public var glossary: [GlossaryTerm] = []
  /// Functions of expressions.
  public var functions: [Function] = []
  /// Names of expressions and their values.
  public var scope: (any Scope)?
  /// The seed of what expressions draw, until a session's own is set.
  public var seed: UInt64?
  /// Names of other things, such as settings and lessons, for "did you mean".
  public var otherNames: () -> [String] = { [] }
  /// How many steps were made of what commands act on: how a line that failed is known to have left something behind.
  public var stepsMade: () -> Int = { 0 }
  /// What stands before the prompt, such as `Lesson 3 · 4/9 `.
  public var promptPrefix: () -> String = { "" }
  /// Asked before an assignment: takes the value over and says true, as for `critic = network(…)`, or leaves it to the session.
  public var assign: (Session, _ name: String, Value) throws(Problem) -> Bool = { _, _, _ in false }
  /// Applies a value of `--set` and says true, or says false when there is no such setting.
  public var apply: (Session, _ name: String, _ value: String) throws(Problem) -> Bool = { _, _, _ in false }
  /// Done at the end of each cell that went well, as a part of it: what a lesson says about what was typed.
  public var afterwards: (Session) throws -> Void = { _ in }

  /// One that brings nothing yet.
  public init() {}
}

extension Toolkit {
  /// What every session has.
  static func notebook(_ functions: FunctionLibrary) -> Toolkit {
    var toolkit = Toolkit()
    (toolkit.commands, toolkit.subjects) = (Command.notebook, Subject.notebook)
    toolkit.topics = Topic.notebook + [.functions(functions)]
    return toolkit
  }
}
