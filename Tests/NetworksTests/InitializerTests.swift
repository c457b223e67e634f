import Arrays
import Networks
import Testing

@Suite struct InitializerTests {
  private let random = Random(seed: 11)

  /// U(-b, b): no number outside, some near both ends, mean 0 and variance b²/3 within four standard errors.
  @Test(
    arguments: [
      (.glorotUniform, [3, 3, 16, 32], (6 / Real(9 * 16 + 9 * 32)).squareRoot()),
      (.glorotUniform, [64, 100], (6 / Real(164)).squareRoot()),
      (.heUniform, [3, 3, 16, 32], (6 / Real(9 * 16)).squareRoot()),
      (.heUniform, [64, 100], (6 / Real(64)).squareRoot()),
      (.uniform(bound: 0.25), [5000], 0.25),
    ] as [(Initializer, Shape, Real)])
  func numbersAreSpreadEvenly(initializer: Initializer, shape: Shape, bound: Real) throws {
    let numbers = initializer.values(shape, named: "critic.conv1.kernel", random).numbers
    let count = Real(numbers.count)
    #expect(numbers.allSatisfy { abs($0) <= bound * (1 + 1e-6) })
    #expect(try #require(numbers.max()) > 0.99 * bound)
    #expect(try #require(numbers.min()) < -0.99 * bound)
    let mean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / count
    #expect(abs(mean) < 4 * bound / (3 * count).squareRoot())
    // The variance of x² is 4b⁴/45.
    #expect(abs(variance - bound * bound / 3) < 4 * bound * bound * (4 / 45 / count).squareRoot())
  }

  @Test func constantsAreConstant() {
    #expect(Initializer.zeros.values([3], named: "a", random).numbers == [0, 0, 0])
    #expect(Initializer.ones.values([3], named: "a", random).numbers == [1, 1, 1])
  }

  @Test func nameAndSeedDecide() {
    let draw = { (name: String, seed: UInt64) in
      Initializer.heUniform.values([8, 8], named: name, Random(seed: seed)).numbers
    }
    #expect(draw("critic.dense1.weight", 1) == draw("critic.dense1.weight", 1))
    #expect(draw("critic.dense1.weight", 1) != draw("critic.dense2.weight", 1))
    #expect(draw("critic.dense1.weight", 1) != draw("generator.dense1.weight", 1))
    #expect(draw("critic.dense1.weight", 1) != draw("critic.dense1.weight", 2))
  }

  /// Two networks of one seed agree wherever their parameters' names do, whatever else they are made of.
  @Test func aLayerKeepsItsNumbersWhenOthersAreAdded() throws {
    let plain = try Network("critic", input: [2], [.dense(4), .relu, .dense(1)], random: random)
    let normed = try Network("critic", input: [2], [.dense(4), .batchNorm(), .tanh, .dense(1)], random: random)
    let named = Dictionary(uniqueKeysWithValues: normed.parameters.map { ($0.name, $0.value.numbers) })
    for parameter in plain.parameters { #expect(named[parameter.name] == parameter.value.numbers) }
  }
}
