import Arrays
import Autodiff
import Experiments
import Networks
import Testing

/// One WGAN-GP step is TensorFlow's: loss, second-order gradient and Adam's update, on networks small enough to print.
///
/// Keras 3.15.1 with TensorFlow 2.21.0 made the numbers: `m` a Sequential of the layers below, weights from
/// `seq(shape, salt) = ((7k + 5·salt) mod 13 - 6) / 8`, and
///
///     with tf.GradientTape() as t:
///         dr, df = m(real), m(fake)
///         xh = eps * real + (1 - eps) * fake
///         with tf.GradientTape() as u:
///             u.watch(xh); s = m(xh)
///         n = sqrt(reduce_sum(u.gradient(s, xh) ** 2, axis=[1, …]) + 1e-12)
///         loss = mean(df) - mean(dr) + 10 * mean((n - 1) ** 2)
///     Adam(1e-3, 0.5, 0.9, 1e-7).apply(t.gradient(loss, m.trainable_variables), m.trainable_variables)
@Suite struct KerasStepTests {
  private let adam = Optimizer.adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-7)

  private func network(_ name: String, _ input: Shape, _ layers: [Layer], _ weights: [NDArray]) throws -> Network {
    let network = try Network(name, input: input, layers, random: Random(seed: 1))
    for (parameter, weight) in zip(network.parameters, weights) { parameter.value = weight }
    return network
  }

  private func step(
    _ critic: Network, _ real: NDArray, _ fake: NDArray, _ epsilon: [Real]
  ) throws -> (CriticJudgement, TrainState) {
    let shape = Shape([epsilon.count] + real.shape.extents.dropFirst().map { _ in 1 })
    let samples = Samples(real: Tensor(real), fake: Tensor(fake), epsilon: Tensor(NDArray(epsilon, shape: shape)))
    let recipe = StepRecipe(.wganGP)
    let judgement = try recipe.judge(samples, by: critic, critic.parameters.map(\.tensor), lambda: Tensor(10))
    let trainee = TrainState(critic, adam)
    try trainee.descend(judgement.loss, judgement.updates, adam, rate: 1e-3)
    return (judgement, trainee)
  }

  private func expect(
    _ judgement: CriticJudgement, norms: [Real], penalty: Real, loss: Real, estimate: Real, batchWide: Real
  ) {
    expectEqual(judgement.slopeNorms!.value!.numbers, norms, 1e-5)
    expectEqual([judgement.penalty!.value!.item], [penalty], 1e-5)
    expectEqual([judgement.loss.value!.item], [loss], 1e-5)
    expectEqual([judgement.estimate.value!.item], [estimate], 1e-5)
    #expect(abs(judgement.penalty!.value!.item - batchWide) > 0.1, "the norm is the whole batch's")
  }

  @Test func aDenseCriticsStep() throws {
    let critic = try smallCritic()
    let (judgement, trainee) = try step(
      critic, sequence([4, 2], 1) + 1, sequence([4, 2], 2), [0.125, 0.5, 0.875, 0.25])
    expect(
      judgement, norms: [0.26545414, 0.27256796, 0.27140185, 0.228871], penalty: 0.5485525131225586,
      loss: 5.710022926330566, estimate: -0.2244979739189148, batchWide: 0.23003092)
    let gradients: [[Real]] = [
      [13.199821, 0, -12.36655, 14.198912, 0, -14.501332], [1.829304, 0, -0.2854773],
      [0.40706104, 0.5496013, 2.815712], [0],
    ]
    for (found, expected) in zip(trainee.lastGradients, gradients) { expectEqual(found.numbers, expected, 1e-5) }
    let weights: [[Real]] = [
      [-0.501, 0.375, -0.374, 0.499, -0.25, 0.626], [0.124, -0.625, 0.251], [1.499, -0.0009999996, -1.501], [-0.25],
    ]
    for (found, expected) in zip(critic.parameters, weights) { expectEqual(found.value.numbers, expected, 1e-6) }
  }

  @Test func aConvolutionalCriticsStep() throws {
    let layers: [Layer] = [.conv(2, 3, stride: 2), .leakyRelu(0.2), .conv(1, 3, stride: 2), .tanh, .flatten, .dense(1)]
    let critic = try network(
      "critic", [4, 4, 1], layers,
      [
        sequence([3, 3, 1, 2], 3), sequence([2], 4), sequence([3, 3, 2, 1], 5), sequence([1], 6),
        NDArray([2], shape: [1, 1]), sequence([1], 7),
      ])
    let (judgement, trainee) = try step(
      critic, sequence([3, 4, 4, 1], 1) + 0.5, sequence([3, 4, 4, 1], 2), [0.125, 0.5, 0.875])
    expect(
      judgement, norms: [0.71945596, 2.493861, 1.5391368], penalty: 0.866998016834259, loss: 7.629085540771484,
      estimate: 1.0408942699432373, batchWide: 4.0707042)
    let gradients: [[Real]] = [
      [
        -9.386321, 7.615835, -8.77659, 3.2437158, 1.7199866, 3.9334729, -3.735273, 2.5671852, 2.3896391, -5.148022,
        4.7434196, 0.6444504, 0.08360979, 0.32574233, 9.105916, -0.025970072, 9.794918, 0,
      ], [2.5039155, 0.26917338],
      [
        20.898222, -4.9084682, -0.53484046, 0.030623913, 0, 0, -1.7826102, 18.800121, -0.784508, 9.889203, 0, 0, 0, 0,
        0, 0, 0, 0,
      ], [1.7595748], [13.991043], [0],
    ]
    for (found, expected) in zip(trainee.lastGradients, gradients) { expectEqual(found.numbers, expected, 1e-5) }
    let kernel: [Real] = [
      -0.499, 0.374, -0.374, 0.499, -0.251, 0.624, -0.124, 0.749, -0.001, -0.749, 0.124, -0.626, 0.249, -0.501, 0.374,
      -0.374, 0.499, -0.25,
    ]
    expectEqual(critic.parameters[0].value.numbers, kernel, 1e-6)
    expectEqual(critic.parameters[4].value.numbers, [1.999])
  }

  /// The generator's gradient, through the critic above before its step.
  @Test func aGeneratorsGradient() throws {
    let critic = try smallCritic()
    let generator = try network(
      "generator", [2], [.dense(3), .tanh, .dense(2)],
      [sequence([2, 3], 7), sequence([3], 8), sequence([3, 2], 9), sequence([2], 10)])
    let fake = try generator(Tensor(sequence([4, 2], 11)))
    let loss = Objective.wganGP.generatorLoss(try critic.frozen(fake), .nonSaturating)
    expectEqual([loss.value!.item], [0.5954071879386902])
    let expected: [[Real]] = [
      [0.009323942, 0.0063514803, 0.0013035878, -0.015499207, -0.013582548, -0.008136985],
      [-0.050332535, -0.02998912, -0.0011439123],
      [-0.14107493, -0.079319276, 0.089054815, 0.05958491, -0.12342317, -0.06874575], [0.22629857, 0.12063207],
    ]
    let found = gradients(of: loss, for: generator.parameters.map(\.tensor))
    for (found, expected) in zip(found, expected) { expectEqual(found!.value!.numbers, expected, 1e-6) }
  }

  private func smallCritic() throws -> Network {
    try network(
      "critic", [2], [.dense(3), .tanh, .dense(1)],
      [
        sequence([2, 3], 3), sequence([3], 4), sequence([3, 1], 5).map { 2 * $0 }, sequence([1], 6),
      ])
  }
}
