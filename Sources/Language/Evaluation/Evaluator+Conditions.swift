import Arrays
import Autodiff
import Refusals

/// One of the values that a condition compares: a side of `a < b`, of each part joined by `and` and `or`; else its own value.
public struct ComparisonSide {
  let expression: Expression
  /// What was computed.
  public let value: Value

  /// How it is written: made when somebody reads it, for a condition may be asked at every step of a run.
  public var text: String { expression.canonicalText }
}

extension Evaluator {
  /// Whether a condition holds and the values that it compares, each computed once.
  public func verdict(
    of expression: Expression
  ) throws(Problem) -> (holds: Bool, sides: [ComparisonSide]) {
    var sides: [ComparisonSide] = []
    let value: Value
    do { value = try witnessed(expression, &sides) } catch { throw error.located(at: expression.range) }
    return (try truth(of: value, at: expression.range), sides)
  }

  private func witnessed(
    _ expression: Expression, _ sides: inout [ComparisonSide]
  ) throws(Problem) -> Value {
    switch expression {
    case .chain(let first, let links, _) where links.first?.operation.level == .comparison:
      let result = try comparison(first, links)
      sides += result.sides
      return result.value
    case .chain(let first, let links, _) where links.first?.operation.level ?? .sum <= .and:
      return try junction(first, links) { (part) throws(Problem) in try self.witnessed(part, &sides) }
    case .prefix(.not, let operand, _):
      return .tensor(try inverted(operand) { (part) throws(Problem) in try self.witnessed(part, &sides) })
    default:
      let value = try evaluate(expression)
      sides.append(ComparisonSide(expression: expression, value: value))
      return value
    }
  }

  /// `a < b < c` as Python reads it: each neighbouring pair must hold, element by element.
  func comparison(
    _ first: Expression, _ links: [Link]
  ) throws(Problem) -> (value: Value, sides: [ComparisonSide]) {
    var sides = [ComparisonSide(expression: first, value: try evaluate(first))]
    var holds: Tensor?
    for link in links {
      let left = sides[sides.count - 1].value
      let right = try evaluate(link.operand)
      sides.append(ComparisonSide(expression: link.operand, value: right))
      do {
        let next = try compare(left, link.operation, right)
        holds = try holds.map { (before) throws(Problem) in try Operator.multiply.apply(before, next) } ?? next
      } catch { throw error.located(at: link.range) }
    }
    return (holds.map(Value.tensor) ?? sides[0].value, sides)
  }

  private func compare(_ a: Value, _ operation: Operator, _ b: Value) throws(Problem) -> Tensor {
    if case .text(let x) = a, case .text(let y) = b, operation == .equal || operation == .notEqual {
      return Tensor((x == y) == (operation == .equal) ? 1 : 0)
    }
    for case .text in [a, b] {
      throw Problem(
        "\(operation.rawValue) between \(a.kind) and \(b.kind)", hint: "Texts can only be == or != to other texts.")
    }
    return try operation.apply(try a.tensor(in: operation.rawValue), try b.tensor(in: operation.rawValue))
  }

  /// `a and b`, `a or b`: element by element; what follows is not computed when single numbers have decided already.
  func junction(
    _ first: Expression, _ links: [Link], _ value: (Expression) throws(Problem) -> Value
  ) throws(Problem) -> Value {
    let isAnd = links.first?.operation == .and
    var result = try condition(first, isAnd, value)
    for link in links {
      if result.shape.count == 1, let known = result.value, (known.item != 0) != isAnd { break }
      let next = try condition(link.operand, isAnd, value)
      do {
        result = try fitting { () throws(Refusal) in try .pair(isAnd ? .minimum : .maximum, result, next) }
      } catch { throw error.located(at: link.range) }
    }
    return .tensor(result)
  }

  /// `not a`, element by element.
  func inverted(_ part: Expression, _ value: (Expression) throws(Problem) -> Value) throws(Problem) -> Tensor {
    let found = try value(part)
    do { return not(try found.tensor(in: "not").known()) } catch { throw error.located(at: part.range) }
  }

  /// A part of a condition as ones and zeros.
  private func condition(
    _ part: Expression, _ isAnd: Bool, _ value: (Expression) throws(Problem) -> Value
  ) throws(Problem) -> Tensor {
    let found = try value(part)
    do {
      return not(not(try found.tensor(in: isAnd ? "and" : "or").known()))
    } catch { throw error.located(at: part.range) }
  }

  func truth(of value: Value, at range: Range<Int>) throws(Problem) -> Bool {
    do throws(Problem) {
      let tensor = try value.tensor(in: "condition")
      guard tensor.shape.count == 1, let number = tensor.value?.item else {
        throw Problem(
          "a condition is one number, this is \(value.kind)",
          hint: "min(…) is 1 when it holds for all elements, max(…) when for any.")
      }
      _ = try tensor.known()
      return number != 0
    } catch { throw error.located(at: range) }
  }
}

extension Tensor {
  /// This tensor as a condition, which is neither met nor not met by what is not a number.
  func known() throws(Problem) -> Tensor {
    guard value?.withNumbers({ $0.contains(where: \.isNaN) }) != true else {
      throw Problem("the condition is not a number (NaN)", hint: "Compare it: x < 1 is 0 for NaN.")
    }
    return self
  }
}
