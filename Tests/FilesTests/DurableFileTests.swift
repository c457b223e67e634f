import Files
import Foundation
import Refusals
import Synchronization
import Testing

@Suite struct DurableFileTests {
  private let old = Array("what was there before".utf8)
  private let new = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }

  /// The law: whichever call fails, and however, each of a hundred writes included, the file is the old one or the new one, whole;
  /// the temporary file is gone; and the fault says why. Over 2,000 faults.
  @Test(arguments: [EIO, ENOSPC, EDQUOT, EACCES, EROFS, EMFILE, ENOMEM, EFBIG, EBADF, EPERM], [true, false])
  func everyCall(_ error: Int32, _ hadOld: Bool) throws {
    let folder = Folder(), whole = Script(error: 0, failing: -1, writesAtMost: 1000)
    try DurableFile(path: folder.file("f", hadOld ? old : nil), name: "f", calls: whole.calls).write(new)
    #expect(whole.log.value.count == (hadOld ? 107 : 106))
    for failing in whole.log.value.indices {
      let path = folder.file("f", hadOld ? old : nil)
      if !hadOld { unlink(path) }
      let script = Script(error: error, failing: failing, writesAtMost: 1000)
      let fault = #expect(throws: Refusal.self, "call \(failing)") {
        try DurableFile(path: path, name: "f", calls: script.calls).write(new)
      }
      #expect(fault?.problem.contains(String(cString: strerror(error))) == true, "\(script.failed)")
      #expect(folder.bytes("f") == (script.renamed ? new : hadOld ? old : []))
      #expect(folder.names == (script.renamed || hadOld ? ["f"] : []), "\(script.failed)")
    }
  }

  /// Interrupted calls are made again, short writes are gone on with.
  @Test func interruptions() throws {
    let folder = Folder(), path = folder.file("f", old)
    for call in 0..<9 {
      let script = Script(error: EINTR, failing: call, writesAtMost: 60_000)
      try? DurableFile(path: path, name: "f", calls: script.calls).write(new)
      guard ["write", "fsync", "close", "fsync folder"].contains(script.failed) else { continue }
      #expect(folder.bytes("f") == new && folder.names == ["f"], "\(script.failed)")
      _ = folder.file("f", old)
    }
  }

  /// The order that durability rests on.
  @Test func order() throws {
    let folder = Folder(), path = folder.file("f", old), script = Script(error: 0, failing: -1)
    try DurableFile(path: path, name: "f", calls: script.calls).write(new)
    #expect(script.log.value == ["open folder", "open", "fchmod", "write", "fsync", "close", "rename", "fsync folder"])
    #expect(folder.bytes("f") == new)
  }

  @Test func modes() throws {
    let folder = Folder(), path = folder.file("f")
    try DurableFile(path: path, name: "f").write(new)
    #expect(mode(path) == 0o644 & ~currentMask())
    chmod(path, 0o600)
    try DurableFile(path: path, name: "f").write(old)
    #expect(mode(path) == 0o600 && folder.bytes("f") == old)
  }

  /// A link, a folder, a pipe or a device is not replaced.
  @Test func otherThings() throws {
    let folder = Folder(), file = folder.file("f", old)
    symlink(file, folder.file("link"))
    mkfifo(folder.file("pipe"), 0o600)
    mkdir(folder.file("folder"), 0o700)
    for path in ["link", "pipe", "folder"].map({ folder.file($0) }) + ["/dev/full"] {
      let fault = #expect(throws: Refusal.self) { try DurableFile(path: path, name: "x").write(new) }
      #expect(fault?.problem.contains("no plain file") == true)
    }
    #expect(folder.names == ["f", "folder", "link", "pipe"] && folder.bytes("f") == old)
  }

  @Test func noFolder() {
    let fault = #expect(throws: Refusal.self) { try DurableFile(path: Folder().file("no/f"), name: "x").write(new) }
    #expect(fault?.problem == "its folder cannot be opened: No such file or directory")
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  private func currentMask() -> mode_t {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("Umask:") }
    return mode_t(line?.split(separator: "\t").last ?? "22", radix: 8) ?? 0o022
  }
}

/// Calls into the system of which one fails.
private final class Script: Sendable {
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
