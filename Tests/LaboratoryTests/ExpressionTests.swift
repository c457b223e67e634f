import Arrays
import Autodiff
import Experiments
import Language
import Networks
import Notebook
import Testing

/// The article's equations at the prompt, and networks as values.
@Suite struct ExpressionTests {
  private let equations = { (size: Int, ones: String, axes: String) in
    [
      "epsilon      = uniform(\(size), \(ones))",
      "interpolates = epsilon*real + (1 - epsilon)*generator(noise(\(size)))",
      "slope        = gradient(sum(critic(interpolates)), interpolates)",
      "penalty      = mean((norm(slope, axes: \(axes)) - 1)^2)",
    ]
  }

  @Test func theArticlesEquationsOnAToy() throws {
    let bench = Bench(after: "use 8gaussians", "set batch 64", "set width 16")
    for line in equations(64, "1", "[1]") { bench.works(line) }
    try expectPenalty(bench, "critic.dense1.weight")
  }

  @Test(.enabled(if: Bench.hasFashion)) func theArticlesEquationsOnFashion() throws {
    let bench = Bench(after: "use fashion", "set width 2")
    for line in equations(64, "1, 1, 1", "[1, 2, 3]") { bench.works(line) }
    try expectPenalty(bench, "critic.conv1.kernel")
  }

  /// What is typed is what the core computes.
  private func expectPenalty(_ bench: Bench, _ parameter: String) throws {
    let experiment = try bench.experiment
    let points = Tensor(
      NDArray(bench.numbers("interpolates"), shape: Shape([64] + experiment.dataset.sampleShape.extents)))
    let slope = gradient(of: try experiment.critic.network(points).sum(), for: points)
    let penalty = square(slope.norm(axes: Array(1..<points.shape.rank)) - 1).mean()
    #expect(abs(bench.number("penalty") - penalty.value!.item) <= 1e-5 * max(1, penalty.value!.item))
    let target = try #require(experiment.critic.network.parameters.first { $0.name == parameter })
    let expected = gradient(of: penalty, for: target.tensor).value!.numbers
    let found = bench.numbers("gradient(penalty, \(parameter))")
    #expect(found.count == expected.count && expected.contains { $0 != 0 })
    let size = expected.map { abs($0) }.max() ?? 0
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-4 * size })
    bench.works("loss = mean(critic(fake)) - mean(critic(real)) + 10*penalty")
    #expect(bench.works("gradient(loss, critic.parameters)").results.count == experiment.critic.network.trainable.count)
  }

  /// What a distance refuses has its remedy apart, as every other function's refusal has.
  @Test(arguments: [
    "jsdivergence([1, 2], [1, 2, 3])", "kldivergence([1, -2], [1, 2])", "totalvariation([0, 0], [1, 2])",
    "wasserstein([1], [1, 2])", "wasserstein(ones(2, 2), ones(2, 3))", "wasserstein(zeros(0, 2), ones(2, 2))",
  ])
  func aDistanceThatIsRefusedSaysWhatToDo(line: String) throws {
    let problem = try #require(Bench().run(line).failure?.problem)
    #expect(problem.hint != nil && !problem.message.hasSuffix("."))
  }

  /// The batch keeps its identity until a step is made, so that gradients find it.
  @Test func theBatchIsTheComingSteps() throws {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8")
    let samples = try bench.experiment.samples(step: 0)
    #expect(
      bench.numbers("real") == samples.real.value!.numbers && bench.numbers("fake") == samples.fake.value!.numbers)
    #expect(bench.numbers("gradient(sum(critic(real)), real)").count == 32)
    #expect(bench.numbers("gradient(mean(critic(fake)), generator.dense1.weight)").contains { $0 != 0 })
    let before = bench.numbers("real")
    bench.works("step critic")
    #expect(bench.numbers("real") != before)
    #expect(bench.numbers("shape(sample(real, 5))") == [5, 2] && bench.numbers("shape(sample(fake, 5))") == [5, 2])
    #expect(bench.numbers("shape(sample(ones(4, 3), 7))") == [7, 3])
    #expect(bench.numbers("sample(real, 5)") != bench.numbers("sample(real, 5)"), "samples are fresh each time")
  }

  @Test func aGradientForAnOldWeightSaysSo() {
    let bench = Bench(
      after: "use 8gaussians", "set batch 16", "set width 8", "score = sum(critic(real))", "step critic")
    #expect(bench.refuses("gradient(score, critic.dense1.weight)").contains("has been updated since"))
  }

  @Test func theLastStepsGradientAndUpdate() throws {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set optimizer sgd", "set rate 0.01")
    for name in ["critic", "generator"] {
      #expect(bench.refuses("\(name).gradient").contains("no step was made"))
      #expect(bench.refuses("\(name).update").contains("Type step \(name) first"))
      bench.works("step \(name)")
      let gradient = bench.numbers("\(name).gradient"), update = bench.numbers("\(name).update")
      let trainee = name == "critic" ? try bench.experiment.critic : try bench.experiment.generator
      #expect(gradient == trainee.lastGradients.flatMap(\.numbers))
      #expect(zip(gradient, update).allSatisfy { abs($1 + 0.01 * $0) <= 1e-6 })
      #expect(abs(bench.number("cosine(\(name).gradient, \(name).update)") + 1) < 1e-4)
    }
  }

  @Test(arguments: [
    ("critic.dense9", "this network has no member \"dense9\"", "dense1"), ("critic.dens1.weight", "dens1", "dense1"),
    ("critic.dense1.kernel", "no member \"kernel\"", "weight"), ("critic.gradeint", "gradeint", "gradient"),
    ("generatr(noise(3))", "generatr", "generator"), ("critic(real, fake)", "takes one batch", "critic(x)"),
    ("critic(ones(3, 5))", "it takes [batch×2]", "[3×5]"), ("critic()", "takes one batch", "critic(x)"),
    ("sample(real)", "count", "sample"), ("noise(0.5)", "noise", "count"), ("noise(100000)", "count", "65536"),
  ])
  func mistakesAreAnswered(line: String, message: String, hint: String) {
    let text = Bench(after: "use 8gaussians", "set width 8").refuses(line)
    #expect(text.contains(message) && text.contains(hint), "\(text)")
  }

  @Test func aNetworkOfOnesOwn() throws {
    let bench = Bench(after: "use 8gaussians", "set batch 16")
    let table = bench.works("critic = network([2], dense(5), leakyrelu(0.1), dense(1))").output
    #expect(table.hasPrefix("network: 21 parameters\n") && table.contains("leakyrelu(0.1)"))
    #expect(try bench.experiment.critic.network.parameterCount.all == 21)
    #expect(try bench.experiment.critic.steps == 0)
    let before = bench.state
    bench.works("train 2")
    #expect(bench.state != before)
    bench.works("generator = network([3], dense(4), tanh(), dense(2))")
    #expect(bench.numbers("shape(noise(6))") == [6, 3])
    bench.works("train 1")
    bench.works("show critic")
    #expect(bench.works("use 8gaussians").output.contains("critic 8,577 parameters"))
  }

  @Test(arguments: [
    ("critic = network([3], dense(1))", "the data are [2]"), ("critic = network([2], dense(2))", "one score"),
    ("critic = 3", "critic takes a network"), ("generator = network([2], dense(3))", "the data are [2]"),
    ("generator = network([2, 2, 1], flatten(), dense(2))", "takes noise"),
    ("critic = network([2], 3)", "takes layers"),
    ("critic = network([2])", "one score"), ("critic = network([], dense(1))", "samples cannot be"),
    ("critic = network([0], dense(1))", "samples cannot be"), ("critic = network([1.5], dense(1))", "whole numbers"),
    ("critic = network([2], conv(3, 3), dense(1))", "reshape"), ("critic = network([2], dense(0))", "units"),
    ("critic = network([2], dense(1e9))", "units"), ("critic = network([1048576], dense(1048576), dense(1))", "weight"),
    ("critic = network([2], dense(1e6), dense(60), dense(1e6), dense(1))", "at most"), ("critic = dense(3)", "dense"),
    ("critic = generator", "critic takes a network"),
  ])
  func whatDoesNotFitIsRefused(line: String, words: String) {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "step")
    let text = bench.refuses(line)
    #expect(text.contains(words), "\(text)")
  }

  /// The seed decides what expressions draw, too.
  @Test func theSeedIsWhereAllRandomnessComesFrom() {
    let draw = { (lines: [String]) -> [Real] in
      let bench = Bench()
      for line in lines { bench.works(line) }
      return bench.numbers("uniform(4)") + bench.numbers("noise(2)")
    }
    #expect(draw(["use 8gaussians"]) == draw(["use 8gaussians"]))
    #expect(draw([]) == draw(["use 8gaussians"]))
    #expect(draw(["use 8gaussians", "set seed 5"]) != draw(["use 8gaussians"]))
    #expect(draw(["set seed 5"]) == draw(["use 8gaussians", "set seed 5"]))
  }
}
