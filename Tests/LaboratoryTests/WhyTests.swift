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

  @Test(arguments: [
    ("why", "missing"), ("why critic", "no number"), ("why critic.dense2.weight", "no place"),
    ("why critic.dense2.weight[8, 0]", "no place"), ("why critic.dense2.weight[-1, 0]", "no place"),
    ("why critic.dense2.weigth[0, 0]", "Did you mean"), ("why scores[32]", "0…31"), ("why loss[0]", "single number"),
    ("why scores[x]", "whole numbers"), ("why scores[", "["), ("why fakescores[16]", "0…15"),
  ])
  func mistakesAreSaid(line: String, words: String) {
    let text = bench().refuses(line)
    #expect(text.contains(words), "\(text)")
  }
}
