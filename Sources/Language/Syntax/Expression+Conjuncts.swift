extension Expression {
  /// What has to hold for it to hold: `a`, `b > 0` and `c` of `a and b > 0 and c`; it alone where it is no conjunction.
  public var conjuncts: [Expression] {
    guard case .chain(let first, let links, _) = self, links.first?.operation == .and else { return [self] }
    return [first] + links.map(\.operand)
  }
}
