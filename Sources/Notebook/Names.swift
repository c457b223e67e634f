import Language

/// What names mean in a session: the learner's variables first, then earlier results, then what the experiment offers, then
/// subjects that are a number.
final class Names: Scope {
  var variables: [String: Value] = [:]
  var results = KeptResults()
  var subjects: [String: Subject] = [:]
  private let outer: (any Scope)?

  init(outer: (any Scope)?) { self.outer = outer }

  func value(named name: String) throws(Problem) -> Value? {
    if let value = variables[name] { return value }
    if let value = try results.value(named: name) { return value }
    if let value = try outer?.value(named: name) { return value }
    guard let number = subjects[name]?.number else { return nil }
    return .number(try number())
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
