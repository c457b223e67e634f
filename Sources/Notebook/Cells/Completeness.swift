import Language

/// Whether what was typed can be run as it stands.
public enum Completeness: Hashable, Sendable {
  /// It can.
  case complete
  /// More has to follow: a bracket or a block is open. What follows is best indented by so many spaces.
  case incomplete(indent: Int)
  /// Nothing that follows makes it right.
  case invalid
}

extension Session {
  /// Whether a cell is complete, is open, or breaks the rules of the grammar.
  public func completeness(of cell: String) -> Completeness {
    var reader = nextCell()
    let typed = lines(of: cell).map { Pasted.stripped($0) ?? String($0) }
    for (index, line) in typed.enumerated() where reader.add(line) && index < typed.count - 1 {
      guard isGrammatical(reader.source) else { return .invalid }
      reader = nextCell()
    }
    if reader.isOpen { return .incomplete(indent: 2) }
    return isGrammatical(reader.source) ? .complete : .invalid
  }

  /// Whether the statements of an entry can be read; what a command takes and which names there are is not looked at.
  private func isGrammatical(_ source: String) -> Bool {
    do throws(Problem) {
      let (entry, block) = try parts(of: SourceUnit(source))
      if let block { return block.units.allSatisfy { isGrammatical($0.source) } }
      guard !entry.isEmpty, case .statement? = try? reading(of: entry) else { return true }
      _ = try Parser.statement(entry.source, in: entry.bounds)
      return true
    } catch { return false }
  }
}
