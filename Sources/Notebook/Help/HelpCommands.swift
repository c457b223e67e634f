import Language
import Texts

extension Command {
  private static let group = "Help"

  static var help: Command {
    Command(
      "help", "Explains a command, subject, function, topic or word; alone, lists them.",
      Argument("name", .helpName, "what to explain"), group: group, examples: ["help", "help assert", "help limits"]
    ) { session, name in
      guard let name else { return session.listHelp() }
      for page in try session.pages(about: name) { session.emit(.text(page.page)) }
    }
  }

  static var apropos: Command {
    Command(
      "apropos", "Finds everything whose name or summary has a word.", Argument("word", .rest, "what to look for"),
      group: group, examples: ["apropos mean"]
    ) { session, word in
      let found = session.helpPages.filter { page in
        ([page.name, page.summary] + page.also).contains { $0.lowercased().contains(word.text.lowercased()) }
      }
      guard !found.isEmpty else {
        throw Problem("nothing about \"\(word.text)\"", hint: "Try a shorter word.", at: word.range)
      }
      for table in session.tables(found.map { ($0.group, $0.name, $0.summary) }) { session.emit(.table(table)) }
    }
  }
}

extension ArgumentKind where Value == Word? {
  /// The name of anything that has a page: the whole line, or its last word, so that `help show loss` works too.
  fileprivate static var helpName: ArgumentKind {
    ArgumentKind(
      usage: { _ in "[NAME]" }, occurrence: .repeated,
      candidates: { session, _ in session.helpPages.filter { !$0.name.contains(" ") }.map { ($0.name, $0.summary) } },
      read: { (reader, _) throws(Problem) in
        let words = reader.remainingWords()
        guard let first = words.first, let last = words.last, let line = reader.rest() else { return nil }
        let isName = words.count > 1 && reader.session.helpPages.contains { $0.answers(to: line.text) }
        return isName ? Word(line.text, at: first.range.lowerBound..<last.range.upperBound) : last
      })
  }
}

extension Session {
  fileprivate func listHelp() {
    for table in tables(allCommands.map { ($0.group, $0.name, $0.summary) }) { emit(.table(table)) }
    let listed = helpPages.filter { $0.kind == .topic && $0.isListed }
    for table in tables(listed.map { ($0.group, $0.name, $0.summary) }) { emit(.table(table)) }
    emit(
      .text(
        foldedLines(
          "Anything else is an expression, such as 1 + 2 or x = uniform(3). "
            + "help NAME explains a command, a subject of show, a function, a topic or a word of the glossary.")))
  }

  /// The pages of a name, or of the only name that it begins; throws what was likely meant.
  fileprivate func pages(about word: Word) throws(Problem) -> [HelpPage] {
    let all = helpPages, exact = all.filter { $0.name == word.text }
    if !exact.isEmpty { return exact }
    let found = all.filter { $0.answers(to: word.text) }
    if !found.isEmpty { return found }
    let matches = Set(all.map(\.name).filter { $0.hasPrefix(word.text) })
    if matches.count == 1, let match = matches.first { return all.filter { $0.name == match } }
    let hint =
      matches.isEmpty
      ? foreignRemedy(for: word.text) ?? suggestion(for: word.text, among: all.map(\.name) + otherNames())
      : "there are \(alternatives(matches.sorted()))"
    throw Problem("there is no help about \"\(word.text)\"", hint: hint ?? "Type help for a list.", at: word.range)
  }
}
