import Display
import Experiments
import Notebook
import Testing

/// Runs side by side.
@Suite struct RaceTests {
  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 16", "set width 8", "set critics 2") }

  /// A lane is the run that would have been made alone; the run before it stays, and either can be gone on with.
  @Test func aLaneIsTheRunAlone() {
    let bench = bench()
    bench.works("train 2")
    let before = bench.state
    let said = bench.works("race gan wgan wgan-gp rounds: 3").words
    #expect(said.contains("began with the same weights") && bench.state == before)
    for objective in ["gan", "wgan", "wgan-gp"] {
      let alone = self.bench()
      alone.works("set objective \(objective)")
      alone.works("train 3")
      bench.works("switch \(objective)")
      #expect(bench.state?.bits == alone.state?.bits && bench.state?.steps == alone.state?.steps)
      for line in ["train 2", "back 4"] {
        bench.works(line)
        alone.works(line)
        #expect(bench.state?.bits == alone.state?.bits, "\(objective) \(line)")
      }
    }
    bench.works("switch before")
    #expect(bench.state == before)
    bench.works("switch main")
    bench.works("use 8gaussians")
    #expect(bench.refuses("switch gan").contains("no branch"))
  }

  @Test func valuesOfASetting() {
    let bench = bench(), result = bench.works("race lambda: 0.1 1 10 rounds: 8")
    guard case .table(let ends)? = result.results.first else {
      Issue.record("no table")
      return
    }
    #expect(ends.rows.map { $0[0] } == ["lambda:0.1", "lambda:1", "lambda:10"])
    guard case .table(let curves)? = result.results.dropFirst().first else {
      Issue.record("no table")
      return
    }
    #expect(curves.columns == ["round", "lambda:0.1", "lambda:1", "lambda:10"] && curves.rows.count == 9)
    bench.works("switch lambda:10")
    #expect(bench.number("settings.lambda") == 10)
    #expect(bench.works("race width: 4 8 rounds: 1").words.contains("layers differ"))
  }

  /// A stop holds a lane, the others go on.
  @Test func aStopHoldsALane() throws {
    let bench = bench()
    bench.works("break when settings.lambda > 5 and rounds >= 2")
    #expect(bench.works("race lambda: 1 10 rounds: 4").words.contains("lambda:10 2"))
    bench.works("switch lambda:1")
    #expect(try bench.experiment.rounds == 4)
    bench.works("switch lambda:10")
    #expect(try bench.experiment.rounds == 2)
  }

  @Test(arguments: [
    ("race", "missing"), ("race gan", "2…8 lanes"), ("race gan gan", "twice"), ("race gan nosuch", "nosuch"),
    ("race lambda: 1 x", "it cannot be x"), ("race lamda: 1 2", "Did you mean lambda"),
    ("race gan wgan rounds: 0", "1…"),
    ("race gan wgan rounds:", "1…"), ("race lambda: 1 2 rate: 1 2", "differ in one thing"),
    ("race rounds: 3", "missing"),
  ])
  func mistakesChangeNothing(line: String, words: String) {
    let text = bench().refuses(line)
    #expect(text.contains(words), "\(text)")
  }
}
