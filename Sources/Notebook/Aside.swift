import Language

// What a module above needs to say and ask beside what the learner types.

extension Session {
  /// The value of a word as an expression; what is wrong with it is marked where it stands in the cell.
  public func value(of word: Word) throws(Problem) -> Value {
    let indent = String(repeating: " ", count: word.range.lowerBound)
    return try evaluator.value(of: Parser.expression(indent + word.text))
  }

  /// Adds something to the cell's results that programs read and nobody is shown.
  public func record(_ output: Output) { recording.add(output, text: nil) }

  /// Does something that is neither printed nor recorded.
  public func quietly<R>(_ body: () throws -> R) rethrows -> R {
    let before = (recording, streams)
    (recording, streams) = (Recording(), false)
    defer { (recording, streams) = before }
    return try body()
  }
}
