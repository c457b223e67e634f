import Arrays
import Autodiff
import Refusals

/// Computes what expressions say, with the names of a scope and the functions of a library.
public final class Evaluator {
  /// Asked between operations and between a jacobian's rows; when it says yes, evaluation ends with "interrupted". What an operation was making
  /// when it was cut short is never given away.
  public var isCancelled: () -> Bool = { Cancellation.isRequested }
  /// The seed of random numbers that are drawn without one of their own.
  public var seed: UInt64 = 0
  /// How many times random numbers were drawn without a seed: the next draw's place in the session's randomness.
  public var draws = 0
  /// Where names come from.
  public let scope: any Scope
  /// The functions that can be called.
  public private(set) var functions: FunctionLibrary
  /// Names that stand for themselves just now.
  private(set) var words: [String] = []
  /// What names stood for when they were last read, to explain a gradient that does not reach them.
  let memory = NameMemory()

  /// An evaluator of a scope's names.
  public init(scope: any Scope, functions: FunctionLibrary) {
    self.scope = scope
    self.functions = functions
  }

  /// The value of an expression.
  public func value(of expression: Expression) throws(Problem) -> Value {
    do { return try evaluate(expression) } catch { throw error.located(at: expression.range) }
  }

  /// Whether a condition holds: its one number is not 0.
  public func truth(of expression: Expression) throws(Problem) -> Bool {
    try truth(of: try value(of: expression), at: expression.range)
  }

  /// Throws when it is time to stop: cancelled, or out of memory.
  func poll() throws(Problem) {
    if isCancelled() { throw Problem("interrupted") }
    do throws(Refusal) { try ArrayMemory.checkRefusals("") } catch {
      throw Problem(error.problem, hint: error.remedy)
    }
  }

  func evaluate(_ expression: Expression) throws(Problem) -> Value {
    try poll()
    let value = try whole(expression)
    try poll()
    return value
  }

  private func whole(_ expression: Expression) throws(Problem) -> Value {
    if let stable = expression.stable { return try evaluate(stable) }
    switch expression {
    case .number(let number, _): return .number(number)
    case .text(let text, _): return .text(text)
    case .name(let name, let range): return try value(named: name, at: range)
    case .list(let elements, let range): return try list(elements, at: range)
    case .prefix(let prefix, let operand, let range): return try apply(prefix, to: operand, at: range)
    case .chain(let first, let links, _): return try chain(first, links)
    case .power(let base, let exponent, let range): return try power(base, exponent, at: range)
    case .member(let base, let name, _): return try member(name, of: base, in: expression)
    case .index(let base, let subscripts, let range): return try index(base, subscripts, at: range)
    case .call(let callee, let arguments, let range): return try call(callee, arguments, at: range)
    }
  }

  /// The value of an operand as a tensor; refusals name `place` and point at the operand.
  func tensor(_ expression: Expression, in place: String) throws(Problem) -> Tensor {
    let value = try evaluate(expression)
    do { return try value.tensor(in: place) } catch { throw error.located(at: expression.range) }
  }

  /// Evaluates with another table of functions before the usual one, and with words that stand for themselves.
  func with<R>(
    _ inner: FunctionLibrary?, _ more: [String], _ body: () throws(Problem) -> R
  ) throws(Problem) -> R {
    guard inner != nil || !more.isEmpty else { return try body() }
    let outer = (functions, words)
    functions = functions.adding(inner?.all ?? [])
    words += more
    defer { (functions, words) = outer }
    return try body()
  }
}
