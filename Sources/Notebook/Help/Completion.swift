import Foundation
import Language
import Texts

/// What can take the place of a word: where it begins, and the words. Read from the declarations and from what has a value now; only what
/// is accepted there is offered.
public typealias Completions = (start: Int, candidates: [(text: String, summary: String?)])

extension Session {
  /// What may stand at the cursor of a cell, which may have several lines. Places are counted in characters.
  public func complete(_ cell: String, at cursor: Int) -> Completions {
    let typed = lines(of: cell.prefix(cursor))
    var reader = CellReader(opensBlock: opensBlock), defined: [String] = []
    for line in typed.dropLast() {
      let entry = Entry(String(line))
      if reader.unread.isEmpty, Follower(entry) == .assignment { defined.append(entry.text(entry.firstWord)) }
      _ = reader.add(String(line))
    }
    let text = (reader.unread.isEmpty ? "" : reader.unread + "\n") + (typed.last ?? "")
    let scope = ExtendedScope(base: names, more: defined.filter(Parser.isAssignable))
    let found = EntryCompletion(session: self, scope: scope, isInBlock: reader.isInBlock).completions(of: text)
    return (min(cursor, cell.count) - text.count + found.start, found.candidates)
  }

  /// Whether a space goes after the only candidate: not where more of the same expression follows, as after `sum(` and `critic`.
  public func appendsSpace(to candidate: String, in line: String, at start: Int) -> Bool {
    let joins = ["(", "/", "\""].contains { candidate.hasSuffix($0) } || line.prefix(start).last == "."
    return !joins && !names.hasValue(candidate)
  }
}

/// The session's names and those that earlier lines of the cell are going to give a value.
private final class ExtendedScope: Scope {
  let base: Names
  let more: [String]

  init(base: Names, more: [String]) {
    self.base = base
    self.more = more
  }

  var names: [String] { base.names + more }
  func value(named name: String) throws(Problem) -> Value? { try base.value(named: name) }
}

/// Completes the end of one entry.
private struct EntryCompletion {
  private static let deepest = 8

  let session: Session
  let scope: ExtendedScope
  let isInBlock: Bool
  var depth = 0
  /// Whether the entry stands on the line of another, where no block can begin.
  var isInside = false

  func completions(of text: String) -> Completions {
    let source = SourceText(text), entry = Entry(source), end = source.characters.count
    guard source.pieces.last?.kind != .comment, !entry.isMuted, depth < EntryCompletion.deepest else {
      return (end, [])
    }
    if entry.firstWord.upperBound == end { return first(entry) }
    switch try? session.reading(of: entry) {
    case .command(let command, let start)?: return arguments(of: command, entry, from: start)
    case .alias(let text, let start)?: return expanded(text, source, from: start)
    case .statement?: return expression(source, 0..<end)
    case nil: return (end, [])
    }
  }

  /// The first word: commands, the end of a block, what begins an expression.
  private func first(_ entry: Entry) -> Completions {
    let word = entry.text(entry.firstWord)
    let ends: [Candidate] = isInBlock ? [("end", "Ends the block.")] : []
    let open = session.commandNames.filter { !isInside || session.commands[$0]?.hasBlock != true }
    let named = ends + open.sorted().map { ($0, session.commands[$0]?.summary) as Candidate }
    let fitting = named.filter { $0.text.hasPrefix(word) }
    let others = word.isEmpty ? [] : expression(entry.source, 0..<entry.source.characters.count).candidates
    return (
      entry.firstWord.lowerBound, fitting + others.filter { other in !fitting.contains { $0.text == other.text } }
    )
  }

  private func expression(_ source: SourceText, _ range: Range<Int>) -> Completions {
    Language.completions(in: source, range, scope: scope, functions: session.functions)
  }

  /// What follows another name for a text, as if that had been typed.
  private func expanded(_ text: String, _ source: SourceText, from start: Int) -> Completions {
    var inner = self
    inner.depth += 1
    let found = inner.completions(of: text + source.text(start..<source.characters.count))
    return found.start < text.count
      ? (source.characters.count, []) : (found.start - text.count + start, found.candidates)
  }

  /// What follows a place, as a line of its own.
  private func line(_ source: SourceText, from start: Int) -> Completions {
    var inner = self
    (inner.depth, inner.isInside) = (depth + 1, true)
    let found = inner.completions(of: source.text(start..<source.characters.count))
    return (found.start + start, found.candidates)
  }

  private func arguments(of command: Command, _ entry: Entry, from start: Int) -> Completions {
    let end = entry.source.characters.count
    guard !entry.isMuted else { return (end, []) }
    var words = ArgumentReader(entry, from: start, session: session).remainingWords(), word = Word("", at: end..<end)
    if let last = words.last, last.range.upperBound == end { word = words.removeLast() }
    if command.name == "show", let name = words.first, let subject = session.subject(named: name) {
      return arguments(of: subject.command, entry, from: name.range.upperBound)
    }
    var rest = command.arguments[...], begin = words.first?.range.lowerBound ?? word.range.lowerBound
    while let next = words.first, let parameter = rest.first, !parameter.takesRest {
      words.removeFirst()
      rest = rest.drop { $0.occurrence == .optional && $0.canBeLeftOut(next.text, session) }
      guard let taken = rest.first else { return (end, []) }
      if taken.occurrence != .repeated { rest.removeFirst() }
      begin = words.first?.range.lowerBound ?? word.range.lowerBound
    }
    guard let parameter = rest.first else { return (end, []) }
    switch parameter.extent {
    case .line: return line(entry.source, from: begin)
    case .expression: return condition(entry.source, begin..<end, rest.dropFirst().compactMap(\.keyword))
    default: return choices(rest, word, after: ArgumentReader(entry, from: start, session: session).remainingWords())
    }
  }

  /// An expression, and after a whole one the words that may follow it.
  private func condition(_ source: SourceText, _ range: Range<Int>, _ keywords: [String]) -> Completions {
    let found = expression(source, range), before = range.lowerBound..<max(range.lowerBound, found.start)
    guard before.upperBound < range.upperBound || source.pieces.last?.isBlank == true,
      (try? Parser.expression(source, in: before)) != nil
    else { return found }
    let word = source.text(before.upperBound..<range.upperBound)
    return (found.start, found.candidates + keywords.filter { $0.hasPrefix(word) }.map { ($0, nil) })
  }

  /// What may stand at the place of a word: its parameter's, and those of the optional ones after it where it cannot be that.
  private func choices(_ rest: ArraySlice<Command.Parameter>, _ word: Word, after words: [Word]) -> Completions {
    let isQuoted = word.text.hasPrefix("\"")
    let text = isQuoted ? (try? SourceText(word.text + "\"").quotation(in: 0..<word.range.count + 1)) ?? "" : word.text
    session.precedingWords = words.filter { $0.range.upperBound < word.range.lowerBound }.map(\.text)
    var found: [Candidate] = []
    for parameter in rest {
      found += parameter.candidates(session, text)
      guard parameter.occurrence == .optional, parameter.canBeLeftOut(text, session) else { break }
    }
    let fitting = found.filter { $0.text.hasPrefix(text) }
    let quotes = isQuoted || fitting.contains { !SourceText($0.text).isPlainWord }
    return (word.range.lowerBound, quotes ? fitting.map { (quotation(of: $0.text), $0.summary) } : fitting)
  }

  /// A text in quotes; a folder's name is left open, for more follows.
  private func quotation(of text: String) -> String {
    let whole = Expression.text(text, at: 0..<0).canonicalText
    return text.hasSuffix("/") ? String(whole.dropLast()) : whole
  }
}

extension Command.Parameter {
  /// Whether it takes all that is left of the line.
  fileprivate var takesRest: Bool { extent == .rest || extent == .expression || extent == .line }
}

extension SourceText {
  /// Whether it can be an argument as it stands, without quotes.
  fileprivate var isPlainWord: Bool {
    !pieces.isEmpty && characters.last != ";" && pieces.allSatisfy { $0.kind == .word || $0.kind == .symbol }
  }
}

extension Session {
  /// The subject that a word names or begins.
  fileprivate func subject(named word: Word) -> Subject? {
    (try? choose(word, among: allSubjects.map(\.name), "subject")).flatMap { names.subjects[$0] }
  }
}

extension FileAccess {
  /// The folders, and the files with one of the endings, whose names begin like this; at most a thousand.
  func entries(beginning word: String, _ endings: [String]) -> [Candidate] {
    let cut = word.lastIndex(of: "/").map { word.index(after: $0) } ?? word.startIndex
    let folder = String(word[..<cut]), beginning = word[cut...]
    guard (try? writable(folder + "x")) != nil,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)
    else { return [] }
    let fitting = names.filter {
      $0.hasPrefix(beginning) && (!$0.hasPrefix(".") || beginning.hasPrefix(".")) && sanitized($0) == $0
    }
    return fitting.sorted().lazy.compactMap { name -> Candidate? in
      if isFolder(folder + name) { return (folder + name + "/", nil) }
      return endings.isEmpty || endings.contains { name.hasSuffix("." + $0) } ? (folder + name, nil) : nil
    }.prefix(1000).map { $0 }
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
