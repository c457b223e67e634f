import Experiments
import Foundation
import Language
import Notebook
import Testing

/// Completion offers only what is accepted: every candidate, put in its place, makes a line that is right or can be gone on with.
@Suite struct CompletionTests {
  private static let setUp = ["use 8gaussians", "xvalue = ones(2, 2)", "alias sj = show js", "define own\n  1\nend"]

  private func bench() -> Bench {
    let bench = Bench()
    for line in CompletionTests.setUp { bench.works(line) }
    return bench
  }

  /// What makes a whole of a line that has only been begun.
  private static func endings(of line: String) -> [String] {
    var closing = "", isQuoted = false
    for character in line.split(separator: "\n").last ?? "" {
      if character == "\"" { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if character == "(" { closing = ")" + closing }
      if character == "[" { closing = "]" + closing }
      if character == ")" || character == "]", !closing.isEmpty { closing.removeFirst() }
    }
    let rests = [
      "", " 1", "1", " 1 1", " x", " gan", " < 1", "\"", " 1\nend", " max 5", " 1 < 2", "x\nend", " gan 1", " again",
      " when 1 < 2", " nan", " main", " main main", " nan 1", " nan\nend", " gan wgan", " loss", " history",
      " n in [1]\nend", " critic",
    ]
    return (0...2).flatMap { count in
      let ends = String(repeating: "\nend", count: count)
      return rests.flatMap { [$0 + closing + ends, closing + $0 + ends] }
    }
  }

  private func isAccepted(_ line: String, _ session: Session) -> Bool {
    CompletionTests.endings(of: line).contains { session.problem(in: line + $0) == nil }
  }

  private func proveCandidates(of line: String, _ session: Session) -> Int {
    // A line before that is wrong, or is a block's end without a block, makes the whole cell wrong.
    let before = line.split(separator: "\n", omittingEmptySubsequences: false).dropLast().joined(separator: "\n")
    let ends = (0...4).map { before + String(repeating: "\nend", count: $0) }
    guard ends.contains(where: { session.problem(in: $0) == nil }) else { return 0 }
    let found = session.complete(line, at: line.count)
    for (candidate, _) in found.candidates {
      let completed = String(line.prefix(found.start)) + candidate
      #expect(
        isAccepted(completed, session),
        "\"\(line)\" offers \(candidate): \(session.problem(in: completed)?.message ?? "")")
    }
    return found.candidates.count
  }

  /// Every beginning of every declaration and of every example.
  @Test func everyBeginningOfADeclaration() {
    let bench = bench(), session = bench.session
    var lines = session.allCommands.flatMap { [$0.name + " "] + $0.examples }
    lines += session.allSubjects.flatMap { ["show \($0.name) "] + $0.examples }
    lines += session.functions.all.flatMap { [$0.name + "("] + $0.examples }
    lines +=
      Setting.all.map { "set \($0.name) " } + Preset.all.map { "use \($0.name) " } + [
        "help show loss ", "time step critic ",
      ]
    lines += ["repeat 2\n  sh", "sj ", "critic.dense1.we", "x = norm(real, axes: 1, ", "until loss < 5 ma", "own "]
    lines += [
      "network(conv(1, 2), de", "critic = network([2], dense(3), ", "yvalue = 3\nyv", "repeat 2\n  en", "clear ",
      "sum(real, ax",
    ]
    var offered = 0, seen: Set<String> = []
    for line in lines {
      for length in 0...line.count where seen.insert(String(line.prefix(length))).inserted {
        offered += withExtendedLifetime(bench) { proveCandidates(of: String(line.prefix(length)), session) }
      }
    }
    #expect(offered > 10_000)
  }

  /// Soups of words: whatever stands before, nothing is offered that would be refused.
  @Test func randomCells() {
    let bench = bench(), session = bench.session
    let words = [
      "xvalue", "critic", "sum(", "norm(", "(", ")", "[", "]", ",", "axes:", "keep:", ":", "=", "+", "-", "*", "^",
      "not", "and",
      "or", "1", "2.5", "\"a\"", ".", "critic.", "show", "set", "objective", "gan", "step", "train", "until", "max",
      "help", "use", "time",
      "repeat 2\n", "end\n", "#", ";", "sj", "own", "network(", "dense(", "<", "\"", "1e", "x =",
      "clear", "exp(",
    ]
    var state: UInt64 = 3
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var offered = 0
    for _ in 0..<1500 {
      let line = (0...random(5)).map { _ in words[random(words.count)] }.joined(separator: " ")
      offered += withExtendedLifetime(bench) { proveCandidates(of: line, session) }
    }
    #expect(offered > 5000)
  }

  @Test func aNameInQuotesKeepsThem() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "completion-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["my run.wgan", "other.txt"] {
      _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: nil)
    }
    let bench = bench(), session = bench.session
    for typed in ["run \"\(folder)/my", "run \(folder)/m"] {
      let found = session.complete(typed, at: typed.count)
      #expect(found.start == 4)
      #expect(found.candidates.map(\.text) == ["\"\(folder)/my run.wgan\""])
    }
    #expect(session.complete("run \(folder)/o", at: folder.count + 6).candidates.isEmpty)
  }

  @Test func severalLinesAreOneCell() {
    let bench = bench(), session = bench.session
    func texts(_ cell: String) -> [String] { session.complete(cell, at: cell.count).candidates.map(\.text) }
    #expect(texts("repeat 2\n  en").contains("end") && !texts("en").contains("end"))
    #expect(texts("yvalue = 3\nyv") == ["yvalue"])
    #expect(texts("norm([1,\n  2], ke") == ["keep:"])
    #expect(session.complete("step\nshow js", at: 12).start == 10)
  }
}
