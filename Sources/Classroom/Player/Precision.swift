import Arrays

/// How near an answer has to be.
enum Precision: Hashable, Sendable {
  /// The number itself, but for the rounding of single precision: counts.
  case exact
  /// As people round: to within a hundredth of it, or 1/1000 near 0.
  case rounded
  /// To within a seventh of it, or 1/50 near 0: guesses.
  case about

  /// How far from a number is near enough.
  func tolerance(at number: Real) -> Real {
    switch self {
    case .exact: 1e-6 * max(1, abs(number))
    case .rounded: max(1e-3, 0.01 * abs(number))
    case .about: max(0.02, 0.15 * abs(number))
    }
  }

  /// Whether an answer is near enough; an infinite one is right where the number is the same infinity.
  func accepts(_ answer: Real, for number: Real) -> Bool {
    answer == number || abs(answer - number) <= tolerance(at: number)
  }
}
