import Arrays
import Checkpoints
import Experiments
import Foundation
import Testing

/// `save F with history`: what a run has done is kept with it, and goes on in another session as if nothing had been.
@Suite struct HistoryTests {
  private static let setups: [[String]] = [
    ["use dirac", "set batch 4"], ["use lines", "set width 8", "set batch 16"],
    ["use 8gaussians", "set width 8", "set batch 16", "set critics 2"],
    ["use 25gaussians", "set width 8", "set batch 16", "set objective wgan", "set clipping loop", "set norm batch"],
    ["use swissroll", "set width 8", "set batch 16", "set optimizer sgd", "set momentum 0.9", "set seed 7"],
    [
      "use 8gaussians", "set batch 16", "set critics 2",
      "critic = network([2], dense(6), batchnorm(epsilon: 0.01), leakyrelu(0.1), dense(1))",
    ],
  ]

  /// Branches, settings, a beginning of its own, and a place in the middle of it.
  private static let deeds = [
    "train 40", "branch gentle", "set lambda 3", "train 12", "goto 20", "set rate 0.001", "set batch 8", "train 30",
    "step critic", "switch main", "train 3", "set seed 11", "train 5", "switch gentle", "goto 45",
  ]

  private static let jumps = [
    "goto 30", "switch main", "goto critic 17", "goto end", "switch branch3", "back 3", "goto 21", "switch branch4",
    "goto 0", "goto end", "switch gentle", "back critic 2", "step", "goto 7", "train 2", "switch gentle", "goto 50",
    "switch main", "back until rounds < 12",
  ]

  private func saved(_ setup: [String]) throws -> Bench {
    let bench = Bench()
    for line in setup + HistoryTests.deeds { try bench.run(line) }
    try bench.run("save @/run with history")
    return bench
  }

  /// The law: wherever the loaded run goes, it says and is what the run says and is that was never saved.
  @Test(arguments: setups) func goesOnEverywhere(_ setup: [String]) throws {
    let first = try saved(setup), second = Bench(first.folder)
    #expect(try second.run("load @/run").contains("its history: 4 branches") || setup[0] == "use dirac")
    #expect(try second.state() == first.state())
    #expect(try second.run("timeline", "branch") == first.run("timeline", "branch"))
    for line in HistoryTests.jumps {
      #expect(try second.run(line) == first.run(line), "\(line) after \(setup.last ?? "")")
      #expect(try second.state() == first.state(), "\(line) after \(setup.last ?? "")")
      let runs = try [first, second].map { try $0.workbench.laboratory.experiment() }
      #expect(runs[0].log.critic == runs[1].log.critic && runs[0].log.generator == runs[1].log.generator, "\(line)")
      #expect(runs[0].critic.lastGradients.map(bits) == runs[1].critic.lastGradients.map(bits), "\(line)")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")))
  func goesOnWithPictures() throws {
    let first = Bench()
    for line in [
      "use fashion", "set width 1", "set batch 4", "train 3", "back 1", "set batch 3", "train 2",
      "save @/run with history",
    ] { try first.run(line) }
    let second = Bench(first.folder)
    try second.run("load @/run")
    for line in ["goto 0", "goto 1", "switch main", "back 2", "goto end", "switch branch2", "train 1"] {
      #expect(try second.run(line) == first.run(line))
      #expect(try second.state() == first.state(), "\(line)")
    }
  }

  /// What is the learner's own lies in the file beside the history: samples, labels, and every objective that a branch was trained by.
  @Test func goesOnWithWhatIsTheLearners() throws {
    let first = Bench()
    for line in [
      "use 8gaussians", "data = normal([40, 2])", "labels = concat(zeros(20), ones(20))", "use own", "set width 4",
      "set batch 5",
      "set conditional on", "train 3",
      "objective steep like wgan-gp\n  penalty = mean(norms^6)\n"
        + "  criticloss = mean(critic(fake)) - mean(critic(real)) + 2*penalty\n  generatorloss = -mean(critic(fake))\nend",
      "set objective steep", "train 4", "set objective wgan", "train 3", "goto 1", "save @/run with history",
    ] { try first.run(line) }
    let second = Bench(first.folder)
    try second.run("load @/run")
    #expect(try second.run("timeline", "branch") == first.run("timeline", "branch"))
    for line in ["goto end", "back 2", "switch main", "goto 2", "switch branch3", "train 2", "step critic"] {
      #expect(try second.run(line) == first.run(line), "\(line)")
      #expect(try second.state() == first.state(), "\(line)")
    }
  }

  /// Loaded and saved again the file is the same, also after jumps; without a history it is the plain one, which can be loaded as ever.
  @Test func sameBytes() throws {
    let first = try saved(HistoryTests.setups[2]), plain = try first.state(), second = Bench(first.folder)
    try second.run("load @/run", "save @/again with history")
    #expect(first.folder.bytes("again") == first.folder.bytes("run"))
    #expect(try second.state() == plain)
    try second.run("goto 3", "switch main", "switch gentle", "goto 45", "save @/again with history", "load @/again")
    #expect(try second.state() == plain)
  }

  /// Of a log each state has what the state before it has not: a report is in the file once, whatever the number of states.
  @Test func reportsAreWrittenOnce() throws {
    let bench = Bench()
    try bench.run("use dirac", "set batch 4", "train 300", "save @/run with history")
    let log = try bench.workbench.laboratory.experiment().log
    let file = try SafetensorsFile(bytes: bench.folder.bytes("run"), name: "run")
    let size = try #require(file.entry(named: "timeline")).bytes.count
    #expect(file.entries.count { $0.name.hasPrefix("history/") } > 8, "there are states")
    #expect(size < 30 * log.critic.count + 20 * log.generator.count + 4000)
  }

  /// What lies beside a run is no plain checkpoint's, and goes where the timeline is off.
  @Test func whereTheTimelineIsOff() throws {
    let first = try saved(HistoryTests.setups[2]), second = Bench(first.folder)
    try second.run("use 8gaussians", "set timeline 0")
    #expect(try second.run("load @/run").contains("left out"))
    #expect(try second.state() == first.state())
    #expect(second.failure("save @/other with history").contains("timeline is off"))
    #expect(second.failure("save @/other with histroy").contains("Did you mean history"))
    #expect(first.folder.names == ["run"])
  }

  /// Under a smaller bound states are given up, and everything can be gone to as before.
  @Test func aSmallerBound() throws {
    let first = try saved(HistoryTests.setups[2]), second = Bench(first.folder)
    try second.session.override([("timeline", "1")])
    try second.run("load @/run")
    for line in ["goto 30", "switch main", "goto 2"] {
      #expect(try second.run(line) == first.run(line))
      #expect(try second.state() == first.state())
    }
  }

  /// What a file cannot say is said, and the file that was there stays.
  @Test func aChangedStepIsNotKept() throws {
    let bench = try saved(HistoryTests.setups[2]), before = bench.folder.bytes("run")
    try bench.workbench.laboratory.experiment().amend { $0.epsilon.sharing = .batch }
    #expect(bench.failure("save @/run with history").contains("the step itself was changed"))
    #expect(bench.folder.bytes("run") == before)
  }
}

/// Histories that are not right: each is refused by what is wrong with it, and nothing changes.
@Suite struct DamagedHistoryTests {
  private let bench = Bench()
  private let bytes: [UInt8]
  private let told: [UInt8]
  private static let settings = ["setting.batch", "setting.width", "setting.critics", "setting.lambda"]

  init() throws {
    for line in [
      "use 8gaussians", "set batch 4", "set width 2", "set critics 1", "break when rounds == 2", "train 3", "delete 1",
      "train 1", "branch other", "set lambda 2", "train 2", "save @/good with history",
    ] { try bench.run(line) }
    bytes = bench.folder.bytes("good")
    let entry = try #require(try SafetensorsFile(bytes: bytes, name: "f").entry(named: "timeline"))
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    told = Array(bytes[(8 + length + entry.bytes.lowerBound)..<(8 + length + entry.bytes.upperBound)])
  }

  /// What load says of a file, after a check that it changed nothing; `nil` where it was taken.
  private func refusal(_ bytes: [UInt8], _ other: Bench, _ before: [UInt8]) throws -> String? {
    _ = bench.folder.file("bad", bytes)
    let message = other.failure("load @/bad")
    guard message != "no failure" else { return nil }
    #expect(try other.state() == before)
    return message
  }

  private func other() throws -> (Bench, state: [UInt8]) {
    let other = Bench(bench.folder)
    try other.run("use 8gaussians", "set width 2", "set batch 2", "step")
    return (other, try other.state())
  }

  /// The file with other bytes for its history, and what else is changed, under a right digest.
  private func resealed(_ told: [UInt8]?, _ change: (inout Editing) -> Void = { _ in }) throws -> [UInt8] {
    var editing = try Editing(bytes, keys: keys + DamagedHistoryTests.settings)
    editing.tensors.removeAll { $0.name == "timeline" }
    change(&editing)
    return SafetensorsWriter.bytes(
      editing.tensors, notes: editing.notes, bytes: told.map { [("timeline", $0)] } ?? [])
  }

  @Test func theEditorAloneChangesNothing() throws { #expect(try resealed(told) == bytes) }

  /// Every byte counts: one bit of every third in the header, of each in the history, of some among the numbers.
  @Test func everyByte() throws {
    let (other, before) = try self.other(), length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    for index in bytes.indices
    where index % (index < 8 + length ? 3 : index >= bytes.count - told.count ? 1 : 50) == 0 {
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      let message = try refusal(flipped, other, before)
      #expect(message?.isEmpty == false, "byte \(index)")
    }
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(try refusal(Array(bytes[..<count]), other, before) != nil, "\(count) bytes")
    }
  }

  /// Whatever a history says under a right digest, it is taken as it is or refused by what is wrong; nothing ends the program, and what was
  /// taken can be gone about in.
  @Test func whateverItSays() throws {
    var refused = 0, (other, before) = try self.other()
    for index in told.indices {
      for value in [told[index] &+ 1, 0xFF] where value != told[index] {
        var changed = told
        changed[index] = value
        if try refusal(try resealed(changed), other, before) != nil {
          refused += 1
        } else {
          for line in ["timeline", "goto 0", "goto end", "switch main", "train 1"] { _ = other.session.run(cell: line) }
          (other, before) = try self.other()
        }
      }
    }
    #expect(refused > told.count)
    for count in stride(from: 0, to: told.count, by: 3) {
      #expect(try refusal(try resealed(Array(told[..<count])), other, before) != nil)
    }
  }

  /// The history with some of its bytes, which are there once, put as others.
  private func told(_ part: String, as other: String) throws -> [UInt8] {
    let (part, other) = (Array(part.utf8), Array(other.utf8))
    let starts = told.indices.dropLast(part.count - 1).filter { Array(told[$0..<$0 + part.count]) == part }
    try #require(starts.count == 1 && part.count == other.count)
    return Array(told[..<starts[0]]) + other + told[(starts[0] + part.count)...]
  }

  /// One spelling only, names that can be typed, lines that act on no terminal, the samples of the run.
  @Test func whatIsSaidOtherwise() throws {
    let (other, before) = try self.other()
    func message(_ told: [UInt8], _ change: (inout Editing) -> Void = { _ in }) throws -> String {
      try refusal(try resealed(told, change), other, before) ?? "taken"
    }
    #expect(told[0] == 1, "one beginning")
    #expect(try message([0x81, 0] + told.dropFirst()).contains("a count has a digit too many"))
    #expect(try message(told("other", as: "o[31m")).contains("is no name of a branch"))
    #expect(try message(told("stop 1", as: "stop\u{1B}1")).contains("what was noted is no line of text"))
    let samples = try #require(SafetensorsFile(bytes: bytes, name: "f").note("critic.samples").flatMap(Int.init))
    #expect(try message(told) { $0["critic.samples"] = "\(samples + 4)" }.contains("the coming samples are not those"))
  }

  @Test func whatIsMissingOrTooMuch() throws {
    let (other, before) = try self.other()
    func message(_ told: [UInt8]?, _ change: (inout Editing) -> Void = { _ in }) throws -> String {
      try refusal(try resealed(told, change), other, before) ?? "taken"
    }
    #expect(try message(nil).contains("it has no history, which its version has"))
    #expect(try message(told) { $0["version"] = "2" }.contains("tensors that its networks do not have"))
    #expect(try message(told) { $0["version"] = "5" }.contains("this program reads up to 4"))
    #expect(try message(told + [0]).contains("1 bytes are left"))
    #expect(try message(told) { $0.tensors.removeAll { $0.name == "history/0/critic" } }.contains("it lacks"))
    #expect(
      try message(told) { $0.tensors.append((name: "history/9/critic", array: NDArray(1))) }.contains("do not have"))
    #expect(
      try message(told) { editing in
        editing.tensors = editing.tensors.map {
          $0.name == "history/here/critic" ? (name: $0.name, array: NDArray(1)) : $0
        }
      }.contains("its history has"))
    #expect(
      try message(told) { editing in
        editing.tensors = editing.tensors.map {
          $0.name == "history/here/critic"
            ? (name: $0.name, array: NDArray(repeating: .nan, shape: $0.array.shape)) : $0
        }
      }.contains("holds NaN"))
    #expect(try message(told) { $0["critic.steps"] = "4" }.contains("history"))
    #expect(try message(told) { $0["setting.lambda"] = "5" }.contains("stands elsewhere than its path says"))
  }
}
