extension Expression {
  /// The names and members that it reads, each once, in order: `theta == -1 and bench.rounds > 0` reads `theta` and `bench.rounds`.
  /// Functions that are called are none.
  public var readings: [Expression] {
    var found: [String: Expression] = [:], order: [String] = []
    gather(functions: false) { reading in
      let text = reading.canonicalText
      if found.updateValue(reading, forKey: text) == nil { order.append(text) }
    }
    return order.compactMap { found[$0] }
  }

  /// Whether all that it says is typed: it has no name in it, of a value or a function, but those of constants.
  public var isTyped: Bool {
    var isTyped = true
    gather(functions: true) { isTyped = isTyped && Constants.values[$0.canonicalText] != nil }
    return isTyped
  }

  /// Notes what it reads, and the functions that it calls.
  private func gather(functions: Bool, _ note: (Expression) -> Void) {
    switch self {
    case .number, .text: break
    case .name: note(self)
    case .member(let base, _, _): if base.isPath { note(self) } else { base.gather(functions: functions, note) }
    case .list(let elements, _): for element in elements { element.gather(functions: functions, note) }
    case .prefix(_, let operand, _): operand.gather(functions: functions, note)
    case .chain(let first, let links, _):
      first.gather(functions: functions, note)
      for link in links { link.operand.gather(functions: functions, note) }
    case .power(let base, let exponent, _):
      base.gather(functions: functions, note)
      exponent.gather(functions: functions, note)
    case .index(let base, let subscripts, _):
      base.gather(functions: functions, note)
      for part in subscripts.flatMap(\.parts) { part.gather(functions: functions, note) }
    case .call(let callee, let arguments, _):
      if case .name = callee, !functions {} else { callee.gather(functions: functions, note) }
      for argument in arguments { argument.value.gather(functions: functions, note) }
    }
  }

  /// Whether it is a name, or a member of one.
  var isPath: Bool {
    switch self {
    case .name: true
    case .member(let base, _, _): base.isPath
    default: false
    }
  }
}

extension Subscript {
  fileprivate var parts: [Expression] {
    switch self {
    case .at(let index): [index]
    case .span(let from, let to, let step): [from, to, step].compactMap { $0 }
    }
  }
}
