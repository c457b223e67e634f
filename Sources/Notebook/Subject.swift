import Arrays
import Language

/// Something that `show` shows. One that is a single number also reads as that number in expressions.
public struct Subject {
  /// The number it is, if it is one.
  public let number: (() throws(Problem) -> Real)?
  let command: Command

  /// A subject from its declaration; `body` is handed the arguments as values of their types.
  public init<each Value>(
    _ name: String, _ summary: String, _ arguments: repeat Argument<each Value>, group: String = "Subjects",
    examples: [String] = [], number: (() throws(Problem) -> Real)? = nil,
    run body: @escaping (Session, repeat each Value) throws -> Void
  ) {
    self.number = number
    command = Command(name, summary, repeat each arguments, group: group, examples: examples, run: body)
  }

  /// The word after `show`.
  public var name: String { command.name }
  /// What it shows, one sentence.
  public var summary: String { command.summary }
  /// The heading that lists put it under.
  public var group: String { command.group }
  /// Whole lines that show it.
  public var examples: [String] { command.examples }
  /// How it is written.
  public var usage: String { "show " + command.usage }
}

/// A page that `help NAME` prints.
public struct Topic: Sendable {
  /// The word after `help`.
  public let name: String
  /// What it is about, one line.
  public let summary: String
  /// The page.
  public let text: String
  /// Whether `help` alone lists it; the others are found by their name.
  public let isListed: Bool

  /// A page under a name.
  public init(_ name: String, _ summary: String, isListed: Bool = true, text: String) {
    self.name = name
    self.summary = summary
    self.isListed = isListed
    self.text = text
  }
}
