import Arrays
import Files
import Refusals
import Texts

/// How a file holds its numbers: their kind, their size and the order of their bytes.
struct NumberType: Hashable, Sendable {
  /// What the bytes mean.
  enum Kind: Hashable, Sendable {
    case float, signed, unsigned, boolean
  }

  let kind: Kind
  /// How many bytes a number has: 1, 2, 4 or 8.
  let size: Int
  let isBigEndian: Bool

  /// Numbers of a file from a place on, in its order. Beside the result only a small buffer is taken. A number that single precision has no room
  /// for is refused with its index.
  func numbers(of store: ByteStore, from start: Int, shape: Shape) throws(Refusal) -> NDArray {
    var fault: Refusal?
    let array = NDArray(shape: shape) { numbers in
      do throws(Refusal) { try fill(numbers, store, start) } catch { fault = error }
    }
    if let fault { throw fault }
    return array
  }

  private func fill(
    _ numbers: UnsafeMutableBufferPointer<Real>, _ store: ByteStore, _ start: Int
  ) throws(Refusal) {
    try store.eachStretch(of: numbers.count, size: size, from: start) { (bytes, items) throws(Refusal) in
      for index in items {
        let number = number(bytes, (index - items.lowerBound) * size)
        numbers[index] = Real(number)
        guard Real(number).isFinite || !number.isFinite else {
          throw Refusal(
            store.place, "number \(index), counted from 0, is \(numberText(number)), more than single precision holds",
            "Make the numbers smaller by one factor before they are written.")
        }
      }
    }
  }

  private func number(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Double {
    func word<Word: FixedWidthInteger>(_: Word.Type) -> Word {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: Word.self)
      return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
    }
    switch (kind, size) {
    case (.float, 2): return NumberType.number(half: word(UInt16.self))
    case (.float, 4): return Double(Float(bitPattern: word(UInt32.self)))
    case (.float, _): return Double(bitPattern: word(UInt64.self))
    case (.signed, 1): return Double(word(Int8.self))
    case (.signed, 2): return Double(word(Int16.self))
    case (.signed, 4): return Double(word(Int32.self))
    case (.signed, _): return Double(word(Int64.self))
    case (.unsigned, 1): return Double(word(UInt8.self))
    case (.unsigned, 2): return Double(word(UInt16.self))
    case (.unsigned, 4): return Double(word(UInt32.self))
    case (.unsigned, _): return Double(word(UInt64.self))
    case (.boolean, _): return word(UInt8.self) == 0 ? 0 : 1
    }
  }

  /// A number in half precision: sign 1, exponent 5 (bias 15), fraction 10.
  private static func number(half: UInt16) -> Double {
    let sign: Double = half & 0x8000 == 0 ? 1 : -1
    let exponent = Int(half >> 10) & 0x1F, fraction = Double(half & 0x3FF)
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
    }
  }
}
