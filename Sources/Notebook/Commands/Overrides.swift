import Language

/// Values given when the program starts, `--set NAME=VALUE`, that win over what the script itself says later: so a long script can be
/// run short. A name that is no setting is a variable, and an assignment to it keeps the value given here.
public struct Overrides {
  /// The names and values as they were typed.
  public private(set) var values: [(name: String, value: String)]
  private var variables: Set<String> = []

  /// Overrides from their texts.
  public init(_ values: [(name: String, value: String)] = []) { self.values = values }

  /// What was given for a name, the last counting; `nil` for nothing. The `set` command asks before it changes a setting.
  public subscript(name: String) -> String? { values.last { $0.name == name }?.value }

  fileprivate mutating func add(_ values: [(name: String, value: String)]) { self.values += values }
  fileprivate mutating func isVariable(_ name: String) { variables.insert(name) }
  fileprivate func keeps(_ name: String) -> Bool { variables.contains(name) }
}

extension Session {
  /// Sets overrides and applies them for the first time. Throws what is wrong with one of them.
  public func override(_ values: [(name: String, value: String)]) throws(Problem) {
    overrides.add(values)
    for (name, text) in values where try !isSetting(name, text) {
      guard isName(name), commands[name] == nil else {
        throw Problem("\"\(name)\" is neither a setting nor a variable's name")
      }
      names.variables[name] = try evaluator.value(of: Parser.expression(text))
      overrides.isVariable(name)
    }
  }

  /// Whether a toolkit has a setting of that name; then it has the value now.
  private func isSetting(_ name: String, _ text: String) throws(Problem) -> Bool {
    for toolkit in toolkits { if try toolkit.apply(self, name, text) { return true } }
    return false
  }

  /// What a variable becomes: the new value, unless it was given one that wins.
  func overridden(_ name: String, _ value: Value) -> Value {
    overrides.keeps(name) ? names.variables[name] ?? value : value
  }
}
