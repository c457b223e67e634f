/// A sum that carries what rounding takes away along: right to the last digit but one, however many numbers are added (Neumaier 1974).
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  /// Adds one number more.
  mutating func add(_ number: Double) {
    let next = sum + number
    lost += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
    sum = next
  }

  /// The sum so far.
  var value: Double { sum.isFinite ? sum + lost : sum }
}

extension Sequence<Double> {
  /// The sum of the numbers, see `CompensatedSum`.
  var compensatedSum: Double {
    var sum = CompensatedSum()
    for number in self { sum.add(number) }
    return sum.value
  }
}
