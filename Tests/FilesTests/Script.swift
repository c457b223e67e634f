import Files
import Foundation
import Synchronization

/// Calls into the system of which one fails.
final class Script: Sendable {
  final class Log: Sendable {
    private let entries = Mutex<[String]>([])
    var value: [String] { entries.withLock { $0 } }
    func add(_ entry: String) -> Int {
      entries.withLock {
        $0.append(entry); return $0.count - 1
      }
    }
  }

  let log = Log()
  private let error: Int32
  private let failing: Int
  private let writesAtMost: Int

  init(error: Int32, failing: Int, writesAtMost: Int = .max) {
    (self.error, self.failing, self.writesAtMost) = (error, failing, writesAtMost)
  }

  /// Whether the file has its name.
  var renamed: Bool { log.value.firstIndex(of: "rename").map { $0 != failing } ?? false }

  /// The call that failed.
  var failed: String { log.value.dropFirst(failing).first ?? "none" }

  private func fails(_ call: String) -> Bool {
    guard log.add(call) == failing else { return false }
    errno = error
    return true
  }

  var calls: SystemCalls {
    let system = SystemCalls.system
    let isFolder = Flags()
    var calls = system
    calls.open = { path, flags, mode in
      let folder = flags & O_DIRECTORY != 0
      if self.fails(folder ? "open folder" : "open") { return -1 }
      let descriptor = system.open(path, flags, mode)
      if folder { isFolder.set(descriptor) }
      return descriptor
    }
    calls.write = { descriptor, bytes in
      if self.fails("write") { return -1 }
      return system.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(self.writesAtMost)))
    }
    calls.writeAt = { descriptor, bytes, start in
      if self.fails("write") { return -1 }
      return system.writeAt(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(self.writesAtMost)), start)
    }
    calls.fchmod = { self.fails("fchmod") ? -1 : system.fchmod($0, $1) }
    // The disk itself is not waited for: there are thousands of these.
    calls.fsync = { self.fails(isFolder.has($0) ? "fsync folder" : "fsync") ? -1 : 0 }
    calls.rename = { self.fails("rename") ? -1 : system.rename($0, $1) }
    calls.close = { descriptor in
      // The folder's own close comes last and loses nothing.
      if isFolder.has(descriptor) { return system.close(descriptor) }
      let failed = self.fails("close"), reason = errno
      let result = system.close(descriptor)
      if failed { errno = reason }
      return failed ? -1 : result
    }
    return calls
  }
}

/// Which descriptor is the folder's.
private final class Flags: Sendable {
  private let descriptor = Mutex<Int32>(-1)
  func set(_ value: Int32) { descriptor.withLock { $0 = value } }
  func has(_ value: Int32) -> Bool { descriptor.withLock { $0 == value } }
}
