extension TokenReader {
  /// `(x, axes: [1, 2])`, and the height of its parts.
  mutating func arguments() throws(Problem) -> ([CallArgument], height: Int) {
    let opening = take()
    var arguments: [CallArgument] = []
    var height = 0
    while !current.isSymbol(")") {
      let label = try label()
      let value = try nested { reader throws(Problem) in try reader.operators(from: .or) }
      arguments.append(CallArgument(label: label, value.expression))
      height = max(height, value.height)
      guard take(",") else { break }
    }
    try close(opening)
    return (arguments, height)
  }

  private mutating func label() throws(Problem) -> Word? {
    guard case .word(let name) = current.kind else { return nil }
    if following.isSymbol("=") {
      throw Problem(
        "labels are followed by a colon", hint: "Write \(name): instead of \(name)=; equal is ==.", at: following.range)
    }
    guard following.isSymbol(":") else { return nil }
    let word = Word(name, at: take().range)
    take()
    return word
  }

  /// `[0, 1:4, ::2]`, and the height of its parts.
  mutating func subscripts() throws(Problem) -> ([Subscript], height: Int) {
    let opening = take()
    var subscripts: [Subscript] = []
    var height = 0
    while !current.isSymbol("]") {
      let (next, its) = try nextSubscript()
      subscripts.append(next)
      height = max(height, its)
      guard take(",") else { break }
    }
    try close(opening)
    guard !subscripts.isEmpty else {
      throw Problem("an index needs a position", hint: "Write x[0] or x[0:4].", at: opening.range.lowerBound..<end)
    }
    return (subscripts, height)
  }

  private mutating func nextSubscript() throws(Problem) -> (Subscript, height: Int) {
    var parts: [Expression?] = []
    var height = 0
    repeat {
      let part = try bound()
      parts.append(part?.expression)
      height = max(height, part?.height ?? 0)
    } while parts.count < 3 && take(":")
    if parts.count == 1, let position = parts[0] { return (.at(position), height) }
    guard parts.count > 1 else { throw unexpected(or: "a position such as 0 or 1:4") }
    return (.span(from: parts[0], to: parts[1], step: parts.count > 2 ? parts[2] : nil), height)
  }

  private mutating func bound() throws(Problem) -> Node? {
    if current.isSymbol(":") || current.isSymbol(",") || current.isSymbol("]") { return nil }
    return try nested { reader throws(Problem) in try reader.operators(from: .or) }
  }
}
