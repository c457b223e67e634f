import Arrays
import Autodiff
import Language

/// Names and their values, for tests.
final class Names: Scope {
  var values: [String: Value]
  init(_ values: [String: Value] = [:]) { self.values = values }
  func value(named name: String) throws(Problem) -> Value? { values[name] }
  var names: [String] { values.keys.sorted() }
}

/// An object made of members and, if it can be called, a function.
struct Thing: Object {
  var kind = "network"
  var members: [String: Value] = [:]
  var body: (([GivenArgument]) throws(Problem) -> Value)?

  var memberNames: [String] { members.keys.sorted() }
  func member(_ name: String) -> Value? { members[name] }
  var description: String { kind }
  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    guard let body else { throw Problem("a \(kind) cannot be called", hint: "Leave out the parentheses.") }
    return try body(arguments)
  }
}

/// A notebook in small: entries run one after another and share their names.
struct Session {
  let names: Names
  let evaluator: Evaluator

  init(_ values: [String: Value] = [:], functions: FunctionLibrary = .standard) {
    names = Names(values)
    evaluator = Evaluator(scope: names, functions: functions)
  }

  /// Runs entries; the last one's value.
  @discardableResult
  func run(_ entries: String...) throws -> Value {
    var last = Value.list([])
    for entry in entries {
      switch try Parser.statement(entry) {
      case .assignment(let name, _, let expression):
        last = try evaluator.value(of: expression)
        names.values[name] = last
      case .expression(let expression): last = try evaluator.value(of: expression)
      }
    }
    return last
  }

  /// Runs an example: an entry a line.
  func lines(_ example: String) throws {
    for line in example.split(separator: "\n") { try run(String(line)) }
  }

  /// The numbers of the last entry's value, row by row.
  func numbers(_ entries: String...) throws -> [Real] {
    var last = Value.list([])
    for entry in entries { last = try run(entry) }
    return try last.tensor(in: "test").value?.numbers ?? []
  }

  /// What is wrong with an entry; `nil` when nothing is.
  func problem(_ entry: String) -> Problem? {
    do { try run(entry) } catch { return error as? Problem }
    return nil
  }
}

/// Whether numbers agree to a part of the larger.
func agree(_ a: [Real], _ b: [Real], to tolerance: Real = 1e-5) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($0), abs($1)) }
}
