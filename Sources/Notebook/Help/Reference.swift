import Language

/// The reference page: everything that can be typed, made from the declarations as Markdown.
public struct Reference {
  private let pages: [HelpPage]
  private let options: String

  /// The reference of a session's declarations; `options` is what the program prints about its own.
  public init(_ session: Session, options: String) {
    pages = session.helpPages
    self.options = options
  }

  /// All but the glossary.
  public var markdown: String {
    let kinds: [(HelpPage.Kind, String)] = [
      (.command, "Commands"), (.subject, "Subjects of show"), (.function, "Functions"),
      (.layer, "Layers of network(…)"),
    ]
    let sections = kinds.map { kind, title in section(title, pages.filter { $0.kind == kind }) }
    let topics = pages.filter { $0.kind == .topic && $0.isListed && $0.name != "glossary" }.map { topic in
      "### \(topic.name)\n\n\(topic.summary).\n\n" + Reference.fenced("text", topic.page)
    }
    let exits = ExitStatus.allCases.map { "| \($0.rawValue) | \($0.meaning) |\n" }.joined()
    return """
      # Reference

      Everything that can be typed. This page is made from the declarations by `make reference`, and a test holds it to them and runs
      its examples.

      \(sections.joined(separator: "\n"))
      ## Topics

      \(topics.joined(separator: "\n"))
      ## The program

      \(Reference.fenced("text", options))
      ## Exit codes

      | code | when |
      |---|---|
      \(exits)
      """
  }

  /// The glossary as a page of its own.
  public var glossary: String {
    let terms = pages.filter { $0.kind == .term }.map { term in
      "| \(([term.name] + term.also).joined(separator: ", ")) | \(Reference.cell(term.summary)) |\n"
    }
    return """
      # Glossary

      The words of the field and of the kit, as `help glossary` prints them. Made by `make reference`; a test holds it to the declarations.

      | word | what it means |
      |---|---|
      \(terms.joined())
      """
  }

  private func section(_ title: String, _ pages: [HelpPage]) -> String {
    let groups = pages.map(\.group).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let parts = groups.map { group in
      let heading = group.split(separator: ": ").last.map(String.init) ?? group
      let entries = pages.filter { $0.group == group }.map(Reference.entry)
      return (groups.count > 1 ? "### \(heading)\n\n" : "") + entries.joined(separator: "\n")
    }
    return "## \(title)\n\n" + parts.joined(separator: "\n")
  }

  private static func entry(_ page: HelpPage) -> String {
    var text = "**`\(page.usage ?? page.name)`** \(page.summary)\(page.summary.hasSuffix(".") ? "" : ".")\n"
    if !page.arguments.isEmpty {
      text += "\n" + page.arguments.map { "- `\($0.name)`: \($0.summary)\n" }.joined()
    }
    return page.examples.isEmpty ? text : text + "\n" + fenced("wgan", page.examples.joined(separator: "\n"))
  }

  private static func fenced(_ language: String, _ text: String) -> String { "```\(language)\n\(text)\n```\n" }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

/// How a run ended, for the shell.
public enum ExitStatus: Int32, CaseIterable, Sendable {
  /// All well.
  case well = 0
  /// A cell failed, or output was lost.
  case failed = 1
  /// A wrong option.
  case usage = 64
  /// A file that is not there.
  case missingFile = 66
  /// Ctrl-C.
  case interrupted = 130

  /// When that is.
  public var meaning: String {
    switch self {
    case .well: "all is well"
    case .failed: "a cell failed, not only the last, or output could not be written"
    case .usage: "a wrong option"
    case .missingFile: "a file is not there"
    case .interrupted: "Ctrl-C"
    }
  }
}
