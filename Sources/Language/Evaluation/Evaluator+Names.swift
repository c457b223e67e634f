import Arrays
import Autodiff
import Texts

extension Evaluator {
  func value(named name: String, at range: Range<Int>) throws(Problem) -> Value {
    let found: Value?
    do { found = try scope.value(named: name) } catch { throw error.located(at: range) }
    if let found {
      memory.note(found, as: name)
      return found
    }
    if let constant = Constants.values[name] { return .number(constant) }
    if words.contains(name) { return .text(name) }
    throw unknown(name, at: range)
  }

  func member(_ name: Word, of base: Expression, in whole: Expression) throws(Problem) -> Value {
    let value = try evaluate(base)
    guard case .object(let object) = value else {
      throw Problem(
        "\(value.kind) has no members", hint: "Members belong to networks and other things: critic.parameters.",
        at: name.range)
    }
    let found: Value?
    do { found = try object.member(name.text) } catch { throw error.located(at: name.range) }
    guard let found else {
      throw Problem(
        "this \(object.kind) has no member \(quoted(name.text))",
        hint: suggestion(for: name.text, among: object.memberNames, otherwise: "It has no members."), at: name.range)
    }
    memory.note(found, as: whole.canonicalText)
    return found
  }

  /// Why a name stands for nothing, and the nearest that do.
  private func unknown(_ name: String, at range: Range<Int>) -> Problem {
    if let function = functions[name] {
      return Problem("\(quoted(name)) is a function", hint: "Call it: \(function.signature).", at: range)
    }
    if name.first == "_" {
      return Problem(
        "there is no result \(quoted(name))", hint: "_ is the last result, _7 the one of entry 7.", at: range)
    }
    let known = scope.names + functions.all.map(\.name) + Constants.values.keys.sorted()
    let near = nearest(name, among: known)
    let remedy = ForeignWords.remedy(for: name) ?? "Give it one first: \(name) = 1."
    return Problem(
      "\(quoted(name)) has no value yet", hint: didYouMean(near) ?? remedy, at: range
    )
  }

  /// "Did you mean …?", or all that there is.
  func suggestion(for word: String, among known: [String], otherwise: String) -> String {
    let near = nearest(word, among: known)
    if let hint = didYouMean(near) { return hint }
    if known.isEmpty { return otherwise }
    return "It has \(alternatives(Array(known.prefix(8))))" + (known.count > 8 ? ", …" : ".")
  }
}
