extension Expression {
  /// The same value by a formula that keeps its digits, where there is one. The logistic function is rounded to 1 from 17 on, so that
  /// what is left to 1 is lost, and the logarithm of that is infinite.
  ///
  /// - `1 - sigmoid(x)` is `sigmoid(-x)`
  /// - `log(sigmoid(x))` is `-softplus(-x)`
  ///
  /// Only what is typed in one formula is seen: a name in between stands for a value of its own, which one may differentiate by.
  var stable: Expression? {
    switch self {
    case .chain(.number(1, _), let links, let range):
      guard let link = links.first, link.operation == .subtract, let x = link.operand.argument(of: "sigmoid") else {
        return nil
      }
      let complement = Expression.call("sigmoid", .prefix(.minus, x, at: x.range), at: link.operand.range)
      return links.count == 1 ? complement : .chain(complement, Array(links.dropFirst()), at: range)
    case .call(_, _, let range):
      guard let score = argument(of: "log"), let x = (score.stable ?? score).argument(of: "sigmoid") else { return nil }
      let softplus = Expression.call("softplus", .prefix(.minus, x, at: x.range), at: range)
      return .prefix(.minus, softplus, at: range)
    default: return nil
    }
  }

  /// The one argument of a call of the function.
  private func argument(of function: String) -> Expression? {
    guard case .call(.name(function, _), let arguments, _) = self, arguments.count == 1, arguments[0].label == nil
    else {
      return nil
    }
    return arguments[0].value
  }

  private static func call(_ function: String, _ argument: Expression, at range: Range<Int>) -> Expression {
    .call(.name(function, at: range), [CallArgument(argument)], at: range)
  }
}
