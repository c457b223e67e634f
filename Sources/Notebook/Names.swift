import Language

/// What names mean in a session: what a lesson being read calls its measurements first, where one is; then the learner's variables, then
/// earlier results, then what the experiment offers, then subjects that are a number.
final class Names: Scope {
  var variables: [String: Value] = [:]
  var results = ResultHistory()
  let subjects: [String: Subject]
  weak var session: Session?
  /// Asked before all others, while something is done that must not depend on what the learner has called by its names.
  var first: (any Scope)?
  private let outer: [any Scope]

  init(outer: [any Scope], subjects: [Subject]) {
    self.outer = outer
    self.subjects = Dictionary(subjects.map { ($0.name, $0) }) { first, _ in first }
  }

  func value(named name: String) throws(Problem) -> Value? {
    if let value = try first?.value(named: name) { return value }
    if let value = variables[name] { return value }
    if let value = try results.value(named: name) { return value }
    for scope in outer { if let value = try scope.value(named: name) { return value } }
    guard let session else { return nil }
    if let number = subjects[name]?.number { return .number(try number(session)) }
    // A command's name has no value, and never will.
    guard let usage = session.usage(ofCommand: name) else { return nil }
    throw Problem("\"\(name)\" is a command and has no value", hint: "It begins a line of its own: \(usage)")
  }

  var names: [String] {
    let numbers = subjects.values.filter { $0.number != nil }.map(\.name)
    return Set(Array(variables.keys) + results.names + outer.flatMap(\.names) + numbers).sorted()
  }

  /// Whether a name has a value, found out without computing it.
  func hasValue(_ name: String) -> Bool {
    variables[name] != nil || first?.names.contains(name) == true || subjects[name]?.number != nil
      || name.hasPrefix("_")
      || outer.contains { $0.names.contains(name) }
  }
}
