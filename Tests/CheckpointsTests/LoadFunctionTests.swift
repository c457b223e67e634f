import Arrays
import Checkpoints
import Foundation
import Testing

@Suite struct LoadFunctionTests {
  private let bench = Bench()

  init() throws {
    let tensors: [(name: String, array: NDArray)] = [
      ("kernel", NDArray([1, 2, 3, 4, 5, 6], shape: [2, 3])), ("bias", NDArray(7)),
      ("none", NDArray([], shape: [0, 2])),
    ]
    _ = bench.folder.file("f", SafetensorsWriter.bytes(tensors, notes: []))
  }

  @Test func values() throws {
    try bench.run(
      "k = load(\"@/f\", \"kernel\")", "assert sum(k) == 21", "assert shape(k)[1] == 3", "assert k[1, 0] == 4",
      "assert load(\"@/f\", \"bias\") == 7", "assert size(load(\"@/f\", \"none\")) == 0",
      "assert sum(gradient(sum(k^2), k)) == 42", "assert load(\"@/f\", name: \"bias\") == 7")
  }

  /// The function and the command have one name: what follows it decides.
  @Test func bothOfThem() throws {
    try bench.run("use 8gaussians", "set width 4", "train 1", "save @/run")
    try bench.run(
      "w = load(\"@/run\", \"critic.dense1.weight\")", "load @/run", "assert sum(abs(w - critic.dense1.weight)) == 0")
    #expect(bench.failure("load @/f").contains("no checkpoint of wganlab"))
  }

  @Test func refusals() {
    #expect(bench.failure("load(\"@/f\", \"kernal\")").contains("Did you mean \"kernel\"?"))
    #expect(bench.failure("load(\"@/f\", \"zzzzzz\")").contains("It holds \"bias\", \"kernel\", \"none\"."))
    #expect(bench.failure("load(\"@/f\")").contains("It holds \"bias\", \"kernel\", \"none\"."))
    #expect(bench.failure("load(\"@/nothing\", \"x\")").contains("there is no file"))
    #expect(bench.failure("load(3, \"x\")").contains("a text is needed"))
    #expect(bench.failure("load(\"@/f\", 3)").contains("a text is needed"))
    #expect(bench.failure("load(\"@\", \"x\")").contains("is a folder"))
    #expect(bench.failure("load()").contains("load needs \"file\""))
    _ = bench.folder.file("cut", [1, 2, 3])
    _ = bench.folder.file("cut.safetensors", [1, 2, 3])
    #expect(bench.failure("load(\"@/cut.safetensors\", \"x\")").contains("3 bytes, fewer than the 8"))
    #expect(bench.failure("load(\"@/cut\", \"x\")").contains("byte 0 is 1: it is no text"))
  }

  /// Of a large file only the tensor that is asked for is read.
  @Test(.timeLimit(.minutes(1))) func largeFiles() throws {
    let size = 40_000_000_000
    let header =
      "{\(entry("huge", "U8", "[\(size)]", "[0,\(size)]")),\(entry("small", "F32", "[1]", "[\(size),\(size + 4)]"))}"
    let path = bench.folder.file("large", file(header))
    truncate(path, off_t(8 + header.utf8.count + size + 4))
    try bench.run("assert load(\"@/large\", \"small\")[0] == 0")
    #expect(bench.failure("load(\"@/large\", \"huge\")").contains("huge"))
    #expect(bench.failure("load @/large").contains("no checkpoint of wganlab"))
  }
}
