import Foundation
import Language

extension FileAccess {
  /// All bytes of a plain file of at most `limit` bytes. Folders, pipes and devices are refused before anything is read.
  public func contents(of path: String, limit: Int) throws(Problem) -> [UInt8] {
    let real = try readable(path)
    let descriptor = open(real, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Problem("\"\(path)\" cannot be read: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Problem("\"\(path)\" is not a plain file", hint: "Folders, pipes and devices cannot be read.")
    }
    guard Int(status.st_size) <= limit else {
      throw Problem("\"\(path)\" has \(status.st_size) bytes, the limit is \(limit)")
    }
    return try FileAccess.bytes(of: descriptor, path, limit)
  }

  private static func bytes(of descriptor: Int32, _ path: String, _ limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = [], chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Problem("\"\(path)\" cannot be read: \(String(cString: strerror(errno)))") }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw Problem("\"\(path)\" grew past the limit of \(limit) bytes") }
    }
  }

  /// Writes a whole file or nothing: to a temporary name, synced, then renamed over the old one, then the folder synced.
  public func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    let target = try writable(path)
    let temporary = target + ".\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw FileAccess.unwritten(path) }
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
    let isWritten = FileAccess.writeAll(bytes, descriptor) && fsync(descriptor) == 0
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed, rename(temporary, target) == 0 else {
      let problem = FileAccess.unwritten(path)
      unlink(temporary)
      throw problem
    }
    guard FileAccess.syncFolder(of: target) else { throw FileAccess.unwritten(path) }
  }

  private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { all in
      var done = 0
      while done < all.count {
        let count = Foundation.write(descriptor, all.baseAddress?.advanced(by: done), all.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  private static func syncFolder(of path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0 || errno == EINVAL
  }

  private static func unwritten(_ path: String) -> Problem {
    Problem("\"\(path)\" cannot be written: \(String(cString: strerror(errno)))")
  }
}
