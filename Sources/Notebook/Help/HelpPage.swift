import Language
import Texts

/// What help knows about one thing, as data: `help` prints it, `apropos` searches it, the reference page is made of it.
public struct HelpPage: Sendable {
  /// What sort of thing it explains.
  public enum Kind: String, Sendable {
    case command, subject, function, layer, topic, term, alias
  }

  /// What sort of thing it explains.
  public let kind: Kind
  /// The word after `help`.
  public let name: String
  /// Other words that find it.
  public var also: [String] = []
  /// The heading that lists put it under.
  public let group: String
  /// What it is, one sentence.
  public let summary: String
  /// How it is written; `nil` for what is not typed.
  public var usage: String?
  /// What it takes, in order, with a word about each.
  public var arguments: [(name: String, summary: String)] = []
  /// Entries that show it at work.
  public var examples: [String] = []
  /// More about it, in lines.
  public var text: String?
  /// Whether `help` alone lists it.
  public var isListed = true

  /// Whether a word finds it: by its name or another one, whether large or small letters are typed.
  public func answers(to word: String) -> Bool {
    ([name] + also).contains { $0.lowercased() == word.lowercased() }
  }

  /// For people; ends without a line break.
  public var page: String {
    switch kind {
    case .topic: return foldedLines(text ?? summary)
    case .term: return foldedLines(([name] + also).joined(separator: ", ") + ": " + summary)
    case .alias: return "\(name) stands for: \(summary)"
    case .command, .subject, .function, .layer:
      var lines = [usage ?? name] + folded(summary, to: pageWidth)
      lines += arguments.map { "  \($0.name): \($0.summary)" }
      if !examples.isEmpty {
        lines += ["Examples:"] + examples.flatMap { $0.split(separator: "\n").map { "  " + $0 } }
      }
      return lines.joined(separator: "\n")
    }
  }
}

/// A word of the field, or of the kit, explained in a sentence or two.
public struct GlossaryTerm: Sendable {
  /// The word.
  public let name: String
  /// Other ways to write or say it.
  public let also: [String]
  /// What it means.
  public let meaning: String

  /// A word with its meaning.
  public init(_ name: String, _ also: String..., meaning: String) {
    (self.name, self.also, self.meaning) = (name, also, meaning)
  }
}

extension Session {
  /// Everything that has a page, in the order in which lists have it.
  public var helpPages: [HelpPage] {
    allCommands.map { HelpPage(of: $0, .command, usage: $0.usage) }
      + allSubjects.map { HelpPage(of: $0.command, .subject, usage: $0.usage) }
      + functions.all.map { HelpPage($0, .function) }
      + functions.all.flatMap { $0.argumentFunctions?.all ?? [] }.map { HelpPage($0, .layer) }
      + presentTopics.values.sorted { $0.name < $1.name }.map(HelpPage.init)
      + glossary.map(HelpPage.init)
      + aliases.sorted { $0.key < $1.key }.map {
        HelpPage(kind: .alias, name: $0.key, group: "Aliases", summary: $0.value)
      }
  }
}

extension Session {
  /// The pages of the declarations, and those about what there is just now.
  private var presentTopics: [String: Topic] {
    topics.merging(toolkits.flatMap { $0.presentTopics() }.map { ($0.name, $0) }) { _, present in present }
  }
}

extension HelpPage {
  fileprivate init(of command: Command, _ kind: Kind, usage: String) {
    self.init(
      kind: kind, name: command.name, group: kind == .subject ? "Subjects of show" : "Commands: " + command.group,
      summary: command.summary, usage: usage, arguments: command.arguments.map { ($0.name, $0.summary) },
      examples: command.examples)
  }

  fileprivate init(_ function: Function, _ kind: Kind) {
    self.init(
      kind: kind, name: function.name, group: kind == .layer ? "Layers of network(…)" : "Functions: " + function.group,
      summary: function.summary,
      usage: kind == .layer ? "network(…, \(function.signature), …)" : function.signature, examples: function.examples)
  }

  fileprivate init(_ topic: Topic) {
    self.init(
      kind: .topic, name: topic.name, group: "Topics", summary: topic.summary, text: topic.text,
      isListed: topic.isListed)
  }

  fileprivate init(_ term: GlossaryTerm) {
    self.init(
      kind: .term, name: term.name, also: term.also, group: "Glossary", summary: term.meaning, isListed: false)
  }
}

extension Topic {
  /// Every word of a glossary.
  static func glossary(_ terms: [GlossaryTerm]) -> Topic {
    let lines = terms.map { term in
      let text = foldedLines(([term.name] + term.also).joined(separator: ", ") + ": " + term.meaning)
      return text.replacing("\n", with: "\n  ")
    }
    return Topic("glossary", "The words of the field and of the kit", text: lines.joined(separator: "\n"))
  }
}
