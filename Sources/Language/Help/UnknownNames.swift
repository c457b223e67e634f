extension Expression {
  /// The first name that stands neither for a value nor, where it is called, for a function; `nil` when all do.
  public func unknownName(known: Set<String>, functions: FunctionLibrary) -> Word? {
    func first(_ parts: [Expression], _ functions: FunctionLibrary) -> Word? {
      parts.lazy.compactMap { $0.unknownName(known: known, functions: functions) }.first
    }
    switch self {
    case .number, .text: return nil
    case .name(let name, let range):
      return known.contains(name) || Constants.values[name] != nil ? nil : Word(name, at: range)
    case .list(let elements, _): return first(elements, functions)
    case .prefix(_, let operand, _): return operand.unknownName(known: known, functions: functions)
    case .chain(let base, let links, _): return first([base] + links.map(\.operand), functions)
    case .power(let base, let exponent, _): return first([base, exponent], functions)
    case .member(let base, _, _): return base.unknownName(known: known, functions: functions)
    case .index(let base, let subscripts, _): return first([base] + subscripts.flatMap(\.expressions), functions)
    case .call(.name(let name, _), let arguments, _) where functions[name] != nil:
      let inner = functions.adding(functions[name]?.argumentFunctions?.all ?? [])
      return first(arguments.map(\.value), inner)
    case .call(let callee, let arguments, _): return first([callee] + arguments.map(\.value), functions)
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
