import Arrays
import Checkpoints
import Testing

private let runKeys = keys

/// A run on samples of the learner's own, in a file.
@Suite struct OwnDataTests {
  private let bench = Bench()
  private let bytes: [UInt8]

  init() throws {
    try bench.run(
      "use 8gaussians", "data = uniform(20, 3)", "labels = clusters(data, 2)", "set conditional on", "set width 2",
      "train 1",
      "save @/run")
    bytes = bench.folder.bytes("run")
  }

  /// What the file says of its settings, beside what every checkpoint says.
  private static let keys = runKeys + ["classes", "setting.conditional", "setting.width"]

  private func load(_ change: (inout Editing) -> Void) throws -> String {
    var editing = try Editing(bytes, keys: Self.keys)
    change(&editing)
    _ = bench.folder.file("other", editing.bytes)
    return bench.failure("load @/other")
  }

  @Test func theFileIsWhole() throws {
    #expect(try load { _ in } == "no failure")
    let file = try SafetensorsFile(bytes: bytes, name: "f")
    #expect(file.note("version") == "3" && file.note("classes") == "2" && file.note("preset") == "own")
    #expect(file.entry(named: "data")?.shape == [20, 3] && file.entry(named: "data.labels")?.shape == [20])
    #expect(bench.folder.bytes("run") == bytes)
  }

  private func replacing(_ name: String, by array: NDArray?) throws -> String {
    try load { editing in
      editing.tensors.removeAll { $0.name == name }
      if let array { editing.tensors.append((name, array)) }
    }
  }

  @Test func whatIsWrongWithTheSamplesIsTold() throws {
    let labels = { (count: Int, label: Real) in NDArray(repeating: label, shape: [count]) }
    #expect(try replacing("data", by: nil).contains("its preset is own, and it lacks \"data\""))
    #expect(try replacing("data", by: NDArray(repeating: .infinity, shape: [20, 3])).contains("data[0, 0] is inf"))
    #expect(try replacing("data", by: NDArray(repeating: 0, shape: [20])).contains("holds points or images"))
    #expect(try replacing("data", by: NDArray(repeating: 0, shape: [20, 4])).contains("its generator is"))
    #expect(try replacing("data.labels", by: labels(19, 1)).contains("there are 19, and 20 samples"))
    #expect(try replacing("data.labels", by: labels(20, 0.5)).contains("no whole number"))
    #expect(try replacing("data.labels", by: labels(20, 1000)).contains("labels[0] is 1000"))
    #expect(try replacing("data.labels", by: nil).contains("have no classes"))
    #expect(try load { $0["classes"] = "3" } != "no failure")
    #expect(try load { $0["classes"] = "x" }.contains("classes is \"x\""))
    #expect(try load { $0["preset"] = "8gaussians" } != "no failure")
  }

  /// Labels without samples belong to nothing.
  @Test func labelsAloneAreTooMany() throws {
    try bench.run("use 8gaussians", "set width 2", "save @/plain")
    var editing = try Editing(bench.folder.bytes("plain"), keys: runKeys + ["setting.width"])
    editing.tensors.append(("data.labels", NDArray(repeating: 0, shape: [20])))
    _ = bench.folder.file("other", editing.bytes)
    #expect(bench.failure("load @/other").contains("tensors that its networks do not have"))
  }

  /// A run without samples of its own is a file that older programs read.
  @Test func otherRunsKeepTheirVersion() throws {
    try bench.run("use 8gaussians", "set width 2", "save @/plain")
    #expect(try SafetensorsFile(bytes: bench.folder.bytes("plain"), name: "f").note("version") == "2")
  }

  /// Every bit of the samples is under the digest.
  @Test func aChangedSampleIsNoticed() throws {
    let file = try SafetensorsFile(bytes: bytes, name: "f"), entry = try #require(file.entry(named: "data"))
    var other = bytes
    other[bytes.count - 1 - entry.bytes.lowerBound / 1000] ^= 1
    _ = bench.folder.file("other", other)
    #expect(bench.failure("load @/other").contains("digest"))
  }
}
