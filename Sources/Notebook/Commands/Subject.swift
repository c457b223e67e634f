import Arrays
import Display
import Language

/// Something to see: its outputs are what `show` shows. One that is a single number also reads as that number in expressions.
public struct Subject {
  /// The number it is, if it is one.
  public let number: ((Session) throws(Problem) -> Real)?
  let command: Command
  let outputs: (ArgumentReader) throws -> () throws -> [Output]

  /// A subject from its declaration; its example, unless others are given, is `show` with its name. `body` is handed the arguments as values of their types and gives what there is to see.
  public init<each Value>(
    _ name: String, _ summary: String, _ arguments: repeat Argument<each Value>, group: String = "Subjects",
    examples: [String]? = nil, number: ((Session) throws(Problem) -> Real)? = nil,
    outputs body: @escaping (Session, repeat each Value) throws -> [Output]
  ) {
    let (parameters, outputs) = Command.reading(name, repeat each arguments, body: body)
    (self.number, self.outputs) = (number, outputs)
    command = Command(
      name: name, summary: summary, group: group, examples: examples ?? ["show " + name], arguments: parameters,
      repeats: false,
      hasBlock: false,
      prepare: { reader in
        let made = try outputs(reader)
        return { for output in try made() { reader.session.emit(output) } }
      })
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
