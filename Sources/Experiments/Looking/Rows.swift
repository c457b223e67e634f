import Arrays
import Autodiff

/// A batch as rows of numbers.
struct Rows {
  let count: Int
  private let numbers: [Real]
  private let size: Int

  init(_ batch: Tensor) {
    count = batch.shape[0]
    numbers = batch.value?.numbers ?? []
    size = numbers.count / max(1, count)
  }

  /// The Euclidean length of a row.
  func length(_ row: Int) -> Double {
    numbers[row * size..<(row + 1) * size].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  /// The Euclidean distance of a row from one of another batch.
  func distance(_ row: Int, _ other: Rows, _ otherRow: Int) -> Double {
    var squares = 0.0
    for place in 0..<size {
      let gap = Double(numbers[row * size + place]) - Double(other.numbers[otherRow * size + place])
      squares += gap * gap
    }
    return squares.squareRoot()
  }
}
