import Arrays
import Autodiff
import Refusals

extension Evaluator {
  func list(_ elements: [Expression], at range: Range<Int>) throws(Problem) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try self.element(element)) }
    let list = Value.list(values)
    var budget = Limits.listCount
    guard list.fits(&budget, depth: 0) else {
      throw Problem(
        "a list nests more than \(Limits.depth) levels or holds more than \(Limits.listCount) values",
        hint: "Use tensors: they hold many numbers in one value.", at: range)
    }
    return list
  }

  /// An element of a list; a number that was typed there needs no history of its own.
  private func element(_ expression: Expression) throws(Problem) -> Value {
    guard let number = expression.literalNumber else { return try evaluate(expression) }
    return .tensor(Tensor(NDArray(number), label: Tensor.literalLabel))
  }

  func apply(_ prefix: Prefix, to operand: Expression, at range: Range<Int>) throws(Problem) -> Value {
    if prefix == .minus, case .number(let number, _) = operand { return .number(-number) }
    if prefix == .minus { return .tensor(-(try tensor(operand, in: prefix.rawValue))) }
    return .tensor(try inverted(operand) { (part) throws(Problem) in try self.evaluate(part) })
  }

  func power(_ base: Expression, _ exponent: Expression, at range: Range<Int>) throws(Problem) -> Value {
    let x = try tensor(base, in: "^")
    let y = try tensor(exponent, in: "^")
    if let literal = exponent.literalNumber, let simple = x.raised(to: literal) { return .tensor(simple) }
    do { return .tensor(try .pair(.power, x, y)) } catch { throw Problem(error, at: range) }
  }

  func chain(_ first: Expression, _ links: [Link]) throws(Problem) -> Value {
    switch links.first?.operation.level {
    case .or, .and: return try junction(first, links) { (part) throws(Problem) in try self.evaluate(part) }
    case .comparison: return try comparison(first, links).value
    default: return try arithmetic(first, links)
    }
  }

  private func arithmetic(_ first: Expression, _ links: [Link]) throws(Problem) -> Value {
    var result = try tensor(first, in: links.first?.operation.rawValue ?? "")
    for link in links {
      let operand = try tensor(link.operand, in: link.operation.rawValue)
      try poll()
      do {
        result = try link.operation.apply(result, operand)
      } catch { throw error.located(at: link.range) }
    }
    return .tensor(result)
  }
}

extension Operator {
  /// The operator between two tensors.
  func apply(_ a: Tensor, _ b: Tensor) throws(Problem) -> Tensor {
    if self == .matrixProduct { return try matrixProductOf(a, b) }
    guard let function = function else { return a }
    return try fitting { () throws(Refusal) in try .pair(function, a, b) }
  }

  private var function: BinaryFunction? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .matrixProduct, .and, .or: nil
    }
  }
}

extension Tensor {
  /// A power with a typed exponent whose gradient is simpler than the general one's; `nil` for other exponents.
  fileprivate func raised(to exponent: Real) -> Tensor? {
    switch exponent {
    case 0: not(self .< self)
    case 1: self
    case 2: square(self)
    case 0.5: sqrt(self)
    case -1: reciprocal(self)
    case -2: reciprocal(square(self))
    case -0.5: reciprocal(sqrt(self))
    default: nil
    }
  }
}

extension Expression {
  /// The number, if it is one as typed, a sign included.
  var literalNumber: Real? {
    switch self {
    case .number(let number, _): number
    case .prefix(.minus, .number(let number, _), _): -number
    default: nil
    }
  }
}

extension Value {
  /// Whether lists nest within the limits, counting every value against a budget.
  fileprivate func fits(_ budget: inout Int, depth: Int) -> Bool {
    budget -= 1
    guard case .list(let values) = self else { return budget >= 0 }
    guard depth <= Limits.depth, values.count <= budget else { return false }
    for value in values where !value.fits(&budget, depth: depth + 1) { return false }
    return true
  }
}
