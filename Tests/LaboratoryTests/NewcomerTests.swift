import Display
import Experiments
import Language
import Notebook
import Testing

/// What somebody needs who has read nothing but `help`.
@Suite struct NewcomerTests {
  @Test func theFormulasOfHelpEquationsRun() {
    let bench = Bench(after: "use 8gaussians")
    let formulas = bench.works("help equations").output.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(formulas.count >= 10)
    for formula in formulas { bench.works(String(formula)) }
    #expect(bench.number("penalty") > 0)
    #expect(bench.number("criticloss - (mean(critic(fake)) - mean(critic(real))) - 0.1*penalty") < 1e-6)
  }

  @Test func theFormulasOfHelpLanguageRun() {
    let bench = Bench()
    let lines = bench.works("help language").output.split(separator: "\n").filter {
      $0.hasPrefix("  ") && !$0.hasPrefix("   ")
    }
    #expect(lines.count >= 7)
    for line in lines { bench.works(String(line.dropFirst(2)).beginning(before: "  ")) }
  }

  @Test func helpBeginsWithTheExperimentAndListsTheTopics() {
    let bench = Bench()
    let page = bench.works("help").output
    #expect(page.hasPrefix("Experiment\n  use"))
    for topic in ["start", "equations", "language", "functions"] { #expect(page.contains("\n  \(topic) ")) }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func everythingThatHasANameHasAPage() {
    let bench = Bench()
    let names =
      Setting.all.map(\.name) + Objective.all.map(\.name) + Preset.all.map(\.name)
      + bench.session.functions.all.map(\.name) + ["real", "fake", "critic", "generator"]
    for name in names { #expect(bench.works("help \(name)").output.contains(name), "\(name)") }
    let listed = bench.works("help functions").output
    for function in bench.session.functions.all { #expect(listed.contains("\n  \(function.name) ")) }
  }

  @Test func aWordIsCompletedWithWhatMayStandThere() {
    let session = Bench(after: "use 8gaussians").session
    func candidates(_ line: String) -> [String] {
      session.complete(line, at: line.count).candidates.map(\.text)
    }
    #expect(candidates("set ") == Setting.all.map(\.name) + ["timeline", "graphics"])
    #expect(candidates("set objective ") == Objective.all.map(\.name))
    #expect(candidates("set objective wgan-") == ["wgan-gp", "wgan-lp"])
    #expect(candidates("set batch ") == [])
    #expect(candidates("step ") == ["critic", "generator", "phase"])
    #expect(candidates("show graph critic.dense1.") == ["bias", "weight"])
  }

  @Test func aSpaceFollowsWhatIsCompleteOnly() {
    let session = Bench(after: "use 8gaussians").session
    for (line, candidate) in [("cri", "critic"), ("x = su", "sum("), ("critic.de", "dense1"), ("show cri", "critic")] {
      let start = line.count - line.reversed().prefix { $0.isLetter }.count
      #expect(!session.appendsSpace(to: candidate, in: line, at: start), "\(line)")
    }
    #expect(session.appendsSpace(to: "train", in: "tr", at: 0))
    #expect(session.appendsSpace(to: "objective", in: "set obj", at: 4))
    #expect(session.appendsSpace(to: "axes:", in: "sum(real, ax", at: 10))
  }

  @Test func parametersSayWhichTheyAre() {
    let bench = Bench(after: "use 8gaussians")
    let output = bench.works("critic.parameters").output
    #expect(output.hasPrefix("critic.dense1.weight [2×64]  min "))
    #expect(output.contains("\ncritic.dense4.bias [1]  min "))
  }
}

/// `show graph` draws any expression, gradients included.
@Suite struct GraphTests {
  @Test func namesAreLeavesAndSharedNodesAreDrawnOnce() {
    let bench = Bench(after: "x = tensor([1, 2, 3])", "y = x^2")
    #expect(bench.works("show graph sum(y)").output == "the graph of sum(y)\nsum [] axes [0]\n  y [3]\n")
    #expect(bench.works("show graph y").output == "the graph of y\ny = square [3]\n  x [3]\n")
    let shared = bench.works("show graph (x - 1)*(x - 1) + sum(x - 1)").output
    #expect(shared.contains("x [3]"))
    let slope = bench.works("show graph gradient(sum(exp(x)), x)").output
    #expect(slope.contains("exp [3]"))
  }

  @Test func thePenaltysGradientIsDrawnDownToTheWeights() {
    let bench = Bench(
      after: "use 8gaussians", "interpolates = real + 0", "slope = gradient(sum(critic(interpolates)), interpolates)",
      "penalty = mean((norm(slope, axes: 1) - 1)^2)")
    #expect(bench.works("show graph penalty").output.contains("slope [256×2]"))
    let drawn = bench.works("show graph gradient(penalty, critic.dense2.weight)").output
    #expect(drawn.contains("critic.dense1.weight [2×64]") && drawn.contains("%1 = "))
    #expect(bench.works("show graph [penalty, slope]").results.count == 2)
  }

  /// A figure of boxes and arrows, which files get: what leads to what is the same as in the tree.
  @Test func aGraphIsAFigure() throws {
    let bench = Bench(after: "x = tensor([1, 2, 3])", "y = x^2")
    guard case .figure(let figure)? = bench.works("plot graph sum(y) + 2").results.first,
      case .diagram(let diagram)? = figure.plots.first?.layers.first
    else { return #expect(Bool(false), "no diagram") }
    #expect(diagram.nodes.map { $0[0] } == ["y", "sum", "add(·, 2)"], "\(diagram.nodes)")
    #expect(diagram.edges == [.init(0, 1), .init(1, 2)])
    #expect(bench.works("show graph x").results.count == 1)
    let json = Output.figure(figure).json.line
    #expect(json.contains("\"kind\": \"diagram\"") && json.contains("[\"sum\", \"[]\""), "\(json)")
  }

  @Test func whatIsNotComputedIsRefused() {
    let bench = Bench(after: "use 8gaussians")
    #expect(bench.refuses("show graph critic").contains("critic is a network, not something computed"))
    #expect(bench.refuses("show graph").contains("usage: show graph EXPRESSION"))
    #expect(bench.refuses("show graph \"a\"").contains("a text"))
    #expect(bench.refuses("show graph 1 +").contains("hint"))
  }
}

/// Every refusal says where and what to do.
@Suite struct RefusalTests {
  @Test(arguments: [
    "set batch", "set objective", "run nofile.wgan", "run .", "export x", "continue", "show critic 3", "show nothing",
    "exp", "until ][", "clear nothing", "step critic 0", "critic = 3", "generator = network([2], dense(3))",
  ])
  func refusalsHaveAPlaceAndARemedy(line: String) {
    let bench = Bench()
    let result = bench.run(line)
    #expect(result.failure?.column != nil, "\(line)")
    #expect(result.failure?.problem.hint != nil, "\(line)")
  }

  @Test func aVeryLongLineIsShownAroundItsFault() throws {
    let text = Bench().refuses(String(repeating: "1 + ", count: 500) + "foo" + String(repeating: " + 1", count: 500))
    let lines = text.split(separator: "\n")
    try #require(lines.count >= 3)
    #expect(lines[1].count < 200)
    let caret = lines[2].prefix { $0 == " " }.count
    #expect(lines[1].dropFirst(caret).hasPrefix("foo"))
  }

  @Test func whatWouldNotFitIsRefusedBeforeItIsComputed() {
    let bench = Bench(
      after: "use 8gaussians", "critic = network([2], dense(4096), relu(), dense(1))", "x = zeros(500000, 2)")
    #expect(bench.refuses("critic(x)").contains("would hold"))
    bench.works("a = ones(8192, 8192)")
    #expect(bench.refuses("a @ a").contains("more than 2³⁷"))
  }

  @Test func whatATranscriptPrintedIsNotRun() {
    #expect(Pasted.entries(of: ["wgan [1]> sum([1,", "     ...> 2])", "3", "wgan [2]> 1"]) == ["sum([1,", "2])", "1"])
    #expect(Pasted.entries(of: ["1 + 1", "3"]) == ["1 + 1", "3"])
  }

  /// A page of help that a remedy names is there.
  @Test func theHelpThatRemediesNameIsThere() {
    let bench = Bench()
    for page in ["functions", "language", "limits", "network", "start", "equations"] { bench.works("help \(page)") }
    let hint = bench.refuses("1 ~ 2")
    #expect(!hint.contains("help expressions"))
  }

  @Test(arguments: [
    ("train(10)", "train ROUNDS"), ("show(critic)", "show [SUBJECT"), ("8gaussians", "use 8gaussians"),
    ("wgan-gp", "set objective wgan-gp"), ("batch", "set batch VALUE"), ("equations", "help equations"),
    ("set batch=64", "set batch 64"), ("set batch = 64", "set batch 64"), ("set lr 0.1", "rate"),
    ("set learning_rate 0.1", "rate"), ("set n_critic 5", "critics"), ("exit", "quit"),
    ("for i in 3\n  i\nend", "range(5)"),
    ("import numpy", "Nothing needs"), ("D(real)", "critic(x)"), ("G(real)", "generator(z)"), ("E", "mean(x)"),
    ("print loss", "Type the name alone"), ("? train", "help"),
  ])
  func habitsAreAnswered(line: String, remedy: String) {
    #expect(Bench().refuses(line).contains(remedy), "\(line)")
  }

  @Test func remediesAreThoseOfTheLine() {
    let bench = Bench()
    #expect(bench.refuses("show critic 3").contains("usage: show critic\n"))
    #expect(bench.refuses("show nothing").contains("show alone lists them"))
    #expect(bench.refuses("exp").contains("Call it: exp(x)"))
    #expect(bench.refuses("until ][").contains("Delete it"))
  }
}

extension String {
  /// The beginning, up to a text.
  fileprivate func beginning(before text: String) -> String {
    firstRange(of: text).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
