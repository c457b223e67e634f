import Foundation
import Prompt
import Refusals
import Testing

@Suite struct HistoryFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func whatIsAppendedIsLoadedInOrder() throws {
    let history = HistoryFile(folder.file("deep/er/history"))
    #expect(try history.load() == [])
    try history.append("one")
    try history.append("zwei é 漢")
    #expect(try history.load() == ["one", "zwei é 漢"])
  }

  @Test func onlyTheOwnerCanReadIt() throws {
    let history = HistoryFile(folder.file("new/history"))
    try history.append("secret")
    #expect(try mode("new/history") == 0o600)
    #expect(try mode("new") == 0o700)
  }

  @Test func tooManyLinesAreTrimmedFromTheFront() throws {
    let url = folder.file("history")
    let lines = (0..<HistoryFile.limit + 25).map { "line \($0)" }
    try lines.map { $0 + "\n" }.joined().write(to: url, atomically: false, encoding: .utf8)
    let history = HistoryFile(url)
    #expect(try history.load() == Array(lines.suffix(HistoryFile.limit)))
    let kept = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { String($0) }
    #expect(kept == Array(lines.suffix(HistoryFile.limit)))
    #expect(try mode("history") == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["history"])
  }

  @Test func aTrimmedLinkStaysALink() throws {
    let lines = String(repeating: "x\n", count: HistoryFile.limit + 1)
    try lines.write(to: folder.file("target"), atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      at: folder.file("history"), withDestinationURL: folder.file("target"))
    #expect(try HistoryFile(folder.file("history")).load().count == HistoryFile.limit)
    let kept = try Data(contentsOf: folder.file("target"))
    #expect(kept.count == 2 * HistoryFile.limit)
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("history").path)
    #expect(target.hasSuffix("target"))
  }

  /// Many threads stand for many sessions: each opens the file anew, as they do.
  @Test func parallelSessionsLoseNothing() throws {
    let url = folder.file("history")
    DispatchQueue.concurrentPerform(iterations: 8) { session in
      for line in 0..<100 { try? HistoryFile(url).append("\(session):\(line)") }
    }
    let lines = try HistoryFile(url).load()
    #expect(lines.count == 800)
    for session in 0..<8 {
      #expect(lines.filter { $0.hasPrefix("\(session):") } == (0..<100).map { "\(session):\($0)" })
    }
  }

  @Test func aLineAppendedWhileTheFileIsTrimmedIsKept() throws {
    let url = folder.file("history")
    try String(repeating: "old\n", count: HistoryFile.limit * 2).write(
      to: url, atomically: false, encoding: .utf8)
    DispatchQueue.concurrentPerform(iterations: 4) { session in
      for line in 0..<50 {
        if session == 0 {
          _ = try? HistoryFile(url).load()
        } else {
          try? HistoryFile(url).append("\(session):\(line)")
        }
      }
    }
    #expect(try HistoryFile(url).load().filter { $0 != "old" }.count == 150)
  }

  @Test func whatCannotBeAHistoryIsAProblemWithOneLine() throws {
    try Data().write(to: folder.file("file"))
    mkfifo(folder.file("fifo").path, 0o600)
    for name in [".", "fifo", "file/below\u{1B}"] {
      let history = HistoryFile(folder.file(name))
      let problem = #expect(throws: Refusal.self) { try history.append("line") }
      #expect(problem?.description.hasPrefix("history: \"") == true)
      #expect(problem?.description.contains { $0 == "\n" || $0 == "\u{1B}" } == false)
    }
    for name in [".", "fifo"] {
      let problem = #expect(throws: Refusal.self) { try HistoryFile(folder.file(name)).load() }
      #expect(problem?.problem.contains("it is not a plain file") == true)
    }
  }

  @Test func bytesThatAreNoTextAreLoadedAllTheSame() throws {
    try Data([0x61, 0xFF, 0x62, 0x0A, 0x0A, 0x63]).write(to: folder.file("history"))
    #expect(try HistoryFile(folder.file("history")).load() == ["a\u{FFFD}b", "c"])
  }

  @Test func itsPlaceFollowsTheEnvironment() {
    func path(_ environment: [String: String]) -> String? {
      HistoryFile.standard(environment: environment)?.path
    }
    #expect(path(["XDG_STATE_HOME": "/state", "HOME": "/home/me"]) == "/state/wganlab/history")
    #expect(path(["HOME": "/home/me"]) == "/home/me/.local/state/wganlab/history")
    #expect(path(["XDG_STATE_HOME": "relative", "HOME": "/home/me"]) == "/home/me/.local/state/wganlab/history")
  }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name).path)
    return (attributes[.posixPermissions] as? Int ?? 0) & 0o777
  }
}
