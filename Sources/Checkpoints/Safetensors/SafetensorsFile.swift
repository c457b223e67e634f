import Arrays
import Files
import Refusals
import Texts

/// A safetensors file, its header read strictly; numbers are read one tensor at a time.
///
/// The format: 8 bytes with the header's length, little-endian; the header, JSON; the data, tiled by the tensors without a gap.
public struct SafetensorsFile {
  /// One tensor of the file.
  public struct Entry: Hashable, Sendable {
    /// Its name: any text, so print it `quoted`.
    public let name: String
    /// What its numbers are.
    public let type: ElementType
    /// The extents of its axes.
    public let shape: [Int]
    /// Where it stands in the data.
    public let bytes: Range<Int>
  }

  /// What messages call the file.
  public let name: String
  /// The tensors, by place.
  public var entries: [Entry] { header.entries }

  let header: SafetensorsHeader
  /// The length's 8 bytes and the header, as they are in the file.
  let start: [UInt8]
  private let store: ByteStore

  /// The longest header that the format allows.
  private static let longestHeader = 100_000_000

  /// Opens a file. Throws what is wrong with it; only the header is read.
  public init(path: String, name: String) throws(Refusal) {
    try self.init(try ByteStore(path: path, name: name), name)
  }

  /// A file in memory.
  public init(bytes: [UInt8], name: String) throws(Refusal) {
    try self.init(ByteStore(bytes, name: name), name)
  }

  private init(_ store: ByteStore, _ name: String) throws(Refusal) {
    start = try SafetensorsFile.start(of: store, name)
    do throws(HeaderFault) {
      header = try SafetensorsHeader(start, from: 8, dataSize: store.size - start.count)
    } catch {
      throw SafetensorsFile.fault(name, error.rule)
    }
    (self.store, self.name) = (store, name)
  }

  /// The length and the header.
  private static func start(of store: ByteStore, _ name: String) throws(Refusal) -> [UInt8] {
    guard store.size > 0 else { throw fault(name, "it is empty") }
    guard store.size >= 8 else {
      throw fault(name, "it has \(store.size) bytes, fewer than the 8 of the header's length")
    }
    let length = try store.bytes(count: 8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length > 0 else { throw fault(name, "the header's length is 0") }
    guard length <= longestHeader else {
      throw fault(name, "the header would have \(length) bytes, the format allows \(longestHeader)")
    }
    guard length <= store.size - 8 else {
      throw fault(name, "the header would have \(length) bytes, the file has \(store.size - 8) after its length")
    }
    return try store.bytes(count: 8 + Int(length))
  }

  private static func fault(_ name: String, _ problem: String) -> Refusal {
    Refusal(quoted(name), problem, "It is damaged, or no safetensors file.")
  }
}

extension SafetensorsFile {
  /// The tensor of exactly that name, byte for byte.
  public func entry(named name: String) -> Entry? {
    entries.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// A text of the metadata.
  public func note(_ key: String) -> String? { place(of: key)?.text }

  func place(of key: String) -> SafetensorsHeader.Note? {
    header.notes.first { $0.key.elementsEqual(key.utf8) }
  }

  /// One tensor's numbers, turned into `Real` by `ElementType.converter`'s rule; nothing else of the data is read.
  public func array(_ entry: Entry) throws(Refusal) -> NDArray {
    guard let convert = entry.type.converter else {
      throw Refusal(
        quoted(name), "\(quoted(entry.name)) holds \(entry.type.rawValue) numbers",
        "They cannot be read here: convert them to F32 first.")
    }
    let shape = Shape(entry.shape)
    do throws(Refusal) { try shape.checkSize(quoted(entry.name)) } catch {
      throw Refusal(quoted(name), "\(error.place): \(error.problem)", error.remedy)
    }
    var fault: Refusal?
    let array = NDArray(shape: shape) { numbers in
      do throws(Refusal) { try fill(numbers, from: entry, convert) } catch { fault = error }
    }
    if let fault { throw fault }
    return array
  }

  /// One tensor's bytes as they stand in the file.
  func bytes(_ entry: Entry) throws(Refusal) -> [UInt8] {
    try store.bytes(from: start.count + entry.bytes.lowerBound, count: entry.bytes.count)
  }

  /// Numbers that are already as they are kept are read in place, others through a small buffer.
  private func fill(
    _ numbers: UnsafeMutableBufferPointer<Real>, from entry: Entry,
    _ convert: (UnsafeRawBufferPointer, UnsafeMutableBufferPointer<Real>) -> Void
  ) throws(Refusal) {
    let place = start.count + entry.bytes.lowerBound
    if entry.type == .f32, Real.self == Float.self {
      return try store.read(from: place, into: UnsafeMutableRawBufferPointer(numbers))
    }
    try store.eachStretch(of: numbers.count, size: entry.type.bits / 8, from: place) { bytes, items in
      convert(bytes, UnsafeMutableBufferPointer(rebasing: numbers[items]))
    }
  }
}
