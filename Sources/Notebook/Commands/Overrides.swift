import Language

/// Values given when the program starts, `--set NAME=VALUE`, or by the command `override`, that win over what the script itself says later: so a long script can be
/// run short. A name that is no setting is a variable, and an assignment to it keeps the value given here.
public struct Overrides {
  /// The names and values as they were typed.
  public private(set) var values: [(name: String, value: String)]
  /// The places of those that a cell gave: an export has that cell.
  private var typed: Set<Int> = []
  private var variables: Set<String> = []

  /// Those that no cell gave.
  var given: [(name: String, value: String)] { values.indices.filter { !typed.contains($0) }.map { values[$0] } }

  /// Overrides from their texts.
  public init(_ values: [(name: String, value: String)] = []) { self.values = values }

  /// What was given for a name, the last counting; `nil` for nothing. The `set` command asks before it changes a setting.
  public subscript(name: String) -> String? { values.last { $0.name == name }?.value }

  fileprivate mutating func add(_ values: [(name: String, value: String)], isTyped: Bool) {
    if isTyped { typed.formUnion(self.values.count..<self.values.count + values.count) }
    self.values += values
  }
  fileprivate mutating func isVariable(_ name: String) { variables.insert(name) }
  fileprivate func keeps(_ name: String) -> Bool { variables.contains(name) }
}

extension Session {
  /// Sets overrides and applies them for the first time. Throws what is wrong with one of them.
  public func override(_ values: [(name: String, value: String)]) throws(Problem) {
    overrides.add(values, isTyped: false)
    for (name, text) in values { try begin(name, text, expression: text) }
  }

  /// The command `override`: a setting's value may stand in quotes, as a text of the language does.
  func override(_ name: String, _ word: Word) throws(Problem) {
    let text = word.text, isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
    let bare = isQuoted ? String(text.dropFirst().dropLast()) : text
    overrides.add([(name: name, value: bare)], isTyped: true)
    do throws(Problem) { try begin(name, bare, expression: text) } catch {
      throw Problem(error.message, hint: error.hint, at: word.range)
    }
  }

  /// Applies an override for the first time: to a setting, or else to a variable.
  private func begin(_ name: String, _ value: String, expression: String) throws(Problem) {
    guard try !isSetting(name, value) else { return }
    guard isName(name), commands[name] == nil else {
      throw Problem("\"\(name)\" is neither a setting nor a variable's name")
    }
    names.variables[name] = try evaluator.value(of: Parser.expression(expression))
    overrides.isVariable(name)
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
