import Language

/// What may stand next on a line, with a word about it.
public typealias Candidate = (text: String, summary: String?)

/// A kind of argument: how it is read, and what completes it.
public struct ArgumentKind<Value> {
  /// How an argument of that name is written in a usage line: `ROUNDS`, `[ROUNDS]`, `on|off`.
  let usage: (_ name: String) -> String
  /// What completes a word of it.
  let candidates: (_ session: Session, _ word: String) -> [Candidate]
  /// How far one reaches.
  let extent: ArgumentExtent
  /// How many there may be.
  let occurrence: ArgumentOccurrence
  /// Whether the word can be one, if it need not be there at all.
  let accepts: (_ word: Word, _ session: Session) -> Bool
  /// Reads one.
  let read: (_ reader: ArgumentReader, _ name: String) throws(Problem) -> Value

  init(
    usage: @escaping (String) -> String = { $0.uppercased() }, extent: ArgumentExtent = .word,
    occurrence: ArgumentOccurrence = .once,
    candidates: @escaping (Session, String) -> [Candidate] = { _, _ in [] },
    accepts: @escaping (Word, Session) -> Bool = { _, _ in true },
    read: @escaping (ArgumentReader, String) throws(Problem) -> Value
  ) {
    self.usage = usage
    self.extent = extent
    self.occurrence = occurrence
    self.candidates = candidates
    self.accepts = accepts
    self.read = read
  }

  /// A kind of one's own that is one word. `parse` may throw without a place: the word's is added.
  public init(
    candidates: @escaping (Session, String) -> [(text: String, summary: String?)] = { _, _ in [] },
    parse: @escaping (_ word: Word, _ session: Session) throws(Problem) -> Value
  ) {
    self.init(candidates: candidates) { (reader, name) throws(Problem) in
      let word = try reader.required(name)
      do throws(Problem) { return try parse(word, reader.session) } catch { throw error.located(at: word.range) }
    }
  }

  /// A kind of one's own that takes the rest of the line, most of which may be an expression, and is completed as one.
  public init(expressionIn usage: String, read: @escaping (_ reader: ArgumentReader) throws(Problem) -> Value) {
    self.init(usage: { _ in usage }, extent: .expression) { (reader, name) throws(Problem) in
      guard !reader.isAtEnd else { throw Problem("\(name) is missing", at: reader.endRange) }
      return try read(reader)
    }
  }
}

/// How much of the line an argument takes.
enum ArgumentExtent: Hashable {
  case word, rest, expression
  /// The rest, which is a line of its own.
  case line
  /// After this word, at the end of the line.
  case keyword(String)
}

/// How many arguments of a kind there may be.
enum ArgumentOccurrence: Hashable {
  case once, optional, repeated
}

extension ArgumentReader {
  /// The next word; throws that it is missing.
  func required(_ name: String) throws(Problem) -> Word {
    guard let word = next() else { throw Problem("\(name) is missing", at: endRange) }
    try check(word)
    return word
  }
}
