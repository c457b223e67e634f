/// What a function's body may know beside its arguments.
public struct CallContext {
  /// The function's name, for messages.
  public let name: String
  /// The whole call's place.
  public let range: Range<Int>
  /// The arguments as they were typed, in order.
  public let expressions: [Expression]
  /// Where the first argument of each given parameter stands.
  var places: [String: Range<Int>] = [:]
  let evaluator: Evaluator

  /// Where a parameter's argument stands; the whole call where it was left out.
  public func place(of parameter: String) -> Range<Int> { places[parameter] ?? range }

  /// Throws when it is time to stop; long bodies call it between their steps.
  public func poll() throws(Problem) { try evaluator.poll() }

  /// The session's seed and the next place in its randomness, never given twice.
  public func nextDraw() -> (seed: UInt64, step: Int) {
    defer { evaluator.draws += 1 }
    return (evaluator.seed, evaluator.draws)
  }
}
