import Arrays
import Display
import Experiments
import Notebook
import Testing

/// Steps walked by hand, their quantities as names, and steps whose numbers end.
@Suite struct PhaseCommandTests {
  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set critics 2") }

  /// The quantities read by name while the step stands there, and the learner's own formulas on them agree.
  @Test func quantitiesHaveNames() {
    let bench = bench()
    bench.works("step critic loss")
    #expect(bench.number("abs(loss - (mean(fakescores) - mean(realscores) + 0.1*penalty))") < 1e-5)
    #expect(bench.number("max(abs(interpolates - (epsilon*real + (1 - epsilon)*fake)))") < 1e-6)
    #expect(bench.number("max(abs(norms - norm(slope, axes: 1)))") < 1e-5)
    #expect(bench.number("mean(scores)*2 - mean(realscores) - mean(fakescores)") < 1e-6)
    #expect(bench.refuses("critic.gradient").contains("no step was made"))
    bench.works("step critic gradient")
    #expect(bench.number("norm(gradient(loss, critic.dense2.weight))") > 0)
    #expect(bench.number("abs(norm(gradient(loss, critic.dense2.bias)) - norm(critic.dense2.gradient[64:72]))") < 1e-5)
    bench.works("step phase")
    let update = bench.numbers("critic.update")
    bench.works("finish")
    #expect(bench.numbers("critic.update") == update)
    #expect(bench.refuses("norms").contains("norms"), "the step is over")
  }

  /// Wherever it is walked to, and however it is gone on from there, a run is what the stepwise one is.
  @Test(arguments: [
    "finish", "step critic", "step phase\nstep phase\nstep phase\nstep phase", "step critic update\nfinish",
  ])
  func walkedStepsAreSteps(line: String) throws {
    let plain = bench(), walked = bench()
    try plain.experiment.isRecorded = false
    plain.works("step critic")
    walked.works("step critic penalty")
    walked.works(line)
    #expect(walked.state == plain.state)
    #expect(walked.works("where").words.contains("phase by phase"))
    #expect(walked.works("step").words.contains("generator step 1"))
    #expect(walked.works("where").words.contains("ran as a program"))
  }

  /// A stop within steps: continue completes each, and what is finished by hand counts as the run's.
  @Test func stopsWithinSteps() throws {
    let bench = bench()
    bench.works("break at gradient")
    #expect(bench.works("train 2").words.contains("within the critic step: after phase gradient"))
    for line in ["finish", "continue", "step phase", "finish", "continue", "continue"] { bench.works(line) }
    #expect(try bench.experiment.critic.steps == 2 && bench.experiment.rounds == 1)
    bench.works("delete")
    bench.works("continue")
    #expect(try bench.experiment.critic.steps == 4 && bench.experiment.rounds == 2)
    bench.works("break at critic clip")
    bench.works("train 1")
    #expect(try bench.experiment.rounds == 3, "there is no such phase")
  }

  /// What is walked is left behind where the run becomes another, and made first where another network's step is asked for.
  @Test func whatIsWalkedIsNotLost() throws {
    let bench = bench()
    bench.works("step critic loss")
    let before = bench.state
    bench.works("set rate 0.01")
    #expect(bench.works("where").words.contains("before the first step"))
    bench.works("set rate 0.003")
    #expect(bench.state?.bits == before?.bits)
    bench.works("step critic loss")
    #expect(bench.works("step generator").words.contains("(walked) generator step 1"))
    bench.works("step generator score")
    bench.works("train 1")
    #expect(try bench.experiment.critic.steps == 3 && bench.experiment.rounds == 3)
    bench.works("step critic loss")
    bench.works("back")
    #expect(try bench.experiment.rounds == 2)
  }

  @Test func theLastStepIsShown() {
    let bench = bench()
    #expect(bench.refuses("show step").contains("no step was made"))
    bench.works("step")
    #expect(bench.works("show step").words.contains("the generator's, ran as a program"))
    let before = bench.state
    bench.works("step critic")
    #expect(bench.works("show step").words.contains("interpolates penalty [16×2]"))
    bench.works("back critic")
    #expect(bench.state?.steps == before?.steps)
  }

  @Test(arguments: [
    ("step critic clip", "no phase clip"), ("step gradient", "gradient"), ("step phase loss", "which network"),
    ("finish", "no step is being walked"), ("step critic grad", "or a phase"), ("step generator penalty", "no phase"),
    ("break at critic grad", "grad"),
  ])
  func mistakesChangeNothing(line: String, words: String) {
    let text = bench().refuses(line)
    #expect(text.contains(words), "\(text)")
  }

  /// A learner's own name is not taken for a phase.
  @Test func namesStayTheLearners() throws {
    let bench = bench()
    bench.works("loss = 2")
    bench.works("step critic loss")
    #expect(try bench.experiment.critic.steps == 2)
    bench.works("epsilon = 5")
    #expect(bench.works("step critic sample").words.contains("clear epsilon"))
    #expect(bench.number("epsilon") == 5)
  }

  /// `penalty` is of the step that is walked, else of the one to come; `critic.penalty` is what the last one reported. `where` says which.
  @Test func whichStepANameIsOf() throws {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "step critic 2")
    let last = bench.number("critic.penalty"), coming = bench.number("penalty")
    #expect(last != coming)
    #expect(
      bench.works("where").words.contains(
        "loss and penalty are of critic step 3, which is yet to come; critic.loss and critic.penalty are what critic step 2"
      ))
    bench.works("step critic penalty")
    #expect(abs(bench.number("penalty") - coming) < 1e-5 && bench.number("critic.penalty") == last)
    for line in ["where", "show step"] {
      #expect(bench.works(line).words.contains("loss and penalty are of the step being walked, critic step 3"))
    }
    bench.works("finish")
    #expect(abs(bench.number("critic.penalty") - coming) < 1e-5)
    bench.works("step generator loss")
    #expect(bench.works("where").words.contains("generator step 1, penalty of critic step 4, which is yet to come"))
  }

  /// NaN or infinity from a weight, from a layer that was typed, from a rate: the report says the phase, the place, what went in and since when; the
  /// state before is as it was, and once what was wrong is gone the run goes on.
  @Test func originsAreSaid() throws {
    let weight = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "train 3")
    let parameter = try weight.experiment.critic.network.trainable[2], whole = parameter.value
    parameter.value = NDArray(whole.numbers.enumerated().map { $0 == 3 ? .nan : $1 }, shape: parameter.shape)
    expectReport(weight, "train 1", ["phase score", "critic.dense2.weight itself is no number", "never 10 times"])
    parameter.value = whole
    weight.works("train 1")

    let layer = Bench(after: "use 8gaussians", "set batch 16")
    layer.works("critic = network([2], dense(8), relu(), dense(1), layernorm(epsilon: 0), dense(1))")
    expectReport(
      layer, "step critic",
      ["phase score", "reciprocal is the first operation", "in critic.layernorm1", "in: sqrt", "16", "no log shows"])

    let slope = Bench(after: "use 8gaussians", "set batch 16")
    slope.works("generator = network([2], dense(8), leakyrelu(1e30), dense(8), leakyrelu(1e30), dense(2))")
    expectReport(slope, "step critic", ["phase sample", "leakyrelu is the first operation", "in generator.leakyrelu2"])

    let rate = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set optimizer sgd", "set rate 1")
    rate.run("train 1000;")
    expectReport(rate, "train 1", ["the log showed it", "where the numbers end", "greatest"])
  }

  private func expectReport(
    _ bench: Bench, _ line: String, _ words: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let before = bench.state, result = bench.run(line)
    let said = result.results.map(\.text).joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    #expect(result.failure?.text.contains("its next step is not made") == true, sourceLocation: sourceLocation)
    for word in words { #expect(said.contains(word), "\(said)", sourceLocation: sourceLocation) }
    #expect(bench.state == before, sourceLocation: sourceLocation)
  }

  /// Too large a rate: where the numbers end is said, with what went in, and the run is as it was.
  @Test(arguments: ["train 1000", "step critic 1000;"]) func whereNumbersEnd(line: String) throws {
    let bench = Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set optimizer sgd", "set rate 1")
    let result = bench.run(line), said = result.results.map(\.text).joined(separator: " ")
    #expect(result.failure?.text.contains("its next step is not made") == true)
    #expect(said.contains("phase") && said.contains("is the first operation that gives no number"), "\(said)")
    #expect(said.contains("where the numbers end") && said.contains("the log showed it for 1"), "\(said)")
    #expect(bench.works("timeline").words.contains("catch nan"))
    let before = bench.state
    bench.run("step critic")
    #expect(bench.state == before)
    #expect(bench.works("breaks").words.contains("nan catch nan on 2 0"))
    bench.works("disable nan")
    #expect(bench.run("step critic").results.isEmpty)
    bench.works("catch nan")
    #expect(!bench.run("step critic").results.isEmpty)
    bench.works("goto 0")
    bench.works("set rate 0.0001")
    bench.works("step critic")
  }
}
