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

  /// Products of matrices and sums are cut into rows, and no sum runs over the threads. (More threads than that leave each a few odd rows,
  /// which oneDNN rounds otherwise.)
  @Test(arguments: [2, 3, 4]) func threads(count: Int) throws {
    #expect(try run(threads: count) == run(threads: 1))
  }
}
