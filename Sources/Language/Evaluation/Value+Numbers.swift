import Arrays
import Autodiff
import Texts

extension Value {
  /// What it is, in words: `a number`, `a tensor [2×3]`, `a text`.
  public var kind: String {
    switch self {
    case .tensor(let tensor): tensor.shape.rank == 0 ? "a number" : "a tensor \(tensor.shape)"
    case .text: "a text"
    case .list(let values): "a list of \(values.count)"
    case .object(let object): ("aeiou".contains(object.kind.first ?? "x") ? "an " : "a ") + object.kind
    }
  }

  /// As numbers with a shape; a list of numbers becomes a tensor, lists in it its further axes.
  public func tensor(in place: String) throws(Problem) -> Tensor {
    switch self {
    case .tensor(let tensor): return tensor
    case .list(let values): return try Stacking(place).tensor(values)
    case .text(let text):
      throw Problem("\(place): \(quoted(text)) is a text, not numbers", hint: "Give it a number or a tensor.")
    case .object(let object):
      throw Problem(
        "\(place): this is a \(object.kind), not numbers",
        hint: object.memberNames.isEmpty ? "Call it: name(x)." : "Call it, or name a member: \(object.memberHint).")
    }
  }

  /// As one number.
  public func number(in place: String) throws(Problem) -> Real {
    let tensor = try tensor(in: place)
    guard tensor.shape.count == 1, let value = tensor.value else {
      throw Problem(
        "\(place): one number is needed, this is \(kind)", hint: "Take one element, x[0], or sum(x), mean(x).")
    }
    return value.item
  }

  /// A count as a number, which must be able to hold it: from 2²⁴ on, single precision has gaps.
  static func exact(_ count: Int, in place: String) throws(Problem) -> Real {
    guard let number = Real(exactly: count) else {
      throw Problem(
        "\(place): \(count) is a whole number that single precision does not hold, it would become \(plain(Real(count)))",
        hint: "Whole numbers are exact up to 2^24 = 16777216: count a part, x[0:1000].")
    }
    return number
  }

  /// As a whole number within bounds.
  public func whole(in place: String, within bounds: ClosedRange<Int>) throws(Problem) -> Int {
    let number = try number(in: place)
    guard number == number.rounded(), let whole = Int(exactly: number), bounds.contains(whole) else {
      throw Problem(
        "\(place): \(plain(number)) is not a whole number from \(bounds.lowerBound) to \(bounds.upperBound)",
        hint: "Choose a whole number within these bounds.")
    }
    return whole
  }
}

extension Object {
  fileprivate var memberHint: String { alternatives(Array(memberNames.prefix(3))) }
}
