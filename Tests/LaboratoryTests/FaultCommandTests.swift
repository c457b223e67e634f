import Arrays
import Display
import Experiments
import Foundation
import Laboratory
import Notebook
import Testing

/// `fault`, `show faults`, and what a fault that is on does to the prompt, to files and to the run.
@Suite struct FaultCommandTests {
  private func bench(_ lines: String...) -> Bench {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8")
    for line in lines { bench.works(line) }
    return bench
  }

  @Test func aFaultIsTurnedOnAndOffAndThePromptSaysSo() throws {
    let bench = bench()
    #expect(bench.works("fault epsilon-normal on").words.contains("N(0, 1)"))
    #expect(bench.session.prompt.hasPrefix("fault epsilon-normal · wgan ["))
    #expect(bench.works("fault epsilon-normal on").words.contains("on already"))
    bench.works("fault generator-sign on")
    #expect(bench.session.prompt.hasPrefix("2 faults · wgan ["))
    #expect(bench.works("show faults").words.contains("epsilon-normal"))
    bench.works("fault epsilon-normal off")
    bench.works("fault generator-sign off")
    #expect(bench.session.prompt.hasPrefix("wgan ["))
    #expect(bench.works("fault generator-sign off").words.contains("off already"))
    #expect(Pasted.stripped("fault epsilon-normal · wgan [7]> step") == "step")
    #expect(Pasted.stripped("2 faults · wgan [7]> step") == "step")
  }

  /// Of two faults of one part of a step, or of which one keeps the other from showing, that is said.
  @Test func whatMayNotShowIsSaid() {
    let bench = bench("fault epsilon-per-pixel on", "set norm layer")
    #expect(bench.works("fault epsilon-per-batch on").words.contains("epsilon-per-pixel is on, too, and may hide it"))
    #expect(!bench.works("fault generator-sign on").words.contains("too"))
    #expect(!bench.works("fault generator-sign off").words.contains("too"))
    bench.works("fault moments-stopped on")
    #expect(bench.works("fault penalty-without-gradient on").words.contains("moments-stopped is on, too"))
  }

  /// On and off again is as if it had never been on.
  @Test func whatIsTurnedOffIsGone() throws {
    let one = bench("step 2"), other = bench("fault penalty-at-real on", "fault penalty-at-real off", "step 2")
    #expect(try one.experiment.fingerprint == other.experiment.fingerprint)
    let on = bench("fault penalty-at-real on", "step 2")
    #expect(try one.experiment.fingerprint != on.experiment.fingerprint)
  }

  @Test(arguments: [
    ("set objective wgan", "fault epsilon-normal on", "wgan has no penalty"),
    ("set objective r1", "fault penalty-at-real on", "not measured between real and fake"),
    ("set objective wgan-gp", "fault clip-before-step on", "wgan-gp clips no weights"),
    ("set objective wgan", "fault clip-moving-variance on", "no batch norm"),
    ("set objective wgan-gp", "fault norm-over-channel on", "no images"),
    ("set norm batch", "fault batchnorm-in-critic on", "batch norm already"),
    ("set objective wgan-gp", "fault inference-fakes on", "generator has no batch norm"),
    ("set objective wgan-gp", "fault moments-stopped on", "neither batch nor layer norm"),
    ("set objective wgan-gp", "fault epsilon-strange on", "there is no fault"),
  ])
  func whereItHasNoMeaningItIsRefused(_ before: String, _ line: String, _ words: String) {
    let bench = bench(before)
    #expect(bench.refuses(line).contains(words))
  }

  /// A setting that leaves a fault without meaning makes it idle, and that is said.
  @Test func aSettingMakesAFaultIdle() {
    let bench = bench("fault epsilon-normal on", "set objective wgan", "step 1")
    let words = bench.works("show faults").words
    #expect(words.contains("on, idle") && words.contains("epsilon-normal does nothing now: wgan has no penalty."))
  }

  @Test func aPageSaysAllOfAFaultAndTheLinesThatShowIt() {
    let bench = bench()
    let page = bench.works("fault sqrt-at-zero").words
    for word in [
      "Found:", "issues 624 and 910", "Symptom:", "Repair:", "critic.dense4.weight = 0*critic.dense4.weight",
    ] {
      #expect(page.contains(word), "\(word)")
    }
    #expect(bench.works("help museum").words.contains("lesson museum"))
    #expect(bench.works("help epsilon-normal").words.contains("keras-io"))
  }

  /// A flat critic under the root without ε is not moved, and the step says why.
  @Test func aRootAtZeroLeadsToNoNumber() {
    let bench = bench("fault sqrt-at-zero on", "critic.dense4.weight = 0*critic.dense4.weight")
    #expect(bench.refuses("step critic").contains("its next step is not made"))
    bench.works("fault sqrt-at-zero off")
    bench.works("step critic")
  }

  @Test func aFileHasTheFaultsThatAreAskedFor() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bench = Bench()
    for line in ["use 8gaussians", "set batch 16", "set width 8"] { bench.works(line) }
    #expect(bench.refuses("save \(folder)/none.safetensors with faults").contains("no fault is on"))
    bench.works("fault epsilon-normal on")
    bench.works("step 1")
    #expect(bench.works("save \(folder)/without.safetensors").words.contains("without 1 fault that is on"))
    bench.works("save \(folder)/with.safetensors with faults")
    #expect(bench.refuses("save \(folder)/history.safetensors with history").contains("no history in a file can say"))
    bench.works("step 1")
    let end = try bench.experiment.fingerprint
    #expect(bench.works("load \(folder)/with.safetensors").words.contains("epsilon-normal is on"))
    bench.works("step 1")
    #expect(try bench.experiment.fingerprint == end)
    bench.works("load \(folder)/without.safetensors")
    #expect(try bench.experiment.settings.faults.isEmpty)
    bench.works("set norm layer")
    bench.works("fault batchnorm-in-critic on")
    #expect(bench.refuses("save \(folder)/none.safetensors").contains("made with the fault batchnorm-in-critic"))
    bench.works("save \(folder)/with.safetensors with faults")
    bench.works("load \(folder)/with.safetensors")
    #expect(try bench.experiment.critic.network.mixesSamples)
  }

  @Test func raceLanesAndBranchesHaveItToo() throws {
    let bench = bench("fault batchwide-norm on", "race lambda: 1 10 rounds: 1", "switch lambda:10")
    #expect(try bench.experiment.settings.faults.all.map(\.name) == ["batchwide-norm"])
    let branches = self.bench("step 1", "fault generator-sign on", "step 1", "back 2", "step 1")
    #expect(try branches.experiment.settings.faults.isEmpty)
    #expect(branches.works("timeline").words.contains("fault generator-sign on"))
    branches.works("switch main")
    #expect(try branches.experiment.settings.faults.all.map(\.name) == ["generator-sign"])
  }

  @Test func namesAndStatesAreCompleted() {
    let bench = bench()
    #expect(bench.session.complete("fault eps", at: 9).candidates.map(\.text).contains("epsilon-normal"))
    #expect(bench.session.complete("fault epsilon-normal o", at: 22).candidates.map(\.text).sorted() == ["off", "on"])
  }
}
