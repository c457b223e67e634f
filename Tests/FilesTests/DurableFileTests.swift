import Files
import Foundation
import Refusals
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
