import Arrays
import Checkpoints
import Foundation
import Testing

/// Checkpoints that are not right: each is refused by what is wrong with it, and nothing changes.
@Suite struct DamageTests {
  private let bench = Bench()
  private let bytes: [UInt8]

  init() throws {
    try bench.run(
      "use 8gaussians", "set batch 4", "set rate 0.01", "set optimizer sgd",
      "critic = network([2], dense(2), dense(1))",
      "generator = network([1], dense(2))", "train 1", "save @/good")
    bytes = bench.folder.bytes("good")
  }

  /// What load says of a file, after a check that it changed nothing.
  private func refusal(_ bytes: [UInt8]) throws -> String {
    let other = Bench(bench.folder)
    _ = bench.folder.file("bad", bytes)
    try other.run("use 8gaussians", "set width 2", "set batch 2", "step")
    let before = try other.state()
    let message = other.failure("load @/bad")
    #expect(try other.state() == before)
    return message
  }

  private func edited(_ change: (inout Editing) -> Void) throws -> String {
    var editing = try Editing(bytes, keys: keys + ["setting.rate", "setting.batch", "setting.optimizer"])
    change(&editing)
    return try refusal(editing.bytes)
  }

  @Test func theEditorAloneChangesNothing() throws {
    #expect(try Editing(bytes, keys: keys + ["setting.rate", "setting.batch", "setting.optimizer"]).bytes == bytes)
  }

  /// The law: whichever bit flips, the file is refused, and the message is not empty.
  @Test func everyBit() throws {
    let other = Bench(bench.folder)
    try other.run("use 8gaussians", "set width 2", "set batch 2", "step")
    let before = try other.state(), path = bench.folder.file("flipped", bytes)
    let file = try FileHandle(forUpdating: URL(filePath: path))
    for index in bytes.indices {
      for bit in 0..<8 {
        try file.seek(toOffset: UInt64(index))
        try file.write(contentsOf: [bytes[index] ^ 1 << bit])
        let message = other.failure("load @/flipped")
        #expect(message.contains("flipped\": "), "bit \(bit) of byte \(index): \(message)")
      }
      try file.seek(toOffset: UInt64(index))
      try file.write(contentsOf: [bytes[index]])
    }
    #expect(try other.state() == before)
    try other.run("load @/flipped")
  }

  @Test func everyPrefix() throws {
    let other = Bench(bench.folder)
    for count in 0..<bytes.count {
      _ = bench.folder.file("cut", Array(bytes[..<count]))
      #expect(other.failure("load @/cut").contains("cut\": "), "\(count) bytes")
    }
    _ = bench.folder.file("cut", bytes + [0])
    #expect(other.failure("load @/cut").contains("the rest belongs to no tensor"))
  }

  @Test func digest() throws {
    var changed = bytes
    changed[bytes.count - 1] ^= 1
    #expect(try refusal(changed).contains("its digest is wrong"))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\"sha256\""))
    let place = try #require(bytes.firstRange(of: Array("sha256".utf8)))
    changed = bytes
    changed[place.lowerBound] ^= 1
    #expect(try refusal(changed).contains("have no digest"))
  }

  @Test func tensors() throws {
    #expect(
      try edited { $0.tensors.removeAll { $0.name == "critic.dense2.weight" } }.contains(
        "it lacks \"critic.dense2.weight\""))
    #expect(try edited { $0.tensors = [] }.contains("it lacks \"critic.dense1.weight\", "))
    #expect(
      try edited { $0.tensors.append(("critic.dense9.weight", NDArray(1))) }
        .contains("tensors that its networks do not have: \"critic.dense9.weight\""))
    #expect(
      try edited { $0.tensors[0].array = NDArray(repeating: 0, shape: [3]) }
        .contains("\"critic.dense1.bias\" is [3], its network has [2]"))
    #expect(
      try edited { $0.tensors[1].array = NDArray([1, 2, .nan, 4], shape: [2, 2]) }
        .contains("\"critic.dense1.weight\" holds NaN"))
    #expect(try edited { $0.tensors.append(("critic.dense1.bias/adam.mean", NDArray(1))) }.contains("do not have"))
    #expect(try edited { $0["setting.optimizer"] = "adam" }.contains("it lacks \"critic.dense1.weight/adam.mean\""))
  }

  @Test func otherTypes() throws {
    let text = String(decoding: bytes.dropFirst(8), as: UTF8.self)
    let header = try #require(text.split(separator: "}}", omittingEmptySubsequences: false).first)
    let changed = header.replacing("\"F32\"", with: "\"I32\"") + "}}"
    let data = try SafetensorsFile(bytes: bytes, name: "f").entries.last?.bytes.upperBound ?? 0
    #expect(try refusal(file(Array(changed.utf8), data: data)).contains("holds I32 numbers, a checkpoint holds F32"))
  }

  @Test func words() throws {
    #expect(try edited { $0["format"] = nil }.contains("no checkpoint of wganlab"))
    #expect(try edited { $0["version"] = "5" }.contains("its format version is 5, this program reads up to 4"))
    #expect(try edited { $0["version"] = "4" }.contains("its metadata have no \"faults\""))
    for faults in ["none", "epsilon-normal epsilon-normal", " "] {
      #expect(
        try edited {
          $0["version"] = "4"
          $0["faults"] = faults
        }.contains("fault"), "\(faults)")
    }
    #expect(try edited { $0["version"] = "0" }.contains("its format version is \"0\""))
    #expect(try edited { $0["preset"] = "mnist" }.contains("its preset is \"mnist\", which this program does not have"))
    #expect(
      try edited { $0["preset"] = "swissroll" }.contains("a run of the preset swissroll, and 8gaussians is in use"))
    #expect(try edited { $0["critic.steps"] = "-1" }.contains("critic.steps is -1, a count cannot be negative"))
    #expect(try edited { $0["critic.steps"] = "1e3" }.contains("critic.steps is \"1e3\", no whole number"))
    #expect(try edited { $0["generator.steps"] = "9223372036854775807" }.contains("more than 1000000000000"))
    #expect(try edited { $0["generator.steps"] = nil }.contains("have no \"generator.steps\""))
    #expect(try edited { $0["seed"] = "-3" }.contains("its setting seed is \"-3\""))
    #expect(
      try edited { $0["setting.rate"] = "nan" }.contains("its setting rate is \"nan\": rate takes a number above 0"))
    #expect(try edited { $0["setting.speed"] = "1" }.contains("a setting \"speed\", there is none"))
    #expect(try edited { $0["own"] = "critic banana" }.contains("names no networks"))
  }

  @Test func networks() throws {
    #expect(
      try edited { $0["own"] = "critic" }.contains("its generator is \"network([1], dense(2))\", that of 8gaussians is")
    )
    #expect(
      try edited { $0["critic.network"] = "network([2], dense(1), tanh())" }.contains(
        "\"critic.dense1.weight\" is [2×2]"))
    #expect(
      try edited { $0["critic.network"] = "network([3], dense(2), dense(1))" }.contains("[2×2], its network has [3×2]"))
    #expect(
      try edited { $0["critic.network"] = "network([0], dense(2), dense(1))" }.contains("[2×2], its network has [0×2]"))
    for text in [
      "", "dense(1)", "network()", "network([2])x", "network([0, 2], dense(1))", "network([2], sum(1))",
      "network([2], 5)",
      "network([2], dense(load(\"x\", \"y\")))", "network([2], dense(1 + 1))", "network([-2], dense(1))", "\u{1B}[2J",
      "network([2], conv(1, 3))", "network([1048576, 1048576, 1048576], dense(1))", "network([2], dense(1048577))",
      "network([2], " + [String](repeating: "relu()", count: 201).joined(separator: ", ") + ")",
    ] {
      let message = try edited { $0["critic.network"] = text }
      #expect(message.contains("its critic ") || message.contains("it lacks"), "\(text): \(message)")
      #expect(!message.contains("\u{1B}") && !message.contains("Problem("))
    }
  }

  /// Another preset's networks under this preset's name.
  @Test func anotherPresetsNetworks() throws {
    let other = Bench()
    try other.run("use 8gaussians", "set width 4", "save @/run")
    var editing = try Editing(other.folder.bytes("run"), keys: keys + ["setting.width"])
    editing["preset"] = "fashion"
    let message = try refusal(editing.bytes)
    #expect(message.contains("its critic is \"network([2], dense(4)") && message.contains("that of fashion is"))
    editing["preset"] = "8gaussians"
    editing["setting.width"] = "2048"
    #expect(try refusal(editing.bytes).contains("that of 8gaussians is \"network([2], dense(2048)"))
  }

  @Test func notFiles() throws {
    let path = bench.folder.path
    mkfifo(path + "/pipe", 0o600)
    mkdir(path + "/folder", 0o700)
    _ = bench.folder.file("empty", [])
    #expect(bench.failure("load @/pipe").contains("not a plain file"))
    #expect(bench.failure("load @/folder").contains("not a plain file"))
    #expect(bench.failure("load /dev/null").contains("not a plain file"))
    #expect(bench.failure("load @/empty").contains("it is empty"))
    #expect(bench.failure("load @/nothing").contains("there is no file"))
    #expect(bench.failure("save @/pipe").contains("not a plain file"))
    #expect(bench.failure("save @/no/run").contains("there is no folder"))
    try bench.run("load @/good")
  }

  /// A run that broke overwrites no good save.
  @Test func nothingBrokenIsSaved() throws {
    let state = try bench.workbench.laboratory.experiment().state
    var broken = state
    broken.critic.values[0] = NDArray(repeating: .nan, shape: broken.critic.values[0].shape)
    try bench.workbench.laboratory.experiment().restore(broken)
    #expect(bench.failure("save @/good").contains("nothing is saved: \"critic.dense1.weight\" holds NaN"))
    #expect(bench.folder.bytes("good") == bytes)
    try bench.run("critic = network([2], leakyrelu(infinity), dense(1))")
    #expect(bench.failure("save @/good").contains("layers cannot be written down"))
    #expect(bench.folder.bytes("good") == bytes)
  }

  /// A file that holds anything but a run is not lost by a save.
  @Test func saveReplacesRunsAlone() throws {
    for bytes in [Array("my notes".utf8), SafetensorsWriter.bytes([("x", NDArray(1))], notes: [])] {
      _ = bench.folder.file("notes", bytes)
      #expect(bench.failure("save @/notes").contains("is there already, and holds no run that was saved"))
      #expect(bench.folder.bytes("notes") == bytes)
    }
    _ = bench.folder.file("empty", [])
    try bench.run("save @/empty", "save @/empty", "load @/empty")
  }

  @Test func foreign() throws {
    let bytes = SafetensorsWriter.bytes([("x", NDArray(1)), ("y\u{1B}", NDArray(2))], notes: [])
    let message = try refusal(bytes)
    #expect(message.contains("it is a safetensors file, but no checkpoint of wganlab"))
    #expect(message.contains("load(\"…\", \"name\") reads a single tensor; it holds \"x\", \"y\\u{1b}\"."))
  }
}
