import Arrays
import Checkpoints
import Experiments
import Foundation
import Networks
import Testing

/// A tape, as another program reads it: by its names alone.
struct ReadTape {
  let file: SafetensorsFile
  var order: String { file.note("order") ?? "" }

  init(_ folder: Folder, _ name: String = "t.safetensors") throws {
    file = try SafetensorsFile(path: folder.file(name, nil), name: name)
  }

  /// A tensor of a step.
  func array(_ step: Int, _ name: String) throws -> NDArray {
    try file.array(try #require(file.entry(named: "\(step)/\(name)"), "\(step)/\(name)"))
  }

  /// The names of a step's tensors.
  func names(_ step: Int) -> Set<String> {
    Set(file.entries.map(\.name).filter { $0.hasPrefix("\(step)/") }.map { String($0.dropFirst("\(step)/".count)) })
  }
}

@Suite(.serialized) struct TapeTests {
  /// Another program that makes the steps of a tape makes them without the fault.
  @Test func aFaultIsNotTaped() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 8", "set batch 16", "fault penalty-at-real on")
    #expect(bench.failure("record @/tape.safetensors rounds 1").contains("a fault of the museum is on"))
    try bench.run("fault penalty-at-real off", "record @/tape.safetensors rounds 1")
  }

  /// The format: what the page says, and nothing else.
  @Test func whatATapeHolds() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 4", "set batch 8", "step 1", "record @/t.safetensors rounds 2")
    let tape = try ReadTape(bench.folder)
    #expect(tape.file.note("format") == "wganlab tape" && tape.file.note("version") == "1")
    #expect(tape.order == "cccccgcccccg")
    #expect(tape.file.note("critic.steps") == "5" && tape.file.note("generator.steps") == "1")
    for setting in Setting.all {
      let value = try bench.workbench.laboratory.experiment().settings.value(of: setting)
      #expect(tape.file.note("setting.\(setting.name)") == value)
    }
    #expect(tape.file.note("critic.network")?.hasPrefix("network([2], dense(4), relu()") == true)
    #expect(tape.file.note("equations")?.contains("penalty = mean((norms - 1)^2)") == true)
    let experiment = try bench.workbench.laboratory.experiment()
    let critic = Set(experiment.critic.tensors(experiment.settings.optimizer).map(\.name))
    let generator = Set(experiment.generator.tensors(experiment.settings.optimizer).map(\.name))
    #expect(tape.names(0) == critic.union(generator) && critic.count == 24)
    #expect(
      tape.names(3)
        == critic.union(["real", "noise", "epsilon", "loss", "gradient", "estimate", "penalty", "slope"]))
    #expect(tape.names(6) == generator.union(["noise", "loss", "gradient"]))
    // The last states are where the run stands.
    for (step, state) in [(11, experiment.critic), (12, experiment.generator)] {
      for (name, array) in state.tensors(experiment.settings.optimizer) {
        #expect(bits(try tape.array(step, name)) == bits(array), "\(name)")
      }
    }
    #expect(try tape.array(11, "loss").item == experiment.log.lastCritic?.loss)
    #expect(try tape.array(12, "loss").item == experiment.log.lastGenerator?.loss)
  }

  /// The law: a tape says all that a step depends on. Each is made again from its numbers alone, by formulas of the test's own.
  @Test(arguments: ["gan", "wgan", "wgan-gp", "wgan-lp", "r1", "dragan"])
  func eachStepFollowsFromItsNumbers(_ objective: String) throws {
    let bench = Bench()
    try bench.run(
      "use 8gaussians", "set width 8", "set batch 16", "set objective \(objective)", "step 3",
      "record @/t.safetensors rounds 3")
    try OwnSteps(ReadTape(bench.folder)).check()
  }

  /// Batch norm in both networks, its moving statistics, other optimisers, and the other losses and fakes.
  @Test(arguments: [
    "set norm batch", "set optimizer sgd", "set optimizer rmsprop", "set fakes noisy",
    "generator = network([2], dense(8), batchnorm(), relu(), dense(2))", "set critics 2", "set lambda 3",
  ])
  func settingsAreOnIt(_ line: String) throws {
    let bench = Bench()
    try bench.run(
      "use 8gaussians", "set width 8", "set batch 16", line, "step 2", "record @/t.safetensors rounds 2")
    try OwnSteps(ReadTape(bench.folder)).check()
  }

  /// Being recorded changes nothing, and looking back does not end it.
  @Test func recordingChangesNothing() throws {
    let (one, other) = (Bench(), Bench())
    for bench in [one, other] { try bench.run("use 8gaussians", "set width 8", "set batch 16") }
    try one.run("record @/t.safetensors")
    for bench in [one, other] {
      try bench.run("step critic 2", "why critic.dense1.weight[0, 0]", "step 2", "show penalty", "train 2")
    }
    #expect(try one.state() == other.state())
    #expect(try one.run("record").contains("26 steps"))
    try one.run("record off")
    #expect(try ReadTape(one.folder).order == "cc" + String(repeating: "cccccg", count: 4))
  }

  /// What the equations and the layers draw is on it, in the order of its use.
  @Test func furtherDraws() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 8", "set batch 16")
    try bench.run(
      """
      objective noisy like gan
        one = critic(real + 0.1*normal(shape(real)))
        criticloss = mean(softplus(-one)) + mean(softplus(critic(fake)))
        generatorloss = mean(softplus(critic(real) - critic(fake)))
      end
      """,
      "set objective noisy", "critic = network([2], dense(8), relu(), dropout(0.5), dense(1))",
      "record @/t.safetensors rounds 1")
    let tape = try ReadTape(bench.folder)
    #expect(try tape.array(1, "draw0").shape == [16, 2])
    #expect(tape.names(1).isSuperset(of: ["dropout0", "dropout1", "dropout2", "real", "noise", "epsilon"]))
    #expect(tape.names(2).isSuperset(of: ["noise", "draw0", "dropout0", "dropout1"]))
    #expect(tape.file.note("equations")?.contains("one = critic(real + 0.1*normal(shape(real)))") == true)
    // The mask is what was drawn: no number of a kept unit is 0 by accident here.
    #expect(try tape.array(1, "dropout0").numbers.allSatisfy { $0 >= 0 && $0 < 1 })
  }
}

@Suite(.serialized) struct TapeEndingTests {
  private func recording(_ lines: String...) throws -> Bench {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 4", "set batch 8", "record @/t.safetensors")
    for line in lines { try bench.run(line) }
    return bench
  }

  /// Whatever makes the run another one ends the tape with the steps before it.
  @Test(arguments: [
    "set lambda 3", "set seed 4", "set batch 4", "back 1", "begin again", "use swissroll",
    "critic.dense1.bias = 0", "critic = network([2], dense(3), relu(), dense(1))", "record off",
  ])
  func whatEndsIt(_ line: String) throws {
    let bench = try recording("step 1", line)
    #expect(bench.folder.names == ["t.safetensors"])
    #expect(try ReadTape(bench.folder).order == "cccccg")
    try bench.run("step 1")
    #expect(try ReadTape(bench.folder).order == "cccccg")
  }

  /// What changes nothing of the steps does not.
  @Test(arguments: ["set lambda 0.1", "x = mean(real)", "show samples", "mean(critic(real))", "branch b"])
  func whatDoesNot(_ line: String) throws {
    let bench = try recording("step 1", line, "step 1", "record off")
    #expect(try ReadTape(bench.folder).order == "cccccgcccccg")
  }

  @Test func withoutAStepThereIsNoFile() throws {
    let bench = try recording()
    #expect(bench.folder.names.count == 1)
    #expect(try bench.run("record off").replacing("\n", with: " ").contains("no step was made"))
    #expect(bench.folder.names.isEmpty)
    #expect(bench.failure("record off").contains("nothing is being recorded"))
  }

  @Test func theEndOfTheSessionEndsIt() throws {
    let bench = try recording("step critic 2")
    bench.workbench.close()
    #expect(bench.sink.errors.contains("the session is over"))
    #expect(try ReadTape(bench.folder).order == "cc")
  }

  /// Ctrl-C in the midst of it leaves the steps so far.
  @Test func interrupted() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 4", "set batch 8")
    let experiment = try bench.workbench.laboratory.experiment()
    bench.session.isCancelled = { experiment.critic.steps >= 12 }
    let result = bench.session.run(cell: "record \(bench.folder.path)/t.safetensors rounds 20")
    bench.session.isCancelled = { false }
    #expect(result.isInterrupted)
    #expect(bench.sink.output.contains("recorded"))
    #expect(try ReadTape(bench.folder).order == "cccccgcccccgcc")
    #expect(bench.folder.names == ["t.safetensors"])
  }

  /// There is room for what was said and not for more.
  @Test func itIsFull() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 4", "set batch 8", "record @/t.safetensors most 1")
    let text = try bench.run("step critic 9")
    #expect(text.contains("it is full"))
    let tape = try ReadTape(bench.folder)
    // A sixth of the critic's steps takes more than the generator's, for which there is room.
    #expect(tape.order == "ccccc")
  }

  @Test func refusals() throws {
    let bench = try recording("step 1")
    #expect(bench.failure("record @/u.safetensors").contains("is being recorded"))
    try bench.run("record off")
    let before = bench.folder.bytes("t.safetensors")
    #expect(bench.failure("record @/t.safetensors rounds 1").contains("is there already"))
    #expect(bench.folder.bytes("t.safetensors") == before)
    #expect(bench.failure("record @/no/t.safetensors").contains("no folder"))
    #expect(bench.failure("record @/v.safetensors rounds 1000000").contains("more than one file can name"))
    #expect(bench.folder.names == ["t.safetensors"])
    try bench.run("record @/t.safetensors replace rounds 1")
    #expect(bench.folder.bytes("t.safetensors") != before)
  }
}
