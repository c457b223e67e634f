import Arrays
import Files
import Refusals
import Texts

/// An array as NumPy's `save` writes it, format versions 1 to 3.
///
/// Six bytes `\x93NUMPY`, two of the version, the header's length (two bytes, from version 2 on four), the header, a Python dictionary that says
/// type, order and shape, and the numbers.
public struct NPY: Sendable {
  /// The extents of the array.
  public let shape: Shape
  private let type: NumberType
  private let isColumnMajor: Bool
  private let start: Int
  private let store: ByteStore

  private static let longestHeader = 1 << 20

  /// Reads a file's header and holds its size against it; numbers are read by `array`.
  public init(_ store: ByteStore) throws(Refusal) {
    self.store = store
    guard store.size >= 10 else {
      throw .damaged(store.place, "it has \(store.size) bytes, and the shortest .npy file begins with 10")
    }
    let head = try store.bytes(count: min(12, store.size))
    guard head.prefix(6).elementsEqual([0x93] + Array("NUMPY".utf8)) else {
      throw .damaged(store.place, "it does not begin with \\x93NUMPY")
    }
    guard (1...3).contains(head[6]), head[7] == 0 else {
      throw Refusal(
        store.place, "its format version is \(head[6]).\(head[7])", "Versions 1.0, 2.0 and 3.0 are read: save it again."
      )
    }
    let prefix = head[6] == 1 ? 10 : 12
    guard head.count >= prefix else { throw .damaged(store.place, "it ends inside the header's length") }
    let length = head[8..<prefix].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= NPY.longestHeader else {
      throw .damaged(store.place, "its header would have \(length) bytes, \(NPY.longestHeader) are the most")
    }
    guard length <= store.size - prefix else {
      throw .damaged(store.place, "its header would have \(length) bytes, and \(store.size - prefix) follow")
    }
    let header = try NPYHeader(store.bytes(from: prefix, count: length), from: prefix, place: store.place)
    (shape, type, isColumnMajor, start) = (header.shape, header.type, header.isColumnMajor, prefix + length)
    let (bytes, overflow) = shape.count.multipliedReportingOverflow(by: type.size)
    guard !overflow, bytes == store.size - start else {
      throw .damaged(
        store.place,
        "its header says \(shape), \(overflow ? "more than 2⁶³" : "\(bytes)") bytes from byte \(start) on, and there are \(store.size - start)"
      )
    }
  }

  /// Its numbers, in row-major order whatever the file's is.
  public func array() throws(Refusal) -> NDArray {
    try shape.checkSize(store.place)
    try ArrayMemory.ask(
      for: Double(shape.count * (isColumnMajor ? 2 : 1)) * Double(MemoryLayout<Real>.stride), store.place)
    guard isColumnMajor, shape.rank > 1 else { return try type.numbers(of: store, from: start, shape: shape) }
    return try type.numbers(of: store, from: start, shape: Shape(shape.extents.reversed())).withReversedAxes
  }
}

extension NDArray {
  /// The axes in reverse order: what is stored by columns, by rows.
  fileprivate var withReversedAxes: NDArray {
    let target = Shape(shape.extents.reversed()), strides = Array(shape.strides.reversed())
    return NDArray(shape: target) { room in
      withNumbers { numbers in
        var position = [Int](repeating: 0, count: target.rank), source = 0
        for place in room.indices {
          room[place] = numbers[source]
          var axis = target.rank - 1
          while axis >= 0 {
            position[axis] += 1
            source += strides[axis]
            guard position[axis] == target[axis] else { break }
            source -= position[axis] * strides[axis]
            position[axis] = 0
            axis -= 1
          }
        }
      }
    }
  }
}
