import Foundation
import Language
import Texts

extension Session {
  /// What may stand at the cursor: where the word begins, in characters, and what may take its place. Read from the declarations
  /// and from what has a value now.
  public func complete(line: String, cursor: Int) -> (start: Int, candidates: [(text: String, summary: String?)]) {
    let characters = Array(line.prefix(cursor))
    let entry = Entry(String(characters))
    let first = entry.firstWord
    if first.upperBound == characters.count { return completeFirst(entry.text(first), at: first.lowerBound, line) }
    guard case .command(let command, let start)? = try? reading(of: entry) else { return inExpression(line, cursor) }
    return complete(command, line, cursor, from: start)
  }

  /// Whether a space goes after the only candidate: not where more of the same expression follows, as after `sum(` and `critic`.
  public func appendsSpace(to candidate: String, in line: String, at start: Int) -> Bool {
    let joins = candidate.hasSuffix("(") || candidate.hasSuffix("/") || line.prefix(start).last == "."
    return !joins && !names.hasValue(candidate)
  }

  private func completeFirst(_ word: String, at start: Int, _ line: String) -> (start: Int, candidates: [Candidate]) {
    let named = commandNames.sorted().filter { $0.hasPrefix(word) }.map { ($0, commands[$0]?.summary) as Candidate }
    let others = inExpression(line, start + word.count).candidates.filter { other in
      !named.contains { $0.text == other.text }
    }
    return (start, named + (word.isEmpty ? [] : others))
  }

  private func inExpression(_ line: String, _ cursor: Int) -> (start: Int, candidates: [Candidate]) {
    let found = completions(in: line, at: cursor, scope: names, functions: functions)
    return (found.start, found.candidates.map { ($0.text, $0.summary) })
  }

  private func complete(
    _ command: Command, _ line: String, _ cursor: Int, from start: Int
  ) -> (start: Int, candidates: [Candidate]) {
    let typed = line.prefix(cursor).dropFirst(start)
    let words = typed.split(whereSeparator: \.isWhitespace)
    let word = typed.last?.isWhitespace == false ? words.last.map(String.init) ?? "" : ""
    let position = words.count - (word.isEmpty ? 0 : 1)
    if command.name == "show", position > 0, let subject = names.subjects.values.first(where: { $0.name == words[0] }) {
      return complete(
        subject.command, line, cursor, from: start + typed.prefix { $0.isWhitespace }.count + words[0].count)
    }
    guard
      let parameter = command.arguments.indices.contains(position)
        ? command.arguments[position] : command.arguments.last
    else {
      return (cursor, [])
    }
    if parameter.isExpression {
      let blank = String(line.prefix(start).map { _ in " " }) + line.dropFirst(start)
      return inExpression(blank, cursor)
    }
    let quoted = word.hasPrefix("\"") ? String(word.dropFirst()) : word
    precedingWords = words.prefix(position).map(String.init)
    let candidates = possible(command, at: position, parameter, quoted).flatMap { $0.candidates(self, quoted) }
    return (cursor - word.count, candidates.filter { $0.text.hasPrefix(quoted) })
  }

  /// What may stand at a position: its parameter, and the optional ones after it where the word cannot be its own.
  private func possible(
    _ command: Command, at position: Int, _ parameter: Command.Parameter, _ word: String
  ) -> [Command.Parameter] {
    var possible = [parameter]
    for next in command.arguments.dropFirst(position + 1) {
      guard let last = possible.last, last.canBeLeftOut(word, self), next.usage.hasPrefix("[") else { break }
      possible.append(next)
    }
    return possible
  }
}

extension FileAccess {
  /// The files and folders whose names begin like this, at most a thousand.
  func entries(beginning word: String) -> [Candidate] {
    let cut = word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex
    let folder = String(word[..<cut])
    guard (try? writable(folder + "x")) != nil,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    else { return [] }
    return names.filter { !$0.hasPrefix(".") || word[cut...].hasPrefix(".") }.sorted().prefix(1000).map {
      (folder + sanitized($0) + (isFolder(folder + $0) ? "/" : ""), nil)
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
