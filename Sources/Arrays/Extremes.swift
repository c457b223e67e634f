extension Sequence<Real> {
  /// The greatest number; not a number where one of them is none, `nil` where there are none at all.
  ///
  /// Swift's `max()` passes a NaN over or not, as it happens to stand.
  public var greatest: Real? { extreme(>) }

  /// The least number; not a number where one of them is none, `nil` where there are none at all.
  public var least: Real? { extreme(<) }

  private func extreme(_ isBetter: (Real, Real) -> Bool) -> Real? {
    reduce(nil) { best, number in
      guard let best else { return number }
      return best.isNaN || number.isNaN ? .nan : isBetter(number, best) ? number : best
    }
  }
}
