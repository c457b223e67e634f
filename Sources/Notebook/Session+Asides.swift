import Display
import Language

// What is done in a session beside what the learner types: a lesson's lines, measurements and pictures.

extension Session {
  /// Does something while a scope's names come before all others, the learner's included.
  public func looking<Result, Fault: Error>(first scope: any Scope, _ body: () throws(Fault) -> Result) throws(Fault)
    -> Result
  {
    let before = names.first
    names.first = scope
    defer { names.first = before }
    return try body()
  }

  /// Whether a name has a value now.
  public func knows(_ name: String) -> Bool { names.hasValue(name) }

  /// The value of an expression, random numbers in it being the session's first ones, whatever was drawn before; none is used up.
  public func freshValue(of expression: Expression) throws(Problem) -> Value {
    let before = draws
    draws = 0
    defer { draws = before }
    return try evaluator.value(of: expression)
  }

  /// Runs lines that stand at a place, as if they had been typed in the running cell.
  public func perform(_ lines: [String], at position: SourcePosition?) throws {
    try perform(CellReader.units(in: lines.map { $0[...] }, at: position, opensBlock: opensBlock))
  }

  /// What lines show, without showing it.
  public func outputs(ofLines lines: [String], at position: SourcePosition?) throws -> [Output] {
    let before = (cellOutputs, streams, draws)
    (cellOutputs, streams, draws) = (CellOutputs(), false, 0)
    defer { (cellOutputs, streams, draws) = before }
    try perform(lines, at: position)
    return cellOutputs.shown
  }

  /// What lines give a value, nothing being shown; the learner's names are as before afterwards.
  public func values(ofLines lines: [String], at position: SourcePosition?) throws -> [String: Value] {
    let before = variables
    defer { variables = before }
    _ = try outputs(ofLines: lines, at: position)
    return variables
  }
}
