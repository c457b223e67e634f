import Arrays
import Autodiff
import Display
import Language
import Notebook
import Testing
import Texts

@Suite struct SessionTests {
  @Test func resultsHaveNumbers() {
    let bench = Bench()
    bench.run("1 + 1", "5")
    #expect(bench.session.prompt == "wgan [3]> ")
    #expect(bench.session.continuationPrompt == "     ...> ")
    #expect(bench.number("_ * _1") == 10)
    #expect(bench.message("_99").contains("cell 99"))
    #expect(bench.number("_2") == 5)
  }

  /// A cell aside has no number and leaves no result; what it gives a name stays.
  @Test func whatIsRunAside() {
    let bench = Bench()
    bench.run("5")
    let before = bench.session.transcript.entries.count
    let result = bench.session.run(aside: "x = 6\n7")
    #expect(result.output == "7\n" && result.isOK)
    #expect(bench.session.prompt == "wgan [2]> " && bench.session.transcript.entries.count == before)
    #expect(bench.number("_") == 5)
    #expect(bench.number("x") == 6)
    #expect(bench.session.run(aside: "1 + missing").failure?.problem.message.contains("missing") == true)
  }

  /// A semicolon mutes what the entry shows, not what is said about it: a lesson's verdict must be seen.
  @Test func whatIsSaidAfterACellIsNotMuted() {
    let bench = Bench(afterwards: { $0.emit(.text("Done.")) })
    #expect(bench.run("1 + 1;").output == "Done.\n")
  }

  /// The transcript keeps pictures and numbers as data, and of what is large its text.
  @Test func aTranscriptIsData() {
    let bench = Bench()
    bench.run("show picture", "x = ones(1000, 1000)", "x", "\"\(String(repeating: "a", count: 3 << 20))\"")
    let entries = bench.session.transcript.entries
    guard case .figure(let figure)? = entries[0].outputs.first else { return #expect(Bool(false), "no figure") }
    #expect(figure.plots == [.image(NDArray([0, 1], shape: [1, 2]), low: 0, high: 1)])
    #expect(entries[0].output.hasPrefix("two\n") && entries[1].outputs.isEmpty)
    guard case .text(let text)? = entries[2].outputs.first else { return #expect(Bool(false), "no text") }
    #expect(text.hasPrefix("x [1000×1000]") && entries[3].output.utf8.count <= (1 << 20) + 16)
  }

  /// Memory that a line was refused is told of that line, and never of the next.
  @Test func whatWasRefusedIsOver() {
    var toolkit = Toolkit()
    toolkit.commands = [
      Command("greedy", "Asks for too much and fails by something else.") { _ in
        _ = ArrayMemory.grants(0x1p60)
        throw Problem("something else")
      },
      Command("careless", "Asks for too much and says nothing.") { _ in _ = ArrayMemory.grants(0x1p60) },
    ]
    let session = Session([toolkit], output: MemorySink())
    #expect(session.run(cell: "greedy").failure?.problem.message == "something else")
    #expect(session.run(cell: "1 + 1").isOK)
    #expect(session.run(cell: "careless").failure?.problem.message.contains("arrays would hold more") == true)
    #expect(session.run(cell: "1 + 1").isOK)
  }

  /// What is typed and does nothing says so.
  @Test func whatDoesNothingSaysSo() {
    let bench = Bench()
    #expect(bench.run("show picture;").output == "nothing is shown: the ; at the end silences the line\n")
    #expect(bench.run("show picture").output.hasPrefix("two"))
    for line in ["repeat 2\nend", "define nothing\n  # nothing\nend"] {
      #expect(bench.message(line) == "the block is empty")
    }
  }

  @Test func resultsAreBounded() {
    let bench = Bench()
    bench.run("zeros(1000, 1000)")
    #expect(bench.message("_1").contains("too large to keep"))
    for _ in 0..<150 { bench.run("zeros(250, 1000)") }
    #expect(bench.session.keptBytes <= 64 << 20)
    #expect(bench.run("_").isOK)
    #expect(!bench.run("_3").isOK)
  }

  @Test func aLargeHistoryIsForgottenButNotTheNumber() {
    let bench = Bench()
    bench.run("x = ones(1000, 1000)", "sum(x * x)")
    #expect(bench.number("_2") == 1e6)
    #expect(bench.session.keptBytes < 1 << 20)
  }

  /// A loop over a value that remembers all its history takes time in proportion to its rounds.
  @Test func aLoopIsLinear() {
    func seconds(_ rounds: Int) -> Double {
      let bench = Bench(), start = ContinuousClock.now
      #expect(bench.run("x = 0", "repeat \(rounds)\n  x = x + 1;\n  assert x > 0\nend", "x").output == "\(rounds)\n")
      return (ContinuousClock.now - start) / .seconds(1)
    }
    _ = seconds(100)
    let short = seconds(4000), long = seconds(16_000)
    #expect(long < 10 * short + 0.5, "\(short) s, then \(long) s")
  }

  @Test func theRunningCellsResultIsThere() {
    let bench = Bench()
    #expect(bench.run("x = 0\nrepeat 300\n  x = x + 1;\nend\n_").output == "300\n")
    #expect(bench.number("_1") == 300)
  }

  @Test func whatOneCellShowsIsBounded() {
    let result = Bench().run("repeat 20000\n1\nend")
    #expect(result.results.count == 10_001)
    #expect(result.output.hasSuffix("… 10000 more results of this cell were not kept\n"))
  }

  @Test func blocksRun() {
    let bench = Bench()
    #expect(bench.run("repeat 2\n  repeat 3\n    train 1\n  end\n  step\nend").isOK)
    #expect(bench.state.steps == 8)
    bench.run("define go\n  # Goes on.\n  train 2\nend")
    #expect(bench.run("repeat 2\n go\nend").output == "trained 2\ntrained 2\n")
    #expect(bench.run("help go").output.contains("Goes on."))
    #expect(bench.run("alias g = train", "g 4").output == "trained 4\n")
    #expect(bench.run("define go\n  train 3\nend", "go").output == "trained 3\n")
  }

  @Test func ownCommandsMayNotCallThemselvesForEver() {
    let bench = Bench()
    #expect(bench.run("define go\n  go\nend").isOK)
    #expect(bench.message("go").contains("levels deep"))
    #expect(bench.run("alias loop = loop").isOK)
    #expect(bench.message("loop").contains("levels deep"))
    #expect(bench.message("x = 1\ndefine x\nend").contains("has a value"))
  }

  @Test func cancellationStopsLoops() {
    let bench = Bench()
    var asked = 0
    bench.session.isCancelled = {
      asked += 1; return asked > 1000
    }
    let result = bench.run("repeat 1000000\nstep\nend")
    #expect(result.isInterrupted && !result.isOK)
    bench.session.isCancelled = { false }
    #expect(bench.run("1 + 1").isOK)
  }

  /// What an assertion that failed shows is what it compared: it is not drawn again.
  @Test func anAssertionComputesOnce() {
    let (plain, asserting) = (Bench(), Bench())
    let first = plain.number("uniform(1)[0]"), second = plain.number("uniform(1)[0]")
    #expect(asserting.message("assert uniform(1)[0] > 2").hasSuffix("uniform(1)[0] is \(numberText(first ?? .nan))"))
    #expect(asserting.number("uniform(1)[0]") == second && first != second)
  }

  @Test func assertionsShowBothSides() {
    let bench = Bench()
    #expect(bench.run("x = 3", "assert x == 3").output == "")
    #expect(bench.message("assert x + 1 < 2") == "assertion failed: x + 1 < 2, where x + 1 is 4")
  }

  @Test func openBracketsAndBlocksWait() {
    let session = Bench().session
    for open in ["f(", "x = [1,", "repeat 2", "rep 2\nstep", "define a\nrepeat 2\nend", "tensor([[1, 2],"] {
      #expect(!session.isComplete(open))
    }
    for complete in ["f()", "", "repeat 2\nend", "\"(\"", "1 # (", "end", "x = ]"] {
      #expect(session.isComplete(complete))
    }
  }

  @Test func transcriptsPastedBackGiveTheSame() {
    let bench = Bench(), again = Bench()
    let pasted = "wgan [1]> x = 2\nwgan [2]> repeat 2\n     ...>   x\n     ...> end\n2\n2\nwgan [3]> x * 3\n6\n"
    #expect(ScriptRunner(bench.session).run([.command(pasted)]).code == 0)
    #expect(bench.sink.output == "2\n2\n6\n")
    again.run("wgan [1]> x = 2", "wgan [2]> repeat 2\n     ...>   x\n     ...> end")
    #expect(again.sink.output == "2\n2\n")
  }

  @Test func helpFitsATerminal() {
    for line in ["help", "show", "help limits", "help assert", "apropos a"] {
      let result = Bench().run(line)
      #expect(result.isOK)
      for text in result.output.split(separator: "\n") { #expect(displayWidth(text) <= 80, "\(line): \(text)") }
    }
  }

  @Test func tensorsShowACorner() {
    let text = Bench().run("reshape(linspace(1, 120, 120), 2, 5, 12)").output
    #expect(text.hasPrefix("[2×5×12]  min 1  mean 60.5  max 120\n  at [0, :, :]\n"))
    #expect(text.contains("…"))
    #expect(
      Bench().run("x = tensor([[1, 2], [3, 4]])", "x").output == "x [2×2]  min 1  mean 2.5  max 4\n  1  2\n  3  4\n")
  }

  @Test func tensorsFitATerminal() {
    for line in [
      "normal(64, 28, 28, 1) * 1e-7", "uniform(40, 30)", "[ones(9, 9), 1e-30 * normal(3)]", "zeros(0, 3)", "ones(1, 1)",
    ] {
      for text in Bench().run(line).output.split(separator: "\n") { #expect(displayWidth(text) <= 80, "\(text)") }
    }
  }

  /// Random soups of tokens: each gives a result, none ends the program, and those that fail leave the variables as they were.
  @Test func wrongLinesChangeNothing() {
    let bench = Bench()
    bench.run("x = 3", "y = ones(2, 2)")
    let tokens = [
      "x", "y", "train", "st", "(", ")", "[", "]", "+", "-", "*", "/", "^", "@", "=", "==", "<", ",", ":", "\"",
      "\"a\"", "1e400", "2",
      "0:4", "show", "graph", "gradient", "sum", "until", "max", "repeat", "end", "define", "alias", "#", ";", ".",
      "x.", "not", "and",
      "é", "漢", "\u{1B}", "\u{202E}", "_", "_7", "time", "assert", "help", "apropos", "9223372036854775808", "\\", "\n",
    ]
    var random = SplitMix(seed: 7)
    for _ in 0..<3000 {
      let line = (0..<Int.random(in: 1...9, using: &random)).map { _ in tokens.randomElement(using: &random) ?? "" }
        .joined(separator: Bool.random(using: &random) ? " " : "")
      let before = bench.session.variables.mapValues { "\($0)" }
      let result = bench.session.run(cell: line)
      if !result.isOK, !line.contains("\n") {
        #expect(bench.session.variables.mapValues { "\($0)" } == before, "\(line)")
      }
      #expect(result.failure?.text.contains("\u{1B}") != true)
    }
    #expect(bench.run("1 + 1").output == "2\n")
  }
}

/// A repeatable source of random numbers for tests (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
