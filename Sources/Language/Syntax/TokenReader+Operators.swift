extension TokenReader {
  /// Operands joined by operators that bind at least as tightly as `minimum`.
  ///
  /// All operators of one level in a row become one flat chain, so that a sum of 10,000 terms is not 10,000 levels deep.
  mutating func operators(from minimum: Level) throws(Problem) -> Node {
    var left = try prefix(from: minimum)
    while let level = currentOperator?.level, level >= minimum {
      var links: [Link] = []
      var height = left.height
      while let operation = currentOperator, operation.level == level {
        let place = take().range
        let right = try operators(from: level.tighter)
        height = max(height, right.height)
        links.append(Link(operation, at: place, right.expression))
      }
      let range = left.expression.range.lowerBound..<end
      left = try node(.chain(left.expression, links, at: range), over: height)
    }
    return left
  }

  /// `not x`, `-x`, `+x`, or what binds more tightly.
  mutating func prefix(from minimum: Level) throws(Problem) -> Node {
    let token = current
    if token.kind == .word("not") {
      guard minimum <= .not else {
        throw Problem(
          "\"not\" cannot follow \(previous.description)", hint: "Put it in parentheses: (not x).", at: token.range)
      }
      return try prefixed(.not) { reader throws(Problem) in try reader.operators(from: .not) }
    }
    if token.isSymbol("-") {
      return try prefixed(.minus) { reader throws(Problem) in try reader.prefix(from: .sign) }
    }
    if token.isSymbol("+") {
      take()
      return try nested { reader throws(Problem) in try reader.prefix(from: .sign) }
    }
    return try power()
  }

  private mutating func prefixed(
    _ prefix: Prefix, _ operand: (inout TokenReader) throws(Problem) -> Node
  ) throws(Problem) -> Node {
    let start = take().range.lowerBound
    let operand = try nested(operand)
    return try node(.prefix(prefix, operand.expression, at: start..<end), over: operand.height)
  }

  /// `base`, or `base^exponent`, where the exponent may have a sign and be a power itself.
  private mutating func power() throws(Problem) -> Node {
    let base = try postfix()
    guard take("^") else { return base }
    let exponent = try nested { reader throws(Problem) in try reader.prefix(from: .sign) }
    let range = base.expression.range.lowerBound..<end
    return try node(
      .power(base.expression, exponent.expression, at: range), over: max(base.height, exponent.height))
  }

  private var currentOperator: Operator? {
    switch current.kind {
    case .symbol(let symbol): Operator(rawValue: symbol)
    case .word(let word): Token.reserved.contains(word) ? Operator(rawValue: word) : nil
    default: nil
    }
  }
}
