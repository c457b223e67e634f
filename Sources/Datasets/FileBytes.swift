import Foundation
import Refusals

/// A file's bytes in order. The file is open while this value lives.
public struct FileBytes: ByteSource, ~Copyable {
  /// The file's path.
  public let name: String
  private let descriptor: Int32

  /// Opens a file; a folder, pipe or device is refused, and never waited for.
  public init(_ url: URL) throws(Refusal) {
    name = url.path
    descriptor = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Refusal(
        name, "it cannot be opened: \(FileBytes.reason)", "Check the path and its permissions.")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Refusal(name, "it is a folder, a pipe or a device", "Name a regular file.")
    }
  }

  deinit { close(descriptor) }

  /// The next bytes, as many as the system hands over at once.
  public mutating func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
    while true {
      let count = Foundation.read(descriptor, room.baseAddress, room.count)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw Refusal(name, "reading it failed: \(FileBytes.reason)", "Check the disk it is on.")
      }
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
