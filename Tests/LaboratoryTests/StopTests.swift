import Arrays
import Display
import Experiments
import Foundation
import Notebook
import Testing

/// What stops training, and what is written down on the way.
@Suite struct StopTests {
  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set critics 2") }

  /// Stopped however often and gone on with, a run ends with the bits of the run that was not.
  @Test(arguments: [
    ["break when critic.loss < -1"], ["break at 3", "break at critic 5"], ["watch critic.dense1.gradient"],
    ["trace norm(critic.update)"], ["break when cosine(critic.update, critic.gradient) > -2"],
  ])
  func stoppingChangesNoNumber(stops: [String]) throws {
    let plain = bench(), stopped = bench()
    plain.works("train 8")
    for stop in stops { stopped.works(stop) }
    stopped.works("train 8")
    var times = 0
    while stopped.run("continue").isOK { times += 1 }
    #expect(stopped.state == plain.state && times < 30)
    #expect((times == 0) == stops[0].hasPrefix("trace"))
  }

  /// A condition stops at the first step at which it holds, of whichever network, and not before.
  @Test func aConditionStopsWhereItFirstHolds() throws {
    let plain = bench(), bench = bench()
    plain.works("train 30")
    let first = try #require(try plain.experiment.log.critic.first { $0.loss < -1 }).step
    bench.works("break when critic.loss < -1")
    let said = bench.works("train 30").words
    #expect(try bench.experiment.critic.steps == first)
    #expect(said.contains("stop 1 at round") && said.contains("critic.loss < -1 holds"))
    #expect(bench.works("timeline").words.contains("stop 1: critic.loss < -1 holds"))
  }

  @Test func placesStopOnce() throws {
    let bench = bench()
    bench.works("break at 3")
    bench.works("break at critic 3")
    bench.works("break at generator 5")
    bench.works("train 9")
    #expect(try bench.experiment.critic.steps == 3 && bench.experiment.rounds == 1)
    bench.works("continue")
    #expect(try bench.experiment.rounds == 3)
    bench.works("continue")
    #expect(try bench.experiment.rounds == 5)
    bench.works("continue")
    #expect(try bench.experiment.rounds == 9)
    bench.works("goto critic 2")
    bench.works("step critic 4")
    #expect(try bench.experiment.critic.steps == 3, "step is stopped as well")
    #expect(bench.works("breaks").words.contains("break at critic 3 on 2 0"))
  }

  @Test func aWatchSaysWhatItWasAndIs() throws {
    let bench = bench()
    bench.works("watch settings.rate")
    bench.works("train 2")
    #expect(try bench.experiment.rounds == 2)
    bench.works("set rate 0.001")
    #expect(bench.works("train 2").words.contains("settings.rate was 0.003 and is 0.001"))
    #expect(try bench.experiment.critic.steps == 5)
  }

  /// A trace has the numbers that the log has, and a table of them follows the run.
  @Test func aTraceIsTheLog() throws {
    let bench = bench()
    bench.works("trace generator.loss")
    bench.works("trace generator.loss every 3")
    #expect(bench.works("train 9").output.contains("trace 1\n"))
    let losses = try bench.experiment.log.generator.map(\.loss)
    #expect(bench.numbers("traced(1)[:, 1]") == losses)
    #expect(bench.numbers("traced(1)[:, 0]") == (1...9).map { Real($0) })
    #expect(bench.numbers("traced()[:, 0]") == [3, 6, 9])
    #expect(bench.refuses("traced(7)").contains("no trace 7"))
  }

  @Test func hitsAreCountedAndIgnored() throws {
    let bench = bench()
    bench.works("break when critic.steps > 2")
    bench.works("ignore 1 4")
    bench.works("train 9")
    #expect(try bench.experiment.critic.steps == 6 && bench.experiment.rounds == 2)
    #expect(bench.works("breaks").words.contains("break when critic.steps > 2 on 5 0"))
    bench.works("disable 1")
    bench.works("continue")
    #expect(try bench.experiment.rounds == 9)
    bench.works("enable last")
    bench.works("step")
    #expect(try bench.experiment.critic.steps == 19)
    bench.works("delete 1")
    bench.works("step")
    #expect(!bench.works("breaks").words.contains("critic.steps"))
  }

  /// What a stop does may look, and go on, as often as it stops.
  @Test func commandsOfAStop() throws {
    let bench = bench()
    bench.works("break when critic.steps > 1")
    bench.works("commands 1\n  critic.steps\n  continue\nend")
    let result = bench.works("train 40")
    #expect(try bench.experiment.rounds == 40)
    #expect(result.output.split(separator: "\n").contains("80"))
    bench.works("disable")
    bench.works("define look\n  1 + 1\nend")
    bench.works("enable")
    bench.works("commands last\n  nosuch\nend")
    #expect(bench.run("step").failure?.text.contains("nosuch") == true)
  }

  /// What a stop does may train: stops end that, once, and what was stopped goes on afterwards, to the bits that it would have had.
  @Test func commandsThatTrain() throws {
    let plain = self.bench(), bench = self.bench()
    bench.works("break when rounds > 3")
    bench.works("commands 1\n  train 2\nend")
    let said = bench.works("train 9").words
    #expect(said.components(separatedBy: "stop 1 at").count == 3, "\(said)")
    #expect(try bench.experiment.critic.steps == 9 && bench.experiment.rounds == 4)
    bench.works("delete")
    bench.works("break at 6")
    bench.works("commands last\n  train 2\n  continue\nend")
    bench.works("continue")
    #expect(try bench.experiment.rounds == 11, "9 rounds, and 2 on the way")
    #expect(bench.works("breaks").words.contains("train 2; continue"))
    for line in ["train 4", "step critic", "train 7"] { plain.works(line) }
    #expect(bench.state == plain.state)
  }

  /// A condition with a mistake that shows late stops where it shows, says how to be rid of it, and stops again.
  @Test func aMistakeThatShowsLate() throws {
    let bench = bench()
    bench.works("break when real[rounds + 10, 0] > 100")
    let said = bench.works("train 20").words
    #expect(try bench.experiment.rounds == 6 && said.contains("cannot be asked") && said.contains("disable 1"))
    bench.works("continue")
    #expect(try bench.experiment.critic.steps == 13)
    #expect(bench.works("breaks").words.contains("on 2 0"))
    bench.works("disable 1")
    bench.works("continue")
    #expect(try bench.experiment.rounds == 20)
  }

  /// A condition that never holds stops nothing and counts nothing.
  @Test func aConditionThatNeverHolds() throws {
    let bench = bench()
    bench.works("break when critic.loss < -1e9")
    #expect(!bench.works("train 5").words.contains("stop"))
    #expect(try bench.experiment.rounds == 5)
    #expect(bench.works("breaks").words.contains("on 0 0"))
  }

  @Test(arguments: [
    ("break", "missing"), ("break when", "missing"), ("break when lss < 1", "lss"), ("break at 1.5", "no step"),
    ("break at critic", "no step"), ("break when critic 3", "condition is missing"), ("break at 0", "no step"),
    ("watch", "missing"), ("watch nosuch", "nosuch"), ("trace critic.dense1.weight", "no single number"),
    ("delete 4", "no stop"), ("enable 4", "no stop"), ("ignore nan 3", "takes no commands"), ("ignore 1", "no stop"),
    ("commands 3\n  1\nend", "no stop"), ("catch inf", "inf"), ("trace 1 every 0", "1…"),
  ])
  func mistakesAreSaid(line: String, words: String) {
    let bench = bench(), text = bench.refuses(line)
    #expect(text.contains(words), "\(text)")
    #expect(bench.works("breaks").output.split(separator: "\n").count == 3)
  }

  /// A condition that cannot be asked on the way stops there and says why.
  @Test func aConditionThatCannotBeAskedStops() throws {
    let bench = bench()
    bench.works("limit = 3")
    bench.works("break when critic.steps > limit")
    bench.works("clear limit")
    #expect(bench.works("train 3").words.contains("cannot be asked"))
    #expect(try bench.experiment.critic.steps == 1)
  }

  /// Whatever has a value before the first step is asked with it; conditions on what only a step gives may be typed before.
  @Test func partsOfALayerReadAsThoseOfTheNetwork() {
    let bench = bench()
    bench.works("break when norm(critic.dense2.gradient) > 1e9")
    #expect(bench.refuses("critic.dense1.gradient").contains("no step was made"))
    bench.works("step")
    for part in ["gradient", "update", "mean", "squares"] {
      let layers = ["dense1", "dense2", "dense3", "dense4"].map { "critic.\($0).\(part)" }
      let whole = bench.numbers("critic.\(part)"), parts = layers.flatMap { bench.numbers($0) }
      #expect(whole == parts && whole.contains { $0 != 0 }, "\(part)")
    }
  }
}
