import Arrays

/// The least, the mean and the greatest of many numbers, and how many of them are not numbers.
public struct Spread: Sendable {
  /// The least number; NaN when there is none.
  public let least: Real
  /// The mean of the numbers; NaN when there is none.
  public let mean: Real
  /// The greatest number; NaN when there is none.
  public let greatest: Real
  /// How many were NaN. They are left out of the rest.
  public let notANumber: Int

  /// One pass over the array. NaNs are counted and otherwise left out.
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
    self.mean = known > 0 ? Real(sum / Double(known)) : .nan
    self.notANumber = notANumber
  }
}
