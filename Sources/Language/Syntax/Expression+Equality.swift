extension Expression: Equatable {
  /// Whether both say the same, wherever they stand.
  public static func == (a: Expression, b: Expression) -> Bool {
    switch (a, b) {
    case (.number(let x, _), .number(let y, _)): x == y
    case (.text(let x, _), .text(let y, _)): x == y
    case (.name(let x, _), .name(let y, _)): x == y
    case (.list(let x, _), .list(let y, _)): x == y
    case (.prefix(let f, let x, _), .prefix(let g, let y, _)): f == g && x == y
    case (.chain(let x, let links, _), .chain(let y, let others, _)): x == y && links == others
    case (.power(let x, let m, _), .power(let y, let n, _)): x == y && m == n
    case (.member(let x, let m, _), .member(let y, let n, _)): x == y && m.text == n.text
    case (.index(let x, let m, _), .index(let y, let n, _)): x == y && m == n
    case (.call(let x, let m, _), .call(let y, let n, _)): x == y && m == n
    default: false
    }
  }
}

extension Link: Equatable {
  /// Whether both do the same with the same.
  public static func == (a: Link, b: Link) -> Bool { a.operation == b.operation && a.operand == b.operand }
}

extension Subscript: Equatable {
  /// Whether both say the same.
  public static func == (a: Subscript, b: Subscript) -> Bool {
    switch (a, b) {
    case (.at(let x), .at(let y)): x == y
    case (.span(let from, let to, let step), .span(let otherFrom, let otherTo, let otherStep)):
      from == otherFrom && to == otherTo && step == otherStep
    default: false
    }
  }
}

extension CallArgument: Equatable {
  /// Whether both say the same.
  public static func == (a: CallArgument, b: CallArgument) -> Bool {
    a.label?.text == b.label?.text && a.value == b.value
  }
}

extension Statement: Equatable {
  /// Whether both say the same.
  public static func == (a: Statement, b: Statement) -> Bool {
    switch (a, b) {
    case (.assignment(let x, _, let m), .assignment(let y, _, let n)): x == y && m == n
    case (.expression(let x), .expression(let y)): x == y
    default: false
    }
  }
}
