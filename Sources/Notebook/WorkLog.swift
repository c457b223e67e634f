import Language

/// What a running cell has done so far, as lines that would do it again: for the export of a cell that did not come to its end.
struct WorkLog {
  /// How many steps are remembered of one cell.
  static let most = 10_000

  private enum Step {
    /// Source that ran to its end.
    case whole(String)
    /// So many rounds of a block.
    case rounds(Int, of: String)
    /// Lines that stand for source which would not do the same again.
    case instead([String])
  }

  private var steps: [Step] = []
  /// Whether the lines do all of it again.
  private(set) var isExact = true

  /// How many steps there are: what is done from here on can be told as one.
  var mark: Int { steps.count }

  /// Whether the cell's own source would not do the same again.
  var isAmended: Bool { steps.contains(where: WorkLog.isInstead) }

  /// Source has run to its end; what it did on the way is no longer told one by one, unless it would not do the same again.
  mutating func finish(_ source: String, since mark: Int) { fold(.whole(source), since: mark) }

  /// A block has run so often.
  mutating func finish(rounds: Int, of block: String, since mark: Int) { fold(.rounds(rounds, of: block), since: mark) }

  /// Lines stand for what was done.
  mutating func add(_ lines: [String]) { if !lines.isEmpty { append(.instead(lines)) } }

  /// Something was done that no lines can tell.
  mutating func lose() { isExact = false }

  /// The lines, each an entry of its own.
  var lines: [String] {
    steps.flatMap { step in
      switch step {
      case .whole(let source): [source]
      case .rounds(let count, let block): ["repeat \(count)\n\(block)\nend"]
      case .instead(let lines): lines
      }
    }
  }

  private mutating func fold(_ step: Step, since mark: Int) {
    guard !steps[mark...].contains(where: WorkLog.isInstead) else { return }
    steps.removeSubrange(mark...)
    append(step)
  }

  private mutating func append(_ step: Step) {
    guard steps.count < WorkLog.most else { return isExact = false }
    steps.append(step)
  }

  private static func isInstead(_ step: Step) -> Bool { if case .instead = step { true } else { false } }
}

extension Session {
  /// Says which lines do again what the running command has done, where its own line would not: it was stopped on the way, or it goes on
  /// with something that depends on more than the session; `nil` when its line does.
  public func redo(with lines: [String]?) { execution.redone = lines }

  /// What can tell that a line which failed has left something behind.
  var traces: (draws: Int, experiment: Int) { (draws, stepsMade()) }

  /// A line has failed by itself: what it left behind is told, if it can be.
  func logFailure(since before: (draws: Int, experiment: Int), redone: [String]?) {
    let drawn = draws - before.draws
    if drawn > 0 { work.add(["repeat \(drawn)\n  assert uniform(1) >= 0  # numbers were drawn here\nend"]) }
    if let redone { work.add(redone) }
    if drawn < 0 || redone == nil && stepsMade() != before.experiment { work.lose() }
  }
}
