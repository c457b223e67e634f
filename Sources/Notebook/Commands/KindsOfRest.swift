import Language

extension Kind where Value == Entered {
  /// The rest of the line as an expression, parsed and not yet evaluated: `session.value(of:)` does that.
  public static var expression: Kind {
    Kind(extent: .expression) { (reader, name) throws(Problem) in
      guard let entered = try reader.expression() else { throw Problem("\(name) is missing", at: reader.endRange) }
      return entered
    }
  }

  /// The rest of the line as something that holds or does not: `session.truth(of:)`.
  public static var condition: Kind { expression }
}

extension Kind where Value == Word {
  /// The rest of the line as it was typed.
  public static var rest: Kind { rest(.rest) }

  /// The rest of the line as a line of its own.
  static var line: Kind { rest(.line) }

  private static func rest(_ extent: ArgumentExtent) -> Kind {
    Kind(extent: extent) { (reader, name) throws(Problem) in
      guard let word = reader.rest() else { throw Problem("\(name) is missing", at: reader.endRange) }
      return word
    }
  }
}

extension Kind {
  /// Need not be there.
  public static func optional<Wrapped>(_ kind: Kind<Wrapped>) -> Kind where Value == Wrapped? {
    Kind(
      usage: { "[\(kind.usage($0))]" }, extent: kind.extent, occurrence: .optional, candidates: kind.candidates,
      accepts: kind.accepts
    ) {
      (reader, name) throws(Problem) in
      guard reader.isThere(kind) else { return nil }
      return try kind.read(reader, name)
    }
  }

  /// Need not be there; then it is the default.
  public static func optional(_ kind: Kind, default standard: Value) -> Kind {
    Kind(
      usage: { "[\(kind.usage($0))]" }, extent: kind.extent, occurrence: .optional, candidates: kind.candidates,
      accepts: kind.accepts
    ) {
      (reader, name) throws(Problem) in
      guard reader.isThere(kind) else { return standard }
      return try kind.read(reader, name)
    }
  }

  /// As many as are there, perhaps none.
  public static func repeated<Element>(_ kind: Kind<Element>) -> Kind where Value == [Element] {
    Kind(
      usage: { "[\(kind.usage($0))…]" }, extent: kind.extent, occurrence: .repeated, candidates: kind.candidates,
      accepts: kind.accepts
    ) {
      (reader, name) throws(Problem) in
      var elements: [Element] = []
      while reader.isThere(kind) { elements.append(try kind.read(reader, name)) }
      return elements
    }
  }

  /// A word and a value after it at the end of the line, such as `max 500`; the default when they are not there.
  public static func keyword(_ keyword: String, _ kind: Kind, default standard: Value) -> Kind {
    Kind(
      usage: { "[\(keyword) \(kind.usage($0))]" }, extent: .keyword(keyword), occurrence: .optional,
      candidates: { _, _ in [(keyword, nil)] }
    ) { (reader, name) throws(Problem) in
      guard let word = reader.claimed(keyword) else { return standard }
      return try kind.read(reader.alone(word), name)
    }
  }
}

extension ArgumentReader {
  /// Whether the next word can be of the kind.
  fileprivate func isThere<Value>(_ kind: Kind<Value>) -> Bool {
    guard let peeked else { return false }
    return kind.accepts(peeked, session)
  }
}
