extension Expression {
  /// The first name that stands neither for a value nor, where it is called, for a function; `nil` when all do.
  public func unknownName(known: Set<String>, functions: FunctionLibrary) -> Word? {
    names(functions).first { !known.contains($0.text) && Constants.values[$0.text] == nil }
  }

  /// The names that stand for values, in order; those of functions are left out where they are called.
  public func names(_ functions: FunctionLibrary) -> [Word] {
    func all(_ parts: [Expression], _ functions: FunctionLibrary) -> [Word] { parts.flatMap { $0.names(functions) } }
    switch self {
    case .number, .text: return []
    case .name(let name, let range): return [Word(name, at: range)]
    case .list(let elements, _): return all(elements, functions)
    case .prefix(_, let operand, _): return operand.names(functions)
    case .chain(let base, let links, _): return all([base] + links.map(\.operand), functions)
    case .power(let base, let exponent, _): return all([base, exponent], functions)
    case .member(let base, _, _): return base.names(functions)
    case .index(let base, let subscripts, _): return all([base] + subscripts.flatMap(\.expressions), functions)
    case .call(.name(let name, _), let arguments, _) where functions[name] != nil:
      let inner = functions.adding(functions[name]?.argumentFunctions?.all ?? [])
      return all(arguments.map(\.value), inner)
    case .call(let callee, let arguments, _): return all([callee] + arguments.map(\.value), functions)
    }
  }
}

extension Subscript {
  fileprivate var expressions: [Expression] {
    switch self {
    case .at(let position): [position]
    case .span(let from, let to, let step): [from, to, step].compactMap { $0 }
    }
  }
}
