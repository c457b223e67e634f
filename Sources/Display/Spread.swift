import Arrays

/// The least, the mean and the greatest of many numbers, how far they lie from the mean, and how many of them are not numbers.
public struct Spread: Sendable {
  /// The least number; NaN when there is none.
  public let least: Real
  /// The mean of the numbers; NaN when there is none.
  public let mean: Real
  /// The greatest number; NaN when there is none.
  public let greatest: Real
  /// The standard deviation of the numbers; NaN when there is none.
  public let deviation: Real
  /// How many were NaN. They are left out of the rest.
  public let notANumber: Int

  /// NaNs are counted and otherwise left out.
  public init(_ array: NDArray) {
    var least = Real.infinity, greatest = -Real.infinity, sum = 0.0, notANumber = 0
    array.withNumbers { numbers in
      for number in numbers {
        if number.isNaN {
          notANumber += 1
        } else {
          least = min(least, number)
          greatest = max(greatest, number)
          sum += Double(number)
        }
      }
    }
    let known = array.count - notANumber
    self.least = known > 0 ? least : .nan
    self.greatest = known > 0 ? greatest : .nan
    let mean = sum / Double(known)
    let squares = array.withNumbers { numbers in
      numbers.reduce(0) { $1.isNaN ? $0 : $0 + (Double($1) - mean) * (Double($1) - mean) }
    }
    self.mean = known > 0 ? Real(mean) : .nan
    deviation = known > 0 ? Real((squares / Double(known)).squareRoot()) : .nan
    self.notANumber = notANumber
  }
}

extension Spread {
  /// What a table of these numbers shows: where one of them is none, it hides behind no least and no mean.
  public var whole: Spread { notANumber > 0 ? Spread(unknownOf: notANumber) : self }

  /// Numbers of which so many are none, and nothing else is said.
  private init(unknownOf notANumber: Int) {
    (least, mean, greatest, deviation, self.notANumber) = (.nan, .nan, .nan, .nan, notANumber)
  }
}
