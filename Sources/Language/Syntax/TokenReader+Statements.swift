import Texts

extension TokenReader {
  /// `[name =] expression [;]`, or `network.layer.parameter = expression`
  mutating func statement() throws(Problem) -> Statement {
    skipNewlines()
    let statement: Statement
    if following.isSymbol("="), case .word(let name) = current.kind {
      let nameRange = current.range
      try checkAssignable(name)
      take()
      take()
      statement = .assignment(name: name, nameRange: nameRange, try wholeExpression())
    } else {
      let expression = try wholeExpression()
      if current.isSymbol("="), case .member = expression, expression.isPath {
        take()
        statement = .assignment(
          name: expression.canonicalText, nameRange: expression.range, try wholeExpression())
      } else {
        statement = .expression(expression)
      }
    }
    try expectEnd()
    return statement
  }

  /// An expression with nothing around it.
  mutating func wholeExpression() throws(Problem) -> Expression {
    skipNewlines()
    guard current.kind != .end else {
      throw Problem(
        previous.isSymbol("=") ? "there is nothing after =" : "there is no expression here",
        hint: "Type a number, a name or a call such as sum(x).", at: placeOfCurrent)
    }
    return try operators(from: .or).expression
  }

  private func checkAssignable(_ name: String) throws(Problem) {
    guard !Parser.isAssignable(name) else { return }
    let hint =
      name.first == "_"
      ? "Results are numbered by themselves; choose a name such as x."
      : "\(quoted(name)) has a meaning of its own; choose another name."
    throw Problem("\(quoted(name)) cannot be given a value", hint: hint, at: current.range)
  }
}
