import Texts

extension Evaluator {
  func call(_ callee: Expression, _ arguments: [CallArgument], at range: Range<Int>) throws(Problem) -> Value {
    if case .name(let name, _) = callee, let function = functions[name] {
      return try call(function, arguments, at: range)
    }
    let value = try callable(callee)
    guard case .object(let object) = value else {
      throw Problem(
        "\(quoted(callee.canonicalText)) is \(value.kind), not a function",
        hint: "Write * to multiply, or [ ] to take elements.", at: callee.range)
    }
    let values = try evaluated(arguments)
    do { return try object.call(values) } catch { throw error.located(at: range) }
  }

  private func call(_ function: Function, _ arguments: [CallArgument], at range: Range<Int>) throws(Problem) -> Value {
    let values = try with(function.argumentFunctions, function.argumentWords) { () throws(Problem) in
      try evaluated(arguments)
    }
    let context = CallContext(
      name: function.name, range: range, expressions: arguments.map(\.value), evaluator: self)
    return try function.call(values, context)
  }

  private func evaluated(_ arguments: [CallArgument]) throws(Problem) -> [GivenArgument] {
    var values: [GivenArgument] = []
    for argument in arguments {
      let value = try evaluate(argument.value)
      values.append(
        GivenArgument(
          label: argument.label?.text, value, at: argument.value.range, labelAt: argument.label?.range))
    }
    return values
  }

  /// What stands before the parentheses; an unknown name there is an unknown function.
  private func callable(_ callee: Expression) throws(Problem) -> Value {
    guard case .name(let name, let range) = callee else { return try evaluate(callee) }
    let found: Value?
    do { found = try scope.value(named: name) } catch { throw error.located(at: range) }
    if let found { return found }
    let near = nearest(name, among: functions.all.map(\.name) + scope.names)
    let remedy = ForeignWords.remedy(for: name) ?? "`help functions` lists them; to multiply write \(name)*( )."
    throw Problem(
      "there is no function \(quoted(name))",
      hint: ForeignWords.remedy(for: name) ?? didYouMean(near) ?? remedy, at: range
    )
  }
}
