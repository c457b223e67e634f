import Foundation
import Refusals
import Texts

/// Bytes that can be read at any place: an open file's, or an array's.
struct ByteStore {
  /// How many there are.
  let size: Int
  /// Fills a buffer with the bytes from a place on; they have to be there.
  let read: (_ from: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(Refusal) -> Void

  /// Bytes in memory.
  init(_ bytes: [UInt8]) {
    size = bytes.count
    read = { (start, buffer) throws(Refusal) in buffer.copyBytes(from: bytes[start..<start + buffer.count]) }
  }

  /// A plain file's bytes. Folders, pipes and devices are refused before anything is read.
  init(path: String, name: String) throws(Refusal) {
    let file = try OpenFile(path: path, name: name)
    size = file.size
    read = { (start, buffer) throws(Refusal) in try file.read(from: start, into: buffer) }
  }
}

/// A file open for reading, closed when nothing uses it any more.
private final class OpenFile {
  let size: Int
  private let name: String
  private let descriptor: Int32

  init(path: String, name: String) throws(Refusal) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Refusal(
        quoted(name), "it cannot be opened: \(String(cString: strerror(errno)))", "Check its name and its permissions.")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Refusal(quoted(name), "it is not a plain file", "Folders, pipes and devices cannot be read: name a file.")
    }
    (self.descriptor, self.name, size) = (descriptor, name, Int(status.st_size))
  }

  deinit { close(descriptor) }

  func read(from start: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Refusal) {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(start + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw Refusal(
          quoted(name), "it cannot be read: \(String(cString: strerror(errno)))", "Check the disk it is on.")
      }
      guard count > 0 else {
        throw Refusal(quoted(name), "it became shorter while it was read", "Read it again when it is written whole.")
      }
      done += count
    }
  }
}
