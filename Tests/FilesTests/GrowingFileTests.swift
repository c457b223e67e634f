import Files
import Foundation
import Refusals
import Testing

@Suite struct GrowingFileTests {
  private let old = Array("what was there before".utf8)
  private let pieces = (0..<5).map { piece in (0..<1000).map { UInt8(truncatingIfNeeded: $0 + piece) } }
  private var whole: [UInt8] { pieces.flatMap(\.self) }

  /// Writes the pieces, the first of them last.
  private func write(_ path: String, _ calls: SystemCalls = .system) throws {
    let file = try GrowingFile(path: path, name: "f", calls: calls)
    for (index, piece) in pieces.enumerated().dropFirst() {
      try piece.withUnsafeBytes { try file.write($0, at: 1000 * index) }
    }
    try pieces[0].withUnsafeBytes { try file.write($0, at: 0) }
    try file.finish()
  }

  /// The law: whichever call fails, the file is the old one or the new one, whole; nothing else is left; and the fault says why.
  @Test(arguments: [EIO, ENOSPC, EACCES, EROFS], [true, false])
  func everyCall(_ error: Int32, _ hadOld: Bool) throws {
    let folder = Folder(), all = Script(error: 0, failing: -1, writesAtMost: 300)
    try write(folder.file("f", hadOld ? old : nil), all.calls)
    #expect(folder.bytes("f") == whole && folder.names == ["f"])
    let last = try #require(all.log.value.firstIndex(of: "rename"))
    for failing in 0...last {
      let path = folder.file("f", hadOld ? old : nil)
      if !hadOld { unlink(path) }
      let script = Script(error: error, failing: failing, writesAtMost: 300)
      let fault = #expect(throws: Refusal.self, "call \(failing)") { try write(path, script.calls) }
      #expect(fault?.problem.contains(String(cString: strerror(error))) == true, "\(script.failed)")
      #expect(folder.bytes("f") == (hadOld ? old : []))
      #expect(folder.names == (hadOld ? ["f"] : []), "\(script.failed)")
    }
  }

  /// Until it is finished what was there stays, and one that is given up or forgotten leaves nothing.
  @Test func givenUp() throws {
    let folder = Folder(), path = folder.file("f", old)
    do {
      let file = try GrowingFile(path: path, name: "f")
      try pieces[1].withUnsafeBytes { try file.write($0, at: 500) }
      #expect(file.size == 1500 && folder.names.count == 2 && folder.bytes("f") == old)
      // Other files are written meanwhile, into the same folder.
      try DurableFile(path: folder.file("g"), name: "g").write(old)
      #expect(folder.names.count == 3)
      file.abandon()
      #expect(folder.names == ["f", "g"])
    }
    do {
      let file = try GrowingFile(path: path, name: "f")
      #expect(file.size == 0)
    }
    #expect(folder.names == ["f", "g"] && folder.bytes("f") == old)
  }

  /// What lies between what was written is 0.
  @Test func holes() throws {
    let folder = Folder(), file = try GrowingFile(path: folder.file("f"), name: "f")
    try [UInt8]([1, 2]).withUnsafeBytes { try file.write($0, at: 3) }
    try file.finish()
    #expect(folder.bytes("f") == [0, 0, 0, 1, 2])
    #expect(throws: Refusal.self) { try file.finish() }
  }

  @Test func room() {
    let folder = Folder()
    #expect((GrowingFile.room(for: folder.file("f")) ?? 0) > 1000)
    #expect(GrowingFile.room(for: folder.file("no/f")) == nil)
  }
}
