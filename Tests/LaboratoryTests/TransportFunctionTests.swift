import Arrays
import Testing

/// What optimal transport finds besides the distance, held against the distance.
@Suite struct TransportFunctionTests {
  private let bench = Bench(
    after: "x = normal(24, 2, seed: 1)", "y = normal(24, 2, seed: 2) + [1, 0]", "w = wasserstein(x, y)")

  @Test("A plan moves all of each side, and its work is the distance")
  func plan() {
    #expect(bench.number("max(abs(histogram(plan(x, y)[:, 0], -0.5, 23.5, cells: 24) - 1))") == 0)
    #expect(bench.number("max(abs(histogram(plan(x, y)[:, 1], -0.5, 23.5, cells: 24) - 1))") == 0)
    bench.works("work = 0")
    bench.works("for move in plan(x, y)\n  work = work + move[2]*norm(x[move[0]] - y[move[1]])\nend")
    #expect(abs(bench.number("work - w")) < 1e-5)
  }

  @Test("The prices earn the distance, and are 1-Lipschitz on all samples")
  func potentials() {
    #expect(abs(bench.number("mean(potentials(x, y)[0:24]) - mean(potentials(x, y)[24:48]) - w")) < 1e-5)
    bench.works("z = concat(x, y)", sourceLocation: #_sourceLocation)
    bench.works("p = potentials(x, y)")
    let ratio =
      "max(abs(reshape(p, 48, 1) - reshape(p, 1, 48)) - norm(reshape(z, 48, 1, 2) - reshape(z, 1, 48, 2), axes: 2))"
    #expect(bench.number(ratio) < 1e-5)
  }

  @Test("Paired rows lie as far apart as the distance, on average")
  func paired() {
    #expect(abs(bench.number("mean(norm(x - paired(x, y), axes: 1)) - w")) < 1e-5)
    #expect(bench.refuses("paired(x, y[0:3])").contains("as many of each"))
  }

  @Test("A histogram counts each number in its cell, both ends included, others not")
  func histogram() {
    #expect(bench.numbers("histogram([0, 1, 1, 2, 4, 5, -1, nan], 0, 4, cells: 4)") == [1, 2, 1, 1])
    #expect(bench.refuses("histogram([1], 2, 2)").contains("there are no cells"))
  }

  @Test("Divergences of samples are those of counts in cells; with one cell nothing is told apart")
  func counted() {
    #expect(abs(bench.number("jsdivergence([[0, 0]], [[1, 1]])") - 0.693147) < 1e-5)
    #expect(bench.number("totalvariation([[0, 0]], [[1, 1]])") == 1)
    #expect(bench.number("kldivergence([[0, 0]], [[1, 1]])") == .infinity)
    #expect(bench.number("jsdivergence(x, y, bins: 1)") == 0)
  }
}
