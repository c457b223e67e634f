import Arrays
import Checkpoints
import Foundation
import Testing

/// One network's numbers from a file, by their names.
@Suite(.serialized) struct LoadIntoTests {
  private func bench() throws -> Bench {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 4", "set batch 8", "step 2")
    return bench
  }

  private func numbers(_ bench: Bench, _ network: String) throws -> [[UInt32]] {
    let experiment = try bench.workbench.laboratory.experiment()
    return (network == "critic" ? experiment.critic : experiment.generator).network.parameters.map { bits($0.value) }
  }

  /// The network has the file's numbers; the other one, the optimiser's memory and the steps stay.
  @Test(arguments: ["critic", "generator"])
  func itHasThem(_ network: String) throws {
    let bench = try bench(), other = network == "critic" ? "generator" : "critic"
    try bench.run("save @/run.safetensors")
    let saved = try numbers(bench, network)
    try bench.run("step 3")
    let experiment = try bench.workbench.laboratory.experiment()
    let (kept, memory) = (try numbers(bench, other), experiment.critic.memory.flatMap(\.self).map(bits))
    #expect(try numbers(bench, network) != saved)
    #expect(try bench.run("load @/run.safetensors into \(network)").contains("\(network) has its"))
    #expect(try numbers(bench, network) == saved && numbers(bench, other) == kept)
    #expect(experiment.critic.memory.flatMap(\.self).map(bits) == memory && experiment.critic.steps == 25)
  }

  /// A file of another program has other notes, other types and other tensors beside them.
  @Test func itMayComeFromElsewhere() throws {
    let bench = try bench(), experiment = try bench.workbench.laboratory.experiment()
    let tensors = experiment.critic.network.parameters.map { parameter in
      (name: parameter.name, array: NDArray(repeating: 0.25, shape: parameter.shape))
    }
    let extra = [(name: "optimizer.state", array: NDArray([1, 2], shape: [2]))]
    _ = bench.folder.file("theirs.safetensors", SafetensorsWriter.bytes(tensors + extra, notes: []))
    try bench.run("load @/theirs.safetensors into critic")
    #expect(experiment.critic.network.parameters.allSatisfy { $0.value.numbers.allSatisfy { $0 == 0.25 } })
    // It is a change like another: going back undoes it, and going on makes it again.
    try bench.run("step critic", "back 1")
    #expect(experiment.critic.network.parameters.allSatisfy { $0.value.numbers.allSatisfy { $0 == 0.25 } })
  }

  @Test func refusals() throws {
    let bench = try bench(), experiment = try bench.workbench.laboratory.experiment()
    let all = experiment.critic.network.parameters.map { (name: $0.name, array: $0.value) }
    func refused(_ tensors: [(name: String, array: NDArray)], _ words: String) throws {
      _ = bench.folder.file("f.safetensors", SafetensorsWriter.bytes(tensors, notes: []))
      let before = try bench.state()
      #expect(bench.failure("load @/f.safetensors into critic").contains(words))
      #expect(try bench.state() == before)
    }
    try refused(Array(all.dropFirst()), "it lacks \"critic.dense1.weight\" of the critic")
    try refused([], "it lacks")
    var turned = all
    turned[0].array = NDArray(repeating: 0, shape: Shape(all[0].array.shape.extents.reversed()))
    try refused(turned, "\"critic.dense1.weight\" is [4×2], the critic has [2×4]")
    var broken = all
    broken[3].array = NDArray(repeating: .infinity, shape: all[3].array.shape)
    try refused(broken, "\"critic.dense2.bias\" holds what is no number")
    #expect(bench.failure("load @/none.safetensors into critic").contains("none.safetensors"))
    #expect(bench.failure("load @/f.safetensors into clouds").contains("critic"))
  }
}
