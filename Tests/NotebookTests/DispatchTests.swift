import Arrays
import Language
import Notebook
import Testing

@Suite struct DispatchTests {
  @Test func everyExampleRuns() {
    let examples =
      Bench().session.allCommands.flatMap { $0.examples } + Bench().session.allSubjects.flatMap { $0.examples }
    let files = ["examples.wgan", "session.wgan", "session.html"]
    #expect(examples.count > 15)
    for example in examples where !files.contains(where: example.contains) {
      let result = Bench().run(example)
      #expect(result.isOK, "\(example): \(result.failure?.text ?? "")")
    }
  }

  @Test(arguments: [
    ("train 3", "trained 3\n"), ("tr 3", "trained 3\n"), ("  train   3  # three", "trained 3\n"), ("train 3;", ""),
    ("sh js", "0.25\n"), ("show jsdivergence", "0.25\n"), ("jsdivergence", "0.25\n"), ("jsdivergence * 2", "0.5\n"),
    ("step crit 2", "step critic 2\n"), ("step 4", "step both 4\n"), ("1 + 1", "2\n"), ("1 + 1;", ""), ("x = 3", ""),
    ("show graph 1 +  2", "graph of 1 +  2\n"), ("until 1 > 2 max 9", "until false 9\n"),
    ("train (1\n+ 2)", "trained 3\n"),
    ("wgan [7]> 1 + 1", "2\n"), ("Lesson 3 · 4/9 wgan [12]> train 2", "trained 2\n"), ("", ""), ("# only words", ""),
    ("train 2\n1 + 1", "trained 2\n2\n"), ("time train 2;", ""), ("\"words\"", "words\n"),
  ])
  func linesMean(line: String, output: String) {
    let result = Bench().run(line)
    #expect(result.failure?.text == nil)
    #expect(result.output == output)
  }

  @Test(arguments: [
    ("st", "\"st\" could be step or stop"), ("train = 3", "\"train\" is a command and cannot be given a value"),
    ("trian 20", "there is no command or name \"trian\""), ("train zero", "rounds must be 1…1000000, got \"zero\""),
    ("train 0", "rounds must be 1…1000000, got \"0\""), ("train 1.5", "rounds must be 1…1000000, got \"1.5\""),
    ("train", "rounds is missing"), ("train 3 4", "\"4\" is left over"), ("end", "there is no block to end"),
    ("set klip 3", "there is no setting \"klip\""),
    ("repeat 2\n1 + 1", "the block has no end"), ("show nothing", "there is no subject \"nothing\""),
    ("sin", "\"sin\" is a function"), ("graph", "\"graph\" is a subject"),
    ("define train\nend", "\"train\" is a command of wganlab's own"),
    ("x = train", "\"train\" is a command and has no value"), ("run \"a", "the text that begins here is never closed"),
  ])
  func wrongLinesSay(line: String, message: String) { #expect(Bench().message(line) == message) }

  @Test func aValueBeatsAnAbbreviation() {
    let bench = Bench()
    #expect(bench.run("tr 2").output == "trained 2\n")
    #expect(bench.run("tr = 5", "tr").output == "5\n")
    #expect(bench.run("train 2").output == "trained 2\n")
  }

  @Test func aVariableBeatsASubject() {
    let bench = Bench()
    #expect(bench.number("jsdivergence") == 0.25)
    #expect(bench.run("jsdivergence = 7", "jsdivergence").output == "7\n")
    #expect(bench.run("clear jsdivergence", "jsdivergence").output == "0.25\n")
  }

  @Test func nearNamesAreSuggested() {
    let bench = Bench()
    #expect(bench.run("trian 20").failure?.problem.hint == "Did you mean train?")
    #expect(bench.run("show jsdivergance").failure?.problem.hint == "Did you mean jsdivergence?")
    #expect(bench.run("help asert").failure?.problem.hint == "Did you mean assert?")
  }

  @Test func enterRepeatsOnlyWhatRepeats() {
    let bench = Bench()
    #expect(bench.run("step", "").output == "")
    bench.session.isInteractive = true
    #expect(bench.run("step 2", "").output == "step both 2\n")
    #expect(bench.run("train 1", "").output == "")
  }

  @Test func completionComesFromDeclarations() {
    let session = Bench().session
    func candidates(_ line: String) -> [String] {
      session.complete(line, at: line.count).candidates.map(\.text)
    }
    #expect(candidates("tr").contains("train"))
    #expect(candidates("show js") == ["jsdivergence"])
    #expect(candidates("set cl") == ["clip"])
    #expect(candidates("step cr") == ["critic"])
    #expect(candidates("help asse") == ["assert"])
    #expect(candidates("show graph si").contains { $0.hasPrefix("sin") })
    #expect(session.complete("show js", at: 7).start == 5)
  }
}
