import Language

/// What names mean in a session: the learner's variables first, then earlier results, then what the experiment offers, then
/// subjects that are a number.
final class Names: Scope {
  var variables: [String: Value] = [:]
  var results = KeptResults()
  var subjects: [String: Subject] = [:]
  /// How a command is typed, if a name is one: its name has no value, and never will.
  var usage: (String) -> String? = { _ in nil }
  private let outer: (any Scope)?

  init(outer: (any Scope)?) { self.outer = outer }

  func value(named name: String) throws(Problem) -> Value? {
    if let value = variables[name] { return value }
    if let value = try results.value(named: name) { return value }
    if let value = try outer?.value(named: name) { return value }
    if let number = subjects[name]?.number { return .number(try number()) }
    guard let usage = usage(name) else { return nil }
    throw Problem("\"\(name)\" is a command and has no value", hint: "It begins a line of its own: \(usage)")
  }

  var names: [String] {
    let numbers = subjects.values.filter { $0.number != nil }.map(\.name)
    return Set(Array(variables.keys) + results.names + (outer?.names ?? []) + numbers).sorted()
  }

  /// Whether a name has a value, found out without computing it.
  func hasValue(_ name: String) -> Bool {
    variables[name] != nil || subjects[name]?.number != nil || name.hasPrefix("_")
      || outer?.names.contains(name) == true
  }
}
