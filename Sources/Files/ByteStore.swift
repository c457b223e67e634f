import Foundation
import Refusals
import Texts

/// Bytes that can be read at any place: a plain file's, or an array's. A file is open while anything holds its store.
///
/// This is the only way that the kit opens a file to read it: folders, pipes and devices are refused and never waited for, programs that
/// are started do not inherit it, and reads that a signal interrupts are gone on with.
public struct ByteStore: Sendable {
  /// What refusals call it, quoted.
  public let place: String
  /// How many bytes there are; for a file, when it was opened.
  public let size: Int
  private let fill: @Sendable (_ from: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(Refusal) -> Void

  /// Bytes in memory, or made by `fill` at any place within the size.
  public init(
    size: Int, name: String,
    fill: @escaping @Sendable (_ from: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(Refusal) -> Void
  ) {
    self.init(size: size, place: quoted(name), fill: fill)
  }

  /// Bytes that are part of another file, or made of it: refusals call them by `place`, as it is.
  public init(
    size: Int, place: String,
    fill: @escaping @Sendable (_ from: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(Refusal) -> Void
  ) {
    (self.size, self.place, self.fill) = (size, place, fill)
  }

  /// Bytes in memory.
  public init(_ bytes: [UInt8], name: String) {
    self.init(size: bytes.count, name: name) { (start, buffer) throws(Refusal) in
      buffer.copyBytes(from: bytes[start..<start + buffer.count])
    }
  }

  /// A plain file's bytes, by its path, which refusals call by another name.
  public init(path: String, name: String) throws(Refusal) {
    let file = try OpenFile(path: path, place: quoted(name))
    self.init(size: file.size, name: name) { (start, buffer) throws(Refusal) in try file.read(from: start, into: buffer)
    }
  }

  /// A plain file's bytes; `nil` where there is nothing of that name.
  public static func existing(path: String, name: String) throws(Refusal) -> ByteStore? {
    var status = stat()
    if stat(path, &status) != 0, errno == ENOENT { return nil }
    return try ByteStore(path: path, name: name)
  }

  /// Fills a buffer with the bytes from a place on; they have to be there.
  public func read(from start: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Refusal) {
    if !buffer.isEmpty { try fill(start, buffer) }
  }

  /// Reads so many items of a size from a place on, through a buffer of 64 KiB: `body` is handed the bytes of each stretch and which items they are.
  public func eachStretch(
    of count: Int, size: Int, from start: Int, _ body: (UnsafeRawBufferPointer, Range<Int>) throws(Refusal) -> Void
  ) throws(Refusal) {
    let room = max(1, (1 << 16) / size)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room * size, alignment: 16)
    defer { buffer.deallocate() }
    for first in stride(from: 0, to: count, by: room) {
      let items = first..<min(first + room, count)
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(items.count * size)])
      try read(from: start + first * size, into: part)
      try body(UnsafeRawBufferPointer(part), items)
    }
  }

  /// The bytes from a place on; they have to be there.
  public func bytes(from start: Int = 0, count: Int) throws(Refusal) -> [UInt8] {
    var refusal: Refusal?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(Refusal) {
        try read(
          from: start, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
      } catch { refusal = error }
      filled = refusal == nil ? count : 0
    }
    if let refusal { throw refusal }
    return bytes
  }

  /// All bytes, of which there may be so many at most.
  public func contents(limit: Int) throws(Refusal) -> [UInt8] {
    guard size <= limit else {
      throw Refusal(place, "it has \(size) bytes, the limit is \(limit)", "Name a smaller file.")
    }
    return try bytes(count: size)
  }
}

/// A plain file open for reading, closed when nothing uses it any more.
private final class OpenFile: Sendable {
  let size: Int
  private let place: String
  private let descriptor: Int32

  init(path: String, place: String) throws(Refusal) {
    var descriptor: Int32
    repeat { descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else {
      throw Refusal(place, "it cannot be opened: \(systemReason)", "Check its name and its permissions.")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Refusal(place, "it is not a plain file", "Folders, pipes and devices cannot be read: name a file.")
    }
    (self.descriptor, self.place, size) = (descriptor, place, Int(status.st_size))
  }

  deinit { close(descriptor) }

  func read(from start: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Refusal) {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(start + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Refusal(place, "it cannot be read: \(systemReason)", "Check the disk it is on.") }
      guard count > 0 else {
        throw Refusal(place, "it became shorter while it was read", "Read it again when it is written whole.")
      }
      done += count
    }
  }
}

/// The reason that `errno` gives.
var systemReason: String { String(cString: strerror(errno)) }
