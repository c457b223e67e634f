import Foundation
import Notebook
import Testing

/// The law: a run that is saved and loaded in another session goes on as if nothing had been, bit for bit.
@Suite struct ResumeTests {
  private static let setups: [[String]] = [
    ["use dirac", "set batch 4"], ["use lines", "set width 8", "set batch 16"], ["use gaussians1d", "set batch 16"],
    ["use 8gaussians", "set width 8", "set batch 16"],
    ["use 8gaussians", "set width 8", "set batch 16", "set objective gan"],
    ["use swissroll", "set width 8", "set batch 16", "set objective wgan", "set seed 9223372036854775807"],
    ["use 25gaussians", "set width 8", "set batch 16", "set objective wgan", "set clipping loop", "set norm batch"],
    ["use 8gaussians", "set width 8", "set batch 16", "set norm layer", "set optimizer sgd", "set momentum 0.9"],
    ["use 8gaussians", "set width 8", "set batch 16", "set optimizer sgd", "set rate 0.00012345"],
    ["use 8gaussians", "set width 8", "set batch 16", "set optimizer rmsprop", "set critics 3"],
    [
      "use 8gaussians", "set batch 16",
      "critic = network([2], dense(6), batchnorm(epsilon: 0.01), leakyrelu(0.1), dense(5), layernorm(), tanh(), dense(1))",
    ],
    [
      "use swissroll", "set batch 16", "set objective gan",
      "generator = network([5], dense(8), softplus(), reshape(2, 2, 2), upsample(2, method: \"bilinear\"), conv(2, 3, stride: 2, padding: \"valid\", bias: false), convtranspose(1, 3, stride: 2), sigmoid(), flatten(), relu(), dense(2))",
      "critic = network([2], dense(4), leakyrelu(0.00001), dense(1))",
    ],
  ]

  private static let places: [[String]] = [
    [], ["train 3"], ["train 2", "step critic 2"], ["step critic"], ["step generator"],
  ]

  @Test(arguments: setups, places) func goesOn(_ setup: [String], _ place: [String]) throws {
    try check(setup, place)
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")),
    arguments: ["gan", "wgan", "wgan-gp"])
  func goesOnWithPictures(_ objective: String) throws {
    try check(
      ["use fashion", "set width 1", "set batch 4", "set objective \(objective)"], ["train 1", "step critic 2"])
  }

  private func check(_ setup: [String], _ place: [String]) throws {
    let first = Bench()
    for line in setup + place { try first.run(line) }
    try first.run("save @/run")
    let saved = first.folder.bytes("run")
    let second = Bench(first.folder)
    try second.run("load @/run")
    #expect(try second.state() == saved)
    for line in ["step critic 2", "step", "train 3", "step generator"] {
      #expect(try second.run(line) == first.run(line), "\(line) after \(setup.last ?? "") and \(place)")
    }
    #expect(try second.state() == first.state())
    #expect(try second.state() != saved)
  }

  /// Loading in the same session goes back, and the learner's names stay.
  @Test func goesBack() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 8", "train 2", "save @/run", "x = 5")
    let once = try bench.run("train 2")
    try bench.run("load @/run")
    #expect(try bench.run("train 2") == once)
    #expect(try bench.run("x").contains("5"))
  }

  /// A state is a value: steps that follow leave it alone, and restoring it brings back every bit, the last step's gradient included.
  @Test func statesAreValues() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 8", "train 2", "step critic")
    let experiment = try bench.workbench.laboratory.experiment()
    let state = experiment.state, saved = try bench.state(), norm = experiment.critic.gradientNorm
    let once = try bench.run("train 2", "step")
    try experiment.restore(state)
    #expect(try bench.state() == saved)
    #expect(norm != nil && experiment.critic.gradientNorm == norm)
    #expect(try bench.run("train 2", "step") == once)
  }

  /// The last step's gradient is not kept in the file, and nobody is told that it was 0.
  @Test func gradientsAreNotKept() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 8", "train 2", "save @/run", "load @/run")
    #expect(try bench.workbench.laboratory.experiment().critic.gradientNorm == nil)
    #expect(bench.failure("critic.gradient").contains("critic.gradient has no value yet"))
  }

  @Test func sameBytes() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 4", "train 1", "save @/a", "save @/b", "load @/a", "save @/a")
    #expect(bench.folder.bytes("a") == bench.folder.bytes("b"))
    #expect(bench.folder.names == ["a", "b"])
  }

  /// What `--set` gives still wins, unless the run would begin again.
  @Test func overrides() throws {
    let bench = Bench()
    try bench.run("use 8gaussians", "set width 8", "set rate 0.5", "train 1", "save @/run")
    let other = Bench(bench.folder)
    try other.session.override([("rate", "0.25"), ("width", "8")])
    try other.run("load @/run")
    #expect(try other.workbench.laboratory.experiment().settings.rate == 0.25)
    #expect(try other.workbench.laboratory.experiment().rounds == 1)
    let third = Bench(bench.folder)
    try third.session.override([("width", "4")])
    #expect(third.failure("load @/run").contains("its width is 8, and --set width=4 would begin the run again"))
    #expect(try third.workbench.laboratory.experiment().rounds == 0)
  }

  /// A safe session keeps to its folder.
  @Test func safe() throws {
    let outside = Bench(), folder = Folder()
    try outside.run("use 8gaussians", "set width 4", "save @/run")
    symlink(outside.folder.file("run"), folder.file("link"))
    let bench = Bench(folder, files: try .confined(to: folder.path))
    try bench.run("use 8gaussians", "save @/mine", "load @/mine")
    for line in [
      "load \(outside.folder.path)/run", "load @/link", "save \(outside.folder.path)/other", "save @/link",
      "load(\"\(outside.folder.path)/run\", \"critic.dense1.bias\")", "load(\"@/link\", \"critic.dense1.bias\")",
    ] { #expect(bench.failure(line).contains("outside the working folder"), "\(line)") }
    #expect(outside.folder.names == ["run"])
  }
}
