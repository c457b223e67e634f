import Language

extension Session {
  /// What is wrong with a cell, as far as that is known without doing what it says: its grammar, its commands and their arguments, its names.
  public func problem(in cell: String) -> Problem? {
    do {
      var check = CellCheck(session: self)
      try check.check(CellReader.units(in: lines(of: cell), at: nil, opensBlock: opensBlock))
      return nil
    } catch { return error as? Problem ?? Problem("\(error)") }
  }
}

/// Reads entries as if they were run.
private struct CellCheck {
  let session: Session
  /// What earlier entries give a value.
  var assigned: Set<String> = []
  private var depth = 0

  init(session: Session) { self.session = session }

  mutating func check(_ units: [SourceUnit]) throws {
    depth += 1
    defer { depth -= 1 }
    guard depth < Execution.deepest else { throw Problem("this would run more than \(Execution.deepest) levels deep") }
    for unit in units { try check(unit) }
  }

  private mutating func check(_ unit: SourceUnit) throws {
    let (entry, block) = try session.parts(of: unit)
    guard !entry.isEmpty else { return }
    switch try session.reading(of: entry) {
    case .command(let command, let start):
      let reader = ArgumentReader(entry, from: start, session: session)
      if command.arguments.last?.extent == .line, let line = reader.rest() { return try check([session.inside(line)]) }
      _ = try command.prepare(reader)
      try check(block?.units ?? [])
    case .alias(let text, let start): try check([SourceUnit(text + entry.text(start..<entry.bounds.upperBound))])
    case .statement: try check(Parser.statement(entry.source, in: entry.bounds))
    }
  }

  private mutating func check(_ statement: Statement) throws {
    switch statement {
    case .expression(let expression): try check(expression)
    case .assignment(let name, _, let expression):
      try check(expression)
      assigned.insert(name)
    }
  }

  private func check(_ expression: Expression) throws {
    let known = Set(session.names.names).union(assigned)
    guard let word = expression.unknownName(known: known, functions: session.functions) else { return }
    throw Problem("there is no value or function named \"\(word.text)\"", at: word.range)
  }
}
