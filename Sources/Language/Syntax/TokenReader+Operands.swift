extension TokenReader {
  /// An operand with the members, indices and calls that follow it.
  mutating func postfix() throws(Problem) -> Node {
    let start = current.range.lowerBound
    var node = try operand()
    while true {
      let token = current
      if token.isSymbol(".") {
        node = try self.node(.member(node.expression, try member(), at: start..<end), over: node.height)
      } else if token.isSymbol("[") {
        try refuseSpace(before: token)
        let (subscripts, height) = try subscripts()
        node = try self.node(.index(node.expression, subscripts, at: start..<end), over: max(node.height, height))
      } else if token.isSymbol("(") {
        try checkCallable(node.expression)
        let (arguments, height) = try arguments()
        node = try self.node(.call(node.expression, arguments, at: start..<end), over: max(node.height, height))
      } else {
        return node
      }
    }
  }

  /// A number, a text, a name, a list or something in parentheses.
  private mutating func operand() throws(Problem) -> Node {
    let token = current
    switch token.kind {
    case .number(let number): return leaf(.number(number, at: take().range))
    case .text(let text): return leaf(.text(text, at: take().range))
    case .word(let word) where !Token.reserved.contains(word): return leaf(.name(word, at: take().range))
    case .symbol("("): return try parenthesised()
    case .symbol("["): return try list()
    default: throw unexpected(or: "a value")
    }
  }

  private func leaf(_ expression: Expression) -> Node { Node(expression: expression, height: 1) }

  private mutating func parenthesised() throws(Problem) -> Node {
    let opening = take()
    let inner = try nested { reader throws(Problem) in try reader.operators(from: .or) }
    if current.isSymbol(",") {
      throw Problem("a comma inside plain parentheses", hint: "A list is written [1, 2].", at: current.range)
    }
    try close(opening)
    return inner
  }

  private mutating func list() throws(Problem) -> Node {
    let opening = take()
    var elements: [Expression] = []
    var height = 0
    while !current.isSymbol("]") {
      let element = try nested { reader throws(Problem) in try reader.operators(from: .or) }
      elements.append(element.expression)
      height = max(height, element.height)
      guard take(",") else { break }
    }
    try close(opening)
    return try node(.list(elements, at: opening.range.lowerBound..<end), over: height)
  }

  private mutating func member() throws(Problem) -> Word {
    take()
    guard case .word(let name) = current.kind, !Token.reserved.contains(name) else {
      throw Problem(
        current.kind == .end
          ? "a member's name is missing after the dot" : "\(current.description) after a dot is not a member",
        hint: "Members are names, as in critic.parameters; elements are x[0].", at: placeOfCurrent)
    }
    return Word(name, at: take().range)
  }

  /// `x [0]` would read as an index; two operands side by side are more likely meant.
  private func refuseSpace(before bracket: Token) throws(Problem) {
    guard bracket.range.lowerBound > end else { return }
    throw Problem(
      "there is a space between \(previous.description) and [",
      hint: "An index follows its array at once: x[0]; a list after a comma: f(x, [0]).", at: bracket.range)
  }

  private func checkCallable(_ callee: Expression) throws(Problem) {
    switch callee {
    case .name, .member, .index, .call: return
    default:
      throw Problem(
        "what stands before ( cannot be called", hint: "Write * between them to multiply.", at: current.range)
    }
  }
}
