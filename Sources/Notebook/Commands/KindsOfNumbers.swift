import Arrays
import Language

extension ArgumentKind where Value == Int {
  /// A whole number in a range, or an expression for one in a single word, such as `rounds` or `(2*n)`.
  public static func int(_ range: ClosedRange<Int>) -> ArgumentKind {
    ArgumentKind { (reader, name) throws(Problem) in
      let word = try reader.required(name)
      let number = Int(word.text) ?? reader.number(word).flatMap { Int(exactly: $0) }
      guard let number, range.contains(number) else {
        throw Problem("\(name) must be \(range.lowerBound)…\(range.upperBound), got \"\(word.text)\"", at: word.range)
      }
      return number
    }
  }
}

extension ArgumentReader {
  /// The number that a word is or has as its value; `nil` when it is none.
  func number(_ word: Word) -> Real? {
    guard let value = try? value(of: word), case .tensor(let tensor) = value, tensor.shape.count == 1 else {
      return nil
    }
    return tensor.value?.item
  }
}
