import Arrays
import Display
import Notebook
import Testing

/// `why`, as it is typed.
@Suite struct WhyTests {
  private func bench() -> Bench { Bench(after: "use 8gaussians", "set batch 16", "set width 8", "train 3") }

  private func rows(_ result: CellResult) -> [[Table.Cell]] {
    guard case .table(let table)? = result.results.first else { return [] }
    return table.rows
  }

  /// The terms are what the equations typed by hand give.
  @Test func theTermsAreTheTypedOnes() throws {
    let bench = bench(), rows = rows(bench.works("why critic.dense2.weight[3, 5]"))
    #expect(rows.map { $0[0] } == ["real score", "fake score", "penalty", "their sum", "the gradient"])
    let numbers = rows.map { row -> Real in if case .number(let number, _) = row[1] { number } else { .nan } }
    let typed = [
      "gradient(-mean(critic(real)), critic.dense2.weight)[3, 5]",
      "gradient(mean(critic(fake)), critic.dense2.weight)[3, 5]",
    ]
    for (line, number) in zip(typed, numbers) { #expect(abs(bench.number(line) - number) < 1e-5) }
    bench.works("step critic gradient")
    #expect(abs(bench.number("gradient(loss, critic.dense2.weight)[3, 5]") - numbers[4]) < 1e-5)
  }

  @Test func scoresAndTheLoss() {
    let bench = bench(), said = bench.works("why scores[3]").words
    #expect(said.contains("real sample 3") && said.contains("critic.dense1.bias"))
    #expect(bench.works("why fakescores[3]").words.contains("fake sample 3"))
    #expect(bench.works("why loss").words.contains("λ·penalty"))
    #expect(bench.works("why generator.dense4.bias[1]").words.contains("fake score"))
  }

  /// The loss without a sample is the loss of the batch without it; a penalty is the mean of each sample's own.
  @Test func lossAndPenaltySampleBySample() {
    let bench = bench(), said = rows(1, bench.works("why loss"))
    #expect(Set(said.map { $0[0] }) == ["real score", "fake score", "penalty"] && said.count == 9)
    guard case .number(let place, _) = said[0][1], case .number(let without, _) = said[0][3] else {
      Issue.record("no numbers")
      return
    }
    let typed = "(sum(critic(real)) - critic(real)[\(Int(place)), 0])/15"
    let loss = bench.number("mean(critic(fake)) - \(typed) + 0.1*penalty")
    #expect(abs(loss - without) < 1e-4)
    let words = bench.works("why penalty").words
    #expect(words.contains("its own") && words.contains("%"))
    bench.works("step generator loss")
    #expect(bench.works("why loss").words.contains("generator's"))
  }

  /// A slope and its norm agree with what the score does as its point moves.
  @Test(arguments: ["norms[3]", "slope[3, 1]", "slope[0, 0]", "norms[15]"]) func slopesAgree(number: String) {
    let bench = bench(), last = rows(bench.works("why \(number)")).last ?? []
    guard case .text(let digits)? = last.last else {
      Issue.record("no digits")
      return
    }
    #expect((Int(digits) ?? 0) >= 2, "\(number): \(digits) digits")
    bench.works("step critic penalty")
    if case .number(let value, _) = last[1] { #expect(abs(bench.number(number) - value) < 1e-5) }
  }

  @Test func pointsAndDraws() {
    let bench = bench()
    #expect(bench.works("why interpolates[2, 1]").words.contains("(1 - ε)·fake"))
    #expect(bench.works("why epsilon[2]").words.contains("is drawn"))
    bench.works("set objective wgan")
    #expect(bench.refuses("why penalty").contains("measures no slope"))
    #expect(bench.refuses("why slope[0, 0]").contains("measures no slope"))
  }

  /// A ReLU that lets nothing through is said in words, from its own weights and from those that read it; a living unit's is not.
  @Test func deadUnitsAreSaid() throws {
    let bench = bench(),
      bias = try #require(try bench.experiment.critic.network.trainable.first { $0.name == "critic.dense2.bias" })
    bias.value = NDArray(bias.value.numbers.enumerated().map { $0 == 5 ? -1000 : $1 }, shape: bias.shape)
    for line in ["why critic.dense2.weight[3, 5]", "why critic.dense2.bias[5]"] {
      let words = bench.works(line).words
      #expect(
        words.contains("its unit 5 is dead") && words.contains("relu2") && words.contains("48 samples"), "\(words)")
    }
    #expect(bench.works("why critic.dense3.weight[5, 0]").words.contains("the unit 5 that it reads is dead"))
    #expect(!bench.works("why critic.dense4.weight[1, 0]").words.contains("dead"))
  }

  private func rows(_ place: Int, _ result: CellResult) -> [[Table.Cell]] {
    guard result.results.count > place, case .table(let table) = result.results[place] else { return [] }
    return table.rows
  }

  @Test(arguments: [
    ("why", "missing"), ("why critic", "no number"), ("why critic.dense2.weight", "no place"),
    ("why critic.dense2.weight[8, 0]", "no place"), ("why critic.dense2.weight[-1, 0]", "no place"),
    ("why critic.dense2.weigth[0, 0]", "Did you mean"), ("why scores[32]", "0…31"), ("why loss[0]", "single number"),
    ("why scores[x]", "whole numbers"), ("why scores[", "["), ("why fakescores[16]", "0…15"),
    ("why norms[16]", "0…15"), ("why slope[0]", "no place"), ("why penalty[1]", "single number"),
    ("why penalti", "Did you mean penalty"), ("why interpolates[0, 2]", "no place"),
  ])
  func mistakesAreSaid(line: String, words: String) {
    let text = bench().refuses(line)
    #expect(text.contains(words), "\(text)")
  }
}
