import Arrays
import Language
import Refusals

/// Where a session is while a cell runs.
struct Execution {
  /// How deep blocks, own commands and aliases may run inside each other.
  static let deepest = 64
  /// How deep scripts may run inside each other.
  static let deepestRun = 16

  /// How many units are running, each inside the one before.
  var depth = 0
  /// Whether a semicolon asks for silence.
  var isMuted = false
  /// The lines that belong to the running command.
  var block: Block?
  /// Where the running unit stands.
  var position: SourcePosition?
  /// Where running scripts and own commands were called, the nearest first.
  var callers: [SourcePosition] = []
  /// The files being run, links resolved.
  var files: [String] = []
  /// The number of the cell that is running.
  var cell = 0
  /// Whether the cell is something that Enter does again.
  var repeats = false
  /// The lines that do again what the running command has done, where its own would not.
  var redone: [String]?
}

/// Why a cell ended before its end.
enum Stop: Error {
  case failure(Failure)
  case interruption(Failure)
  case quit(CellResult.Quit)
}

extension Failure {
  /// The failure that ended lines which were run; `nil` where they ended otherwise.
  public init?(ending error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case Stop.failure(let failure): self = failure
    default: return nil
    }
  }
}

extension Session {
  /// The lines up to `end` of the command that runs; `nil` when it has none.
  public var block: Block? { execution.block }

  /// Runs units one after the other.
  public func perform(_ units: [SourceUnit]) throws {
    for unit in units {
      try checkCancellation()
      try perform(unit)
    }
  }

  /// Runs one unit; what goes wrong in it is given its place.
  public func perform(_ unit: SourceUnit) throws {
    let before = execution, traces = traces, mark = work.mark
    execution.depth += 1
    execution.position = unit.position
    execution.redone = nil
    defer { leave(to: before) }
    do {
      guard execution.depth <= Execution.deepest else {
        throw Problem("this would run more than \(Execution.deepest) levels deep", hint: "Does a command call itself?")
      }
      try execute(unit)
      if isCancelled() { throw CellStopped() }
      try ArrayMemory.checkRefusals("memory")
      if let redone = execution.redone { work.add(redone) } else { work.finish(unit.source, since: mark) }
    } catch let stop as Stop {
      throw stop
    } catch {
      ArrayMemory.forgetRefusals()
      logFailure(since: traces, redone: execution.redone)
      throw stop(error, in: unit)
    }
  }

  /// Does something that belongs to one line of the running command's block; what goes wrong is given that line's place.
  public func within<Result>(_ unit: SourceUnit, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let stop as Stop { throw stop } catch { throw stop(error, in: unit) }
  }

  private func leave(to before: Execution) {
    let repeats = execution.repeats
    execution = before
    execution.repeats = repeats
  }

  /// Runs something inside the running unit, such as a script: failures say that they were called from there.
  func called<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = execution.callers
    if let position = execution.position { execution.callers.insert(position, at: 0) }
    defer { execution.callers = before }
    return try body()
  }

  private func stop(_ error: any Error, in unit: SourceUnit) -> Stop {
    switch error {
    case let interruption as CellStopped: .interruption(failure(Problem(interruption.message), unit))
    case let quit as CellResult.Quit: .quit(quit)
    // Whatever was refused then, it was refused for what a loop that was cut short had left behind.
    case _ where isCancelled(): .interruption(failure(Problem(CellStopped().message), unit))
    // Of a script that could not be read to its end: it knows its place, and this unit ran it.
    case let failure as Failure:
      .failure(
        Failure(
          problem: failure.problem, source: failure.source, position: failure.position,
          callers: [unit.position].compactMap { $0 } + execution.callers))
    case let error as Refusal: .failure(failure(placed(Problem(error), unit), unit))
    case let problem as Problem: .failure(failure(placed(problem, unit), unit))
    default: .failure(failure(placed(Problem(String(describing: error)), unit), unit))
    }
  }

  /// The problem at the unit's first line, unless its place is known.
  private func placed(_ problem: Problem, _ unit: SourceUnit) -> Problem {
    let entry = Entry(unit.source)
    let line = entry.source.characters[entry.bounds].firstIndex(where: \.endsLine) ?? entry.bounds.upperBound
    return problem.located(at: entry.bounds.lowerBound..<line)
  }

  private func failure(_ problem: Problem, _ unit: SourceUnit) -> Failure {
    Failure(problem: problem, source: unit.source, position: unit.position, callers: execution.callers)
  }

  private func execute(_ unit: SourceUnit) throws {
    let (entry, block) = try parts(of: unit)
    guard !entry.isEmpty else { return }
    execution.isMuted = execution.isMuted || entry.isMuted
    switch try reading(of: entry) {
    case .command(let command, let start):
      if command.repeats { execution.repeats = true }
      execution.block = block
      try command.prepare(ArgumentReader(entry, from: start, session: self))()
    case .alias(let text, let start):
      let rest = entry.text(start..<entry.bounds.upperBound)
      try called { try perform(SourceUnit(text + rest, at: unit.position)) }
    case .statement: try evaluate(entry)
    }
  }

  private func evaluate(_ entry: Entry) throws(Problem) {
    switch try Parser.statement(entry.source, in: entry.bounds) {
    case .expression(let expression):
      let text = entry.text(entry.bounds)
      let value = try evaluator.value(of: expression)
      names.results.keep(value, of: execution.cell)
      show(value, name: isName(text) ? text : nil)
    case .assignment(let name, let range, let expression):
      if name.hasPrefix("_") {
        throw Problem("\"\(name)\" stands for earlier results", hint: "Choose another name.", at: range)
      }
      let value = overridden(name, try evaluator.value(of: expression))
      do throws(Problem) {
        if try !isTaken(value, as: name) {
          guard !name.contains(".") else {
            throw Problem(
              "\(name) cannot be given a value", hint: "A parameter of critic or generator can: critic.dense1.bias = 0")
          }
          names.variables[name] = value
        }
      } catch {
        throw error.located(at: range)
      }
      names.results.keep(value, of: execution.cell)
      show(value, name: name, isAssignment: true)
    }
  }

  /// Whether a toolkit takes an assignment over.
  private func isTaken(_ value: Value, as name: String) throws(Problem) -> Bool {
    for toolkit in toolkits { if try toolkit.assign(self, name, value) { return true } }
    return false
  }
}
