import Language

extension ArgumentKind where Value == Entered {
  /// The rest of the line as an expression, parsed and not yet evaluated: `session.value(of:)` does that.
  public static var expression: ArgumentKind {
    ArgumentKind(extent: .expression) { (reader, name) throws(Problem) in
      guard let entered = try reader.expression() else { throw Problem("\(name) is missing", at: reader.endRange) }
      return entered
    }
  }

  /// The rest of the line as something that holds or does not: `session.truth(of:)`.
  public static var condition: ArgumentKind { expression }
}

extension ArgumentKind where Value == Word {
  /// The rest of the line as it was typed.
  public static var rest: ArgumentKind { rest(.rest) }

  /// The rest of the line as it was typed; what may be each of its words.
  public static func rest(of candidates: @escaping (Session, String) -> [Candidate]) -> ArgumentKind {
    rest(.rest, candidates)
  }

  /// The rest of the line as a line of its own.
  static var line: ArgumentKind { rest(.line) }

  private static func rest(
    _ extent: ArgumentExtent, _ candidates: @escaping (Session, String) -> [Candidate] = { _, _ in [] }
  ) -> ArgumentKind {
    ArgumentKind(extent: extent, candidates: candidates) { (reader, name) throws(Problem) in
      guard let word = reader.rest() else { throw Problem("\(name) is missing", at: reader.endRange) }
      return word
    }
  }
}

extension ArgumentKind {
  /// Need not be there.
  public static func optional<Wrapped>(_ kind: ArgumentKind<Wrapped>) -> ArgumentKind where Value == Wrapped? {
    made(of: kind, "", .optional) { (reader, name) throws(Problem) in
      reader.isThere(kind) ? try kind.read(reader, name) : nil
    }
  }

  /// Need not be there; then it is the default.
  public static func optional(_ kind: ArgumentKind, default standard: Value) -> ArgumentKind {
    made(of: kind, "", .optional) { (reader, name) throws(Problem) in
      reader.isThere(kind) ? try kind.read(reader, name) : standard
    }
  }

  /// As many as are there, perhaps none.
  public static func repeated<Element>(_ kind: ArgumentKind<Element>) -> ArgumentKind where Value == [Element] {
    made(of: kind, "…", .repeated) { (reader, name) throws(Problem) in
      var elements: [Element] = []
      while reader.isThere(kind) { elements.append(try kind.read(reader, name)) }
      return elements
    }
  }

  /// A kind that is another's, in brackets.
  private static func made<Part>(
    of kind: ArgumentKind<Part>, _ mark: String, _ occurrence: ArgumentOccurrence,
    read: @escaping (ArgumentReader, String) throws(Problem) -> Value
  ) -> ArgumentKind {
    ArgumentKind(
      usage: { "[\(kind.usage($0))\(mark)]" }, extent: kind.extent, occurrence: occurrence, candidates: kind.candidates,
      accepts: kind.accepts, read: read)
  }

  /// A word and a value after it at the end of the line, such as `max 500`; the default when they are not there.
  /// It is not offered where the value of another keyword comes next.
  public static func keyword(
    _ keyword: String, _ kind: ArgumentKind, default standard: Value, notAfter others: [String] = []
  ) -> ArgumentKind {
    ArgumentKind(
      usage: { "[\(keyword) \(kind.usage($0))]" }, extent: .keyword(keyword), occurrence: .optional,
      candidates: { session, _ in others.contains(session.precedingWords.last ?? "") ? [] : [(keyword, nil)] }
    ) { (reader, name) throws(Problem) in
      guard let word = reader.claimed(keyword) else { return standard }
      return try kind.read(reader.alone(word), name)
    }
  }
}

extension ArgumentReader {
  /// Whether the next word can be of the kind.
  fileprivate func isThere<Value>(_ kind: ArgumentKind<Value>) -> Bool {
    guard let peeked else { return false }
    return kind.accepts(peeked, session)
  }
}
