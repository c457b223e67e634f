import Foundation
import Testing

/// The same script gives the same bytes, however often it is run and with one thread or a few.
@Suite struct RepeatTests {
  private static let script = """
    use 8gaussians
    set batch 64
    set width 128
    break when critic.loss < -2
    trace norm(critic.gradient)
    train 6
    continue
    back critic 9
    set lambda 1
    train 2
    compare main branch2
    timeline
    show memory
    step critic penalty
    why critic.dense2.weight[3, 7]
    race gan wgan rounds: 2
    """

  private struct Outcome: Equatable {
    let text: String
    let weights: Data
  }

  /// Text and weights of one run of the script; what the whole program holds is left out.
  private func run(threads: Int) throws -> Outcome {
    let folder = Folder()
    let result = try wganlab(
      "run", "--keep-going", "-", input: RepeatTests.script + "\nsave run.safetensors",
      environment: ["OMP_NUM_THREADS": String(threads)], in: folder.path)
    let lines = result.output.split(separator: "\n").filter { !$0.contains("MiB") }
    #expect(lines.count > 60)
    return Outcome(
      text: lines.joined(separator: "\n"),
      weights: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/run.safetensors")))
  }

  @Test func twentyRuns() throws {
    let first = try run(threads: 1)
    for _ in 1..<20 { #expect(try run(threads: 1) == first) }
  }

  /// No sum depends on how many threads there are: rows and samples are cut into blocks, always as many.
  @Test(arguments: [2, 3, 7]) func threads(count: Int) throws {
    #expect(try run(threads: count) == run(threads: 1))
  }

  /// Every preset, and what the others of its kind leave out: sizes that nothing divides, networks with batch norm, wide ones.
  private static let runs = [
    "use 8gaussians\ntrain 3", "use 25gaussians\nset objective gan\nset norm batch\nset batch 33\ntrain 3",
    "use swissroll\nset batch 100\nset width 100\ntrain 3", "use 8gaussians\nset width 512\ntrain 1",
    "use lines\ntrain 3", "use gaussians1d\ntrain 3", "use dirac\ntrain 3",
  ]

  /// Those on images.
  private static let pictures = [
    "use fashion\ntrain 1", "use fashion\nset objective wgan\nset batch 13\nset critics 2\ntrain 1",
    "use fashion-article\nset width 8\nset batch 12\nset critics 1\ntrain 1",
  ]

  /// The weights that a script leaves, as a file's bytes.
  private func weights(_ script: String, threads: Int) throws -> Data {
    let folder = Folder()
    let result = try wganlab(
      "run", "-", input: script + "\nsave run.safetensors", environment: ["OMP_NUM_THREADS": String(threads)],
      in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    return try Data(contentsOf: URL(fileURLWithPath: folder.path + "/run.safetensors"))
  }

  @Test(arguments: runs) func everyPresetOnAnyNumberOfThreads(script: String) throws { try expectSame(script) }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")), arguments: pictures)
  func picturesOnAnyNumberOfThreads(script: String) throws { try expectSame(script) }

  private func expectSame(_ script: String) throws {
    let one = try weights(script, threads: 1)
    for threads in [2, 3, 7] { #expect(try weights(script, threads: threads) == one, "\(threads) threads: \(script)") }
  }
}
