import Display
import Experiments
import Notebook
import Testing

/// `back`, `goto`, `branch`, `switch`, `compare`, `timeline` as they are typed.
@Suite struct TimeCommandTests {
  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set critics 2") }

  /// Wherever lines lead, what comes of going back is what the straight run had there.
  @Test func linesLeadBackToTheStraightRun() throws {
    let bench = bench()
    var states: [Bench.State?] = [bench.state]
    for _ in 0..<6 {
      bench.works("train 1")
      states.append(bench.state)
    }
    for round in [3, 0, 6, 5, 1] {
      #expect(bench.works("goto \(round)").words.contains("round \(round) (\(2 * round) critic steps)"))
      #expect(bench.state == states[round])
    }
    bench.works("goto end")
    bench.works("back 2")
    #expect(bench.state == states[4])
    bench.works("back critic")
    #expect(try bench.experiment.critic.steps == 7 && bench.experiment.rounds == 3)
    bench.works("back")
    #expect(try bench.experiment.critic.steps == 6 && bench.experiment.rounds == 3)
    bench.works("back generator")
    #expect(try bench.experiment.critic.steps == 6 && bench.experiment.rounds == 2)
    bench.works("goto 1")
    #expect(bench.state == states[1])
    #expect(bench.works("back until rounds < 1").words.contains("held last at round 0 (2 critic steps)"))
    bench.works("switch main")
    #expect(bench.state == states[6])
  }

  /// Another λ from round 3 on, without losing the first run; both are compared.
  @Test func branchesKeepWhatWasThere() throws {
    let bench = bench()
    bench.works("train 5")
    let first = bench.state
    bench.works("goto 3")
    bench.works("set lambda 7")
    bench.works("train 2")
    let second = bench.state
    #expect(bench.works("switch main").words.contains("on main") && bench.state == first)
    bench.works("switch branch2")
    #expect(bench.state == second)
    let compared = bench.works("compare main branch2")
    #expect(compared.words.contains("lambda 0.1 7") && compared.words.contains("part at critic step 7"))
    #expect(bench.state == second, "comparing changes nothing")
    #expect(compared.words.contains("exact W1 of samples") && compared.words.contains("JS of samples, nats"))
    let distances = compared.results.compactMap { output -> [Table.Cell]? in
      guard case .table(let table) = output else { return nil }
      return table.rows.first { $0[0] == "JS of samples, nats" }
    }.first
    if case .number(let here, _)? = distances?.last { #expect(abs(bench.number("jsdivergence") - here) < 1e-6) }
    bench.works("branch third")
    bench.works("train 1")
    #expect(bench.works("compare branch2 third").words.contains("no setting differs"))
    let timeline = bench.works("timeline").words
    for words in ["main 0 0 begins", "branch2 3 6 leaves main", "branch2 3 6 set lambda 7", "third 6 12 here"] {
      #expect(timeline.contains(words), "\(timeline)")
    }
    #expect(bench.works("show timeline").output == bench.works("timeline").output)
    let columns = bench.works("branch").results.compactMap { output -> [String]? in
      if case .table(let table) = output { table.columns } else { nil }
    }
    #expect(columns.first?.first == "branch")
  }

  @Test(arguments: [
    ("back 7", "cannot be taken back: the run has made 2"), ("back 0", "whole number from 1"), ("back x", "x"),
    ("goto 3", "goes from 0 to 2"), ("goto", "goto end"), ("goto end 3", "takes no step"), ("goto -1", "0…"),
    ("goto critic 9", "goes from 0 to 4"), ("switch mian", "Did you mean main"), ("branch main", "already"),
    ("compare main main", "with itself"), ("back until", "condition is missing"), ("back until lss < 1", "lss"),
    ("back until rounds > 9", "held at no step"), ("set timeline -1", "whole number of MiB"),
    ("set timeline 1e9", "whole number of MiB"), ("set timeline", "needs a value"), ("branch A", "not a name"),
  ])
  func mistakesChangeNothing(line: String, words: String) {
    let bench = bench()
    bench.works("train 2")
    let text = bench.refuses(line)
    #expect(text.contains(words), "\(text)")
  }

  /// The memory it takes is bounded, said and can be taken away.
  @Test func theTimelineHasItsBound() throws {
    let bench = bench()
    #expect(bench.works("show memory").words.contains("0 MiB of 256 MiB"))
    #expect(bench.works("set timeline 1").words.contains("1 MiB at most"))
    bench.works("step critic 400")
    #expect(try #require(try bench.experiment.timeline).bytes < 1 << 20)
    bench.works("goto critic 3")
    bench.works("set timeline 0")
    #expect(bench.works("show memory").words.contains("off"))
    for line in ["back", "goto 0", "timeline", "branch x", "switch main", "compare main main"] {
      #expect(bench.refuses(line).contains("timeline is off"), "\(line)")
    }
    bench.works("set timeline 8")
    bench.works("train 1")
    #expect(bench.works("back critic 1").words.contains("round 0 (4 critic steps)"))
    #expect(bench.refuses("goto critic 2").contains("goes from 3"))
    #expect(bench.run(script: "use swissroll\nset timeline 5", sets: [("timeline", "0")]) == 0)
    #expect(try bench.experiment.timeline == nil)
  }

  /// A timeline that is switched off and on changes no number, and a script that goes back ends as often as it is run with the same bits.
  @Test func theSameScriptGivesTheSameText() {
    let script = ["train 4", "back 2", "set lambda 3", "train 3", "goto 1", "train 1", "timeline", "show memory"]
    let texts = (0..<3).map { _ in
      let bench = bench()
      return script.dropLast().map { bench.works($0).output } + ["\(String(describing: bench.state))"]
    }
    #expect(texts[0] == texts[1] && texts[1] == texts[2])
  }

  /// Stopped on the way, it stays; what is exported does the same again.
  @Test func aJourneyCanBeStopped() throws {
    let bench = bench(), experiment = try bench.experiment
    bench.works("train 20")
    bench.works("goto 20")
    let here = bench.state
    var asked = 0
    bench.session.isCancelled = {
      asked += 1
      return asked > 20
    }
    let result = bench.run("goto 15")
    bench.session.isCancelled = { false }
    #expect(result.isInterrupted && bench.state == here && experiment.rounds == 20)
  }

  /// Names of the learner's own are what they were, whatever the debugger calls its things.
  @Test func namesStayTheLearners() {
    let bench = bench()
    for name in ["main", "gentle", "nan1", "last"] { bench.works("\(name) = 3") }
    bench.works("train 1")
    bench.works("branch gentle")
    bench.works("train 1")
    bench.works("switch main")
    #expect(bench.number("main") == 3 && bench.number("gentle") == 3)
    bench.works("n = 2")
    bench.works("train 3")
    bench.works("back n")
    #expect(bench.number("rounds") == 2)
  }
}
