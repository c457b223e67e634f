import Experiments
import Language
import Notebook
import Testing
import Texts

/// What is declared works as it says.
@Suite(.serialized) struct DeclarationTests {
  /// Those that need a file, a failure or a stopped run of their own are proved elsewhere.
  private static let elsewhere: Set<String> = ["run", "export", "quit", "continue", "save", "load", "record"]

  private static func examples(_ session: Session) -> [String] {
    let commands = session.allCommands.filter { !elsewhere.contains($0.name) }.flatMap(\.examples)
    return commands + session.allSubjects.flatMap(\.examples) + session.functions.all.flatMap(\.examples)
  }

  @Test func everyExampleRuns() {
    let all = Bench()
    for example in Self.examples(all.session) where !example.contains("load(") && !example.contains("drawing(") {
      let bench = Bench(after: "use 8gaussians", "set batch 32", "set width 8", "x = ones(2, 2)")
      bench.works(example)
    }
  }

  @Test func everyCommandSubjectAndSettingHasItsPage() {
    let bench = Bench()
    for name in bench.session.allCommands.map(\.name) + bench.session.allSubjects.map(\.name) {
      #expect(bench.works("help \(name)").output.contains(name))
    }
    let page = bench.works("help settings").output
    for setting in Setting.all { #expect(page.contains("\(setting.name): ")) }
    #expect(bench.works("help objectives").output.contains("λ·E[(‖∇D(x̂)‖₂ - 1)²]"))
    // What goes on with something, such as a lesson, shows nothing alone.
    let alone = bench.session.allCommands.filter { $0.name != "continue" && $0.group != "Lessons" }
    #expect(!alone.contains { $0.examples.isEmpty })
    let subjects = bench.session.allSubjects.filter { $0.group != "Lessons" }
    #expect(!subjects.contains { $0.examples.isEmpty })
  }

  @Test(arguments: Preset.all.filter { $0.noise == 2 }.map(\.name), Objective.all.map(\.name))
  func everySubjectShowsEveryToy(preset: String, objective: String) {
    let bench = Bench(after: "use \(preset)", "set objective \(objective)", "set width 8", "set batch 32", "train 2")
    showAll(bench)
  }

  @Test(arguments: ["lines", "gaussians1d", "dirac"], Objective.all.map(\.name))
  func everySubjectShowsEveryExampleOfTheory(preset: String, objective: String) {
    let bench = Bench(after: "use \(preset)", "set objective \(objective)", "set width 8", "set batch 32", "train 2")
    showAll(bench)
  }

  /// The classifier that `show quality` compares by is as good as it should be.
  @Test(.enabled(if: Bench.hasFashion)) func qualityIsJudgedByAGoodClassifier() throws {
    let bench = Bench(after: "use fashion", "set width 1", "set batch 8")
    let said = bench.works("show quality").output
    let accuracy = try #require(said.firstMatch(of: /names ([0-9.]+) %/).flatMap { Double($0.1) })
    #expect(accuracy >= 90 && accuracy < 95)
  }

  @Test(.enabled(if: Bench.hasFashion), arguments: ["wgan", "wgan-gp"])
  func everySubjectShowsFashion(objective: String) {
    let bench = Bench(
      after: "use fashion", "set objective \(objective)", "set width 1", "set batch 8", "set critics 1", "train 1")
    showAll(bench)
  }

  /// Looking changes nothing.
  private func showAll(_ bench: Bench) {
    let before = bench.state
    for subject in bench.session.allSubjects {
      for example in subject.examples.compactMap({ $0.split(separator: "\n").last.map(String.init) }) {
        let result = bench.works(example)
        #expect(!result.output.isEmpty)
        #expect(!result.output.contains("nan"), "\(example): \(result.output)")
        #expect(!result.jsonLine.dropLast().contains("\n"))
      }
      // Kullback-Leibler is infinite where one side has samples and the other none.
      if subject.number != nil { #expect(!bench.number(subject.name).isNaN) }
      if subject.number != nil, subject.name != "kldivergence" { #expect(bench.number(subject.name).isFinite) }
    }
    #expect(bench.state == before)
  }

  @Test func networksPrintTheirCounts() {
    let bench = Bench(after: "use 8gaussians")
    let critic = bench.works("show critic").output
    #expect(critic.hasPrefix("critic: 8,577 parameters\n"))
    #expect(critic.contains("dense1") && critic.contains("dense(64)") && critic.contains("4,160"))
    #expect(bench.works("show generator").output.hasPrefix("generator: 8,642 parameters\n"))
    bench.works("set norm batch")
    #expect(bench.works("show critic").output.hasPrefix("critic: 9,345 parameters, 8,961 trainable\n"))
    #expect(bench.works("show critic").output.hasPrefix(bench.works("critic").output))
  }

  @Test func numbersReadAsTheyAreShown() {
    let bench = Bench(after: "use 8gaussians", "set width 8", "set batch 32", "step")
    #expect(bench.works("show loss").output.contains("\(numberText(bench.number("loss")))"))
    #expect(bench.works("show penalty").output.contains("\(numberText(bench.number("penalty")))"))
    bench.works("loss = 3")
    #expect(bench.number("loss") == 3)
  }

  @Test func weightsSayHowManySitAtTheBound() {
    let bench = Bench(
      after: "use 8gaussians", "set objective wgan", "set norm batch", "set width 8", "set rate 0.01", "step")
    let text = bench.works("show weights").output
    #expect(text.contains("of the trainable weights lie beyond 0.99 of the bound 0.01"))
    #expect(text.contains("not trained"))
    bench.works("set clip 1000")
    #expect(bench.works("show weights").output.contains("critic: 0 % of the trainable weights"))
  }
}
