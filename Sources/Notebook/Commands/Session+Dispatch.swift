import Language

extension Session {
  /// What an entry is.
  enum EntryMeaning {
    /// A command, its arguments beginning at a place.
    case command(Command, from: Int)
    /// Another name for a text, what follows beginning at a place.
    case alias(String, from: Int)
    /// An expression or an assignment.
    case statement
  }

  /// Tells commands from expressions. A name with a value beats an abbreviation, and `name(` is always a function.
  func reading(of entry: Entry) throws(Problem) -> EntryMeaning {
    let range = entry.firstWord, name = entry.text(range)
    if let topic = topics[entry.text(entry.bounds)] { try refuse(topic, at: entry) }
    guard let first = name.first, first.isLetter, !Session.isConstant(name) else { return .statement }
    let next = Follower(entry, after: range.upperBound)
    let word = Word(name, at: range)
    if next == .assignment {
      guard commands[name] == nil, aliases[name] == nil else { throw takenByCommand(word) }
      return .statement
    }
    if next == .attached {
      if entry.source.characters[range.upperBound] == "(" { try refuseCall(of: word) }
      return .statement
    }
    if let exact = reading(named: name, from: range.upperBound) { return exact }
    if names.hasValue(name) || next == .operator { return .statement }
    if functions[name] != nil { throw unknown(word) }
    let matches = commandNames.filter { $0.hasPrefix(name) }
    if matches.count > 1 { throw ambiguity(word, matches) }
    if let match = matches.first, let reading = reading(named: match, from: range.upperBound) { return reading }
    throw unknown(word)
  }

  /// Whether an entry begins a block.
  func opensBlock(_ entry: Entry) -> Bool {
    guard case .command(let command, _)? = try? reading(of: entry) else { return false }
    return command.hasBlock
  }

  /// Commands and aliases.
  var commandNames: [String] { Array(commands.keys) + aliases.keys }

  private func reading(named name: String, from start: Int) -> EntryMeaning? {
    aliases[name].map { .alias($0, from: start) } ?? commands[name].map { .command($0, from: start) }
  }

  /// Whether the language has given the word a meaning: `not`, `pi`.
  private static func isConstant(_ name: String) -> Bool { isName(name) && !Parser.isAssignable(name) }

  private func takenByCommand(_ word: Word) -> Problem {
    let isSetting = otherNames().contains(word.text)
    return Problem(
      "\"\(word.text)\" is a command and cannot be given a value",
      hint: isSetting
        ? "set \(word.text) VALUE changes the setting; a value needs another name." : "Choose another name.",
      at: word.range)
  }

  /// Refuses `train(10)`: commands take words, not arguments in parentheses.
  private func refuseCall(of word: Word) throws(Problem) {
    guard let command = commands[word.text], functions[word.text] == nil else { return }
    throw Problem(
      "\"\(word.text)\" is a command, not a function", hint: "Without parentheses: \(command.usage)", at: word.range)
  }

  /// Refuses what has a page and no value, such as a setting or a preset, saying how it is used.
  private func refuse(_ topic: Topic, at entry: Entry) throws(Problem) {
    let name = topic.name
    let means = commands[name] != nil || aliases[name] != nil || functions[name] != nil || names.subjects[name] != nil
    guard !means, !names.hasValue(name) else { return }
    let use = topic.isListed ? "help \(name)" : String(topic.text.prefix { !$0.endsLine })
    throw Problem("\"\(name)\" is neither a command nor a value", hint: "Type: \(use)", at: entry.bounds)
  }

  private func unknown(_ word: Word) -> Problem {
    let name = word.text
    if name == "end" {
      return Problem("there is no block to end", hint: "repeat and define begin one.", at: word.range)
    }
    if let function = functions[name] {
      return Problem("\"\(name)\" is a function", hint: "Call it: \(function.signature)", at: word.range)
    }
    if names.subjects[name] != nil {
      return Problem("\"\(name)\" is a subject", hint: "Type: show \(name)", at: word.range)
    }
    let all = commandNames + names.names + functions.all.map(\.name) + names.subjects.keys + otherNames()
    return Problem(
      "there is no command or name \"\(name)\"",
      hint: Session.habits[name] ?? foreignRemedy(for: name) ?? suggestion(for: name, among: all)
        ?? "Type help for a list of commands.",
      at: word.range)
  }

  /// What people type out of habit, and what it is here.
  private static let habits = [
    "exit": "Type quit, or Ctrl-D.", "bye": "Type quit, or Ctrl-D.", "ls": "Type show for what there is to see.",
    "plot": "Type show for what there is to see.", "man": "Type help.", "info": "Type help.",
    "reset": "Type use with a preset to begin again.", "restart": "Type use with a preset to begin again.",
    "source": "Type run FILE.", "let": "Values need no keyword: x = 1.", "var": "Values need no keyword: x = 1.",
  ]
}

/// What follows the first word of an entry.
enum Follower {
  case nothing, attached, assignment, `operator`, other

  /// What follows the first word of an entry, if that begins with one.
  init(_ entry: Entry) {
    self = entry.firstWord.isEmpty ? .other : Follower(entry, after: entry.firstWord.upperBound)
  }

  init(_ entry: Entry, after start: Int) {
    let rest = entry.source.characters[start..<max(start, entry.bounds.upperBound)]
    let trimmed = rest.drop(while: \.isWhitespace)
    guard let first = trimmed.first else { self = .nothing; return }
    if first == "=", trimmed.dropFirst().first != "=" { self = .assignment; return }
    if trimmed.startIndex == rest.startIndex { self = .attached; return }
    self = "+*/^@<>=!".contains(first) ? .operator : .other
  }
}
