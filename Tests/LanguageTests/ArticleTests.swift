import Arrays
import Autodiff
import Language
import Testing

/// The article's own equations, typed as written, with a critic whose gradient is known by hand.
@Suite struct ArticleTests {
  static let listing = [
    "epsilon = uniform(8, 1, 1, 1)",
    "fake = generator(noise(8))",
    "interpolates = epsilon*real + (1 - epsilon)*fake",
    "slope = gradient(sum(critic(interpolates)), interpolates)",
    "penalty = mean((norm(slope, axes: [1, 2, 3]) - 1)^2)",
    "loss = mean(critic(fake)) - mean(critic(real)) + 10*penalty",
    "gradient(penalty, critic.kernel)",
  ]

  /// A critic x ↦ Σ kernel·x, the sum over each sample: its gradient for x is the kernel.
  private func session() -> Session {
    let kernel = Tensor(NDArray([3, 4, 0, 0], shape: [2, 2, 1]), label: "critic.kernel")
    let noise = Function(
      "noise", "Random inputs", group: "Models", examples: ["noise(8)"], .whole("count", within: 1...1000)
    ) { _, count in .tensor(Tensor(NDArray(repeating: 0.5, shape: [count, 4]))) }
    let critic = Thing(members: ["kernel": .tensor(kernel)]) { (arguments) throws(Problem) in
      let x = try arguments[0].value.tensor(in: "critic")
      return .tensor((x * kernel).sum(axes: [1, 2, 3]))
    }
    let generator = Thing { (arguments) throws(Problem) in
      let z = try arguments[0].value.tensor(in: "generator")
      return .tensor(z.reshaped([z.shape[0], 2, 2, 1]))
    }
    let real = Value.tensor(Tensor(NDArray(repeating: 1, shape: [8, 2, 2, 1])))
    return Session(
      ["critic": .object(critic), "generator": .object(generator), "real": real],
      functions: FunctionLibrary.standard.adding([noise]))
  }

  @Test func thePenaltyAndItsGradient() throws {
    let session = session()
    for line in ArticleTests.listing { try session.run(line) }
    #expect(agree(try session.numbers("slope[0]"), [3, 4, 0, 0]))
    #expect(agree(try session.numbers("penalty"), [16]))
    #expect(agree(try session.numbers("loss"), [3.5 - 7 + 160]))
    // penalty = (|k| - 1)², so its gradient is 2(|k| - 1)·k/|k|.
    #expect(agree(try session.numbers("gradient(penalty, critic.kernel)"), [2 * 4 * 3 / 5, 2 * 4 * 4 / 5, 0, 0]))
  }
}
