import Arrays
import Networks
import Testing

/// Twenty steps of each rule land where Keras' land. Keras 3.15.1 with TensorFlow 2.21.0, in single precision, printed
///
///     v = keras.Variable([1, -0.5, 0.25, 2])
///     for t in range(20):
///         g = [scale * ((7*t + 3*i) % 11 - 5) / 4 for i in range(4)]
///         optimizer.apply([tf.constant(g)], [v])
///
/// The small gradients (scale 2⁻¹²) tell where ε is added and how much it is.
@Suite struct OptimizerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let optimizer: Optimizer
    let rate: Real
    var scale: Real = 1
    let after1, after5, after20: [Real]
    var testDescription: String { "\(optimizer) at \(rate)" }
  }

  @Test(arguments: [
    Case(
      optimizer: .sgd(momentum: 0), rate: 0.1, after1: [1.125, -0.45, 0.225, 1.9],
      after5: [0.975, -0.625, 0.3, 1.9499999], after20: [1.0500002, -0.575, 0.325, 1.9499998]),
    Case(
      optimizer: .sgd(momentum: 0.9), rate: 0.01, after1: [1.0125, -0.495, 0.2475, 1.99],
      after5: [1.0212938, -0.52503705, 0.24845476, 1.974399],
      after20: [1.0176082, -0.55614865, 0.27526602, 1.9874599]),
    Case(
      optimizer: .sgd(momentum: 0.5), rate: 0.1, after1: [1.125, -0.45, 0.225, 1.9],
      after5: [1.0234376, -0.66875, 0.2671875, 1.8937501],
      after20: [1.0202004, -0.65744984, 0.3856374, 1.9964093]),
    Case(
      optimizer: .rmsprop(rho: 0.9, epsilon: 1e-7), rate: 5e-5,
      after1: [1.0001581, -0.4998419, 0.24984188, 1.9998419],
      after5: [1.0000217, -0.5000313, 0.24997108, 1.999907],
      after20: [1.0000892, -0.49997503, 0.24998617, 1.9999281]),
    Case(
      optimizer: .rmsprop(rho: 0.9, epsilon: 1e-7), rate: 1e-3, scale: 0x1p-12,
      after1: [1.000923, -0.49961683, 0.24980734, 1.9992499],
      after5: [0.9998579, -0.50088555, 0.2503622, 1.9996212],
      after20: [1.0003929, -0.50050694, 0.250528, 1.999661]),
    Case(
      optimizer: .rmsprop(rho: 0.99, epsilon: 1e-3), rate: 0.01,
      after1: [1.0969459, -0.41548458, 0.18798263, 1.9046538],
      after5: [1.0166703, -0.5300133, 0.2608302, 1.9430075],
      after20: [1.0487634, -0.4990344, 0.26452294, 1.9561992]),
    Case(
      optimizer: .adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-7), rate: 1e-4,
      after1: [1.0001, -0.4999, 0.2499, 1.9999], after5: [1.0000497, -0.5000477, 0.24994999, 1.9998835],
      after20: [1.0000501, -0.50004035, 0.25002572, 1.9999522]),
    Case(
      optimizer: .adam(beta1: 0.5, beta2: 0.999, epsilon: 1e-7), rate: 2e-4,
      after1: [1.0002, -0.4998, 0.2498, 1.9998], after5: [1.0000982, -0.50009835, 0.24990274, 1.9997697],
      after20: [1.0000974, -0.5000845, 0.2500588, 1.9999042]),
    Case(
      optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-4), rate: 1e-3, scale: 0x1p-12,
      after1: [1.000088, -0.49996284, 0.24998106, 1.9999284],
      after5: [1.0001374, -0.50009364, 0.24998786, 1.9998555],
      after20: [1.0001242, -0.50019354, 0.25007397, 1.9999018]),
    Case(
      optimizer: .adam(beta1: 0, beta2: 0.9, epsilon: 1e-7), rate: 3e-3,
      after1: [1.003, -0.497, 0.24700001, 1.997], after5: [0.99843913, -0.50250864, 0.2510221, 1.9989163],
      after20: [1.0016584, -0.5002715, 0.25216985, 1.9993447]),
  ])
  func twentyStepsAreKeras(_ example: Case) {
    var value = NDArray([1, -0.5, 0.25, 2], shape: [4])
    var memory = [NDArray](repeating: NDArray(repeating: 0, shape: [4]), count: example.optimizer.memoryCount)
    for time in 1...20 {
      let gradient = NDArray(
        (0..<4).map { example.scale * Real((7 * (time - 1) + 3 * $0) % 11 - 5) / 4 }, shape: [4])
      (value, memory) = example.optimizer.step(
        value, gradient: gradient, memory: memory, rate: example.rate, time: time)
      let expected = [1: example.after1, 5: example.after5, 20: example.after20][time]
      if let expected { expectEqual(value.numbers, expected, 1e-6, "step \(time)") }
    }
  }

  @Test func memoryIsNamedAndCounted() {
    let rules: [(Optimizer, String, [String])] = [
      (.sgd(momentum: 0), "sgd", []), (.sgd(momentum: 0.1), "sgd", ["velocity"]),
      (.rmsprop(rho: 0.9, epsilon: 1e-7), "rmsprop", ["squares"]),
      (.adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-7), "adam", ["mean", "squares"]),
    ]
    for (rule, name, memory) in rules {
      #expect(rule.name == name && rule.memoryNames == memory && rule.memoryCount == memory.count)
    }
  }

  @Test func aStepLeavesItsInputsAlone() {
    let value = NDArray([1, 2], shape: [2]), gradient = NDArray([3, 4], shape: [2])
    let rule = Optimizer.adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-7)
    let memory = [NDArray](repeating: NDArray(repeating: 0, shape: [2]), count: 2)
    _ = rule.step(value, gradient: gradient, memory: memory, rate: 0.1, time: 1)
    #expect(value.numbers == [1, 2] && gradient.numbers == [3, 4])
    #expect(memory.allSatisfy { $0.numbers == [0, 0] })
  }
}
