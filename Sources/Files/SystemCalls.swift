import Foundation

/// The calls into the system that writing a file takes, so that a test can let any of them fail. Each answers as the system does: -1
/// for a failure, which `errno` then names.
public struct SystemCalls: Sendable {
  /// Makes a new file, or opens a folder (flags, mode).
  public var open: @Sendable (_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32
  /// Writes some of a buffer; how many bytes that were.
  public var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
  /// Writes some of a buffer at a place of a file; how many bytes that were.
  public var writeAt: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ start: off_t) -> Int
  /// Sets a file's mode.
  public var fchmod: @Sendable (_ descriptor: Int32, _ mode: mode_t) -> Int32
  /// Waits until a file or folder is on the disk.
  public var fsync: @Sendable (_ descriptor: Int32) -> Int32
  /// Closes a descriptor.
  public var close: @Sendable (_ descriptor: Int32) -> Int32
  /// Gives a file another name, in place of what had it.
  public var rename: @Sendable (_ from: String, _ to: String) -> Int32
  /// Removes a file.
  public var unlink: @Sendable (_ path: String) -> Int32

  /// The system itself.
  public static let system = SystemCalls(
    open: { Foundation.open($0, $1, $2) },
    write: { Foundation.write($0, $1.baseAddress, $1.count) },
    writeAt: { Foundation.pwrite($0, $1.baseAddress, $1.count, $2) },
    fchmod: { Foundation.fchmod($0, $1) },
    fsync: { Foundation.fsync($0) },
    close: { Foundation.close($0) },
    rename: { Foundation.rename($0, $1) },
    unlink: { Foundation.unlink($0) })
}
