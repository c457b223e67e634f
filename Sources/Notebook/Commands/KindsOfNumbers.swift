import Arrays
import Language
import Texts

extension Kind where Value == Int {
  /// A whole number in a range, or an expression for one in a single word, such as `rounds` or `(2*n)`.
  public static func int(_ range: ClosedRange<Int>) -> Kind {
    Kind { (reader, name) throws(Problem) in
      let word = try reader.required(name)
      let number = Int(word.text) ?? reader.number(word).flatMap { Int(exactly: $0) }
      guard let number, range.contains(number) else {
        throw Problem("\(name) must be \(Kind.text(range)), got \"\(word.text)\"", at: word.range)
      }
      return number
    }
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    range.upperBound == Int.max ? "a whole number from \(range.lowerBound)" : "\(range.lowerBound)…\(range.upperBound)"
  }
}

extension Kind where Value == Real {
  /// A number in a range, or an expression for one in a single word.
  public static func number(_ range: ClosedRange<Real>) -> Kind {
    Kind { (reader, name) throws(Problem) in
      let word = try reader.required(name)
      guard let number = reader.number(word), range.contains(number) else {
        throw Problem("\(name) must be \(Kind.text(range)), got \"\(word.text)\"", at: word.range)
      }
      return number
    }
  }

  private static func text(_ range: ClosedRange<Real>) -> String {
    switch (
      range.lowerBound.isInfinite || -range.lowerBound == .greatestFiniteMagnitude,
      range.upperBound >= .greatestFiniteMagnitude
    ) {
    case (true, true): "a number"
    case (false, true): "a number from \(numberText(range.lowerBound))"
    case (true, false): "a number up to \(numberText(range.upperBound))"
    case (false, false): "\(numberText(range.lowerBound))…\(numberText(range.upperBound))"
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
