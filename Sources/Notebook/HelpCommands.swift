import Language
import Texts

extension Command {
  private static let group = "Help"

  static var help: Command {
    Command(
      "help", "Explains a command, subject, function or topic; alone, lists them.",
      Argument("name", .helpName, "what to explain"), group: group, examples: ["help", "help assert", "help limits"]
    ) { session, name in
      guard let name else { return session.listHelp() }
      try session.explain(name)
    }
  }

  static var apropos: Command {
    Command(
      "apropos", "Finds everything whose name or summary has a word.", Argument("word", .rest, "what to look for"),
      group: group, examples: ["apropos mean"]
    ) { session, word in
      let found = session.everything.filter {
        ($0.name + " " + $0.summary).lowercased().contains(word.text.lowercased())
      }
      guard !found.isEmpty else {
        throw Problem("nothing about \"\(word.text)\"", hint: "Try a shorter word.", at: word.range)
      }
      for table in session.tables(found) { session.emit(.table(table)) }
    }
  }
}

extension Kind where Value == Word? {
  /// The name of anything that has a page: the last word of the line, so that `help show loss` works too.
  fileprivate static var helpName: Kind {
    Kind(
      usage: { _ in "[NAME]" },
      candidates: { session, _ in session.everything.map { ($0.name, $0.summary) } },
      read: { (reader, _) throws(Problem) in
        var last: Word?
        while let word = reader.next() { last = word }
        return last
      })
  }
}

extension Session {
  /// Everything that `help` and `apropos` know, a line each.
  fileprivate var everything: [(group: String, name: String, summary: String)] {
    allCommands.map { ("Commands: " + $0.group, $0.name, $0.summary) }
      + allSubjects.map { ("Subjects of show", $0.name, $0.summary) }
      + functions.all.map { ("Functions: \($0.group)", $0.name, $0.summary) }
      + topics.values.sorted { $0.name < $1.name }.map { ("Topics", $0.name, $0.summary) }
      + aliases.sorted { $0.key < $1.key }.map { ("Aliases", $0.key, $0.value) }
  }

  fileprivate func listHelp() {
    for table in tables(allCommands.map { ($0.group, $0.name, $0.summary) }) { emit(.table(table)) }
    let pages = topics.values.filter(\.isListed).sorted { $0.name < $1.name }
    for table in tables(pages.map { ("Topics", $0.name, $0.summary) }) { emit(.table(table)) }
    emit(
      .text(
        foldedLines(
          "Anything else is an expression, such as 1 + 2 or x = uniform(3). "
            + "help NAME explains a command, a subject of show, a function or a topic.")))
  }

  /// Prints the page of a name; several things may have it.
  fileprivate func explain(_ word: Word) throws(Problem) {
    let name = try known(word)
    if let command = commands[name] { emit(.text(page(command, command.usage))) }
    if let subject = names.subjects[name] { emit(.text(page(subject.command, subject.usage))) }
    if let function = functions[name] {
      emit(.text(page(function.signature, function.summary, [], function.examples)))
    }
    if let topic = topics[name] { emit(.text(foldedLines(topic.text))) }
    if let text = aliases[name] { emit(.text("\(name) stands for: \(text)")) }
  }

  private func known(_ word: Word) throws(Problem) -> String {
    let all = everything.map(\.name)
    if all.contains(word.text) { return word.text }
    let matches = Set(all.filter { $0.hasPrefix(word.text) })
    if matches.count == 1, let match = matches.first { return match }
    let hint =
      matches.isEmpty
      ? suggestion(for: word.text, among: all + otherNames()) : "there are \(alternatives(matches.sorted()))"
    throw Problem("there is no help about \"\(word.text)\"", hint: hint ?? "Type help for a list.", at: word.range)
  }

  private func page(_ command: Command, _ usage: String) -> String {
    let arguments = command.arguments.map { "  \($0.name): \($0.summary)" }
    return page(usage, command.summary, arguments, command.examples)
  }

  private func page(_ usage: String, _ summary: String, _ arguments: [String], _ examples: [String]) -> String {
    var lines = [usage] + folded(summary, to: pageWidth) + arguments
    if !examples.isEmpty {
      lines += ["Examples:"] + examples.flatMap { $0.split(separator: "\n").map { "  " + $0 } }
    }
    return lines.joined(separator: "\n")
  }
}
