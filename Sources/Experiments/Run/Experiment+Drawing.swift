import Arrays
import Autodiff
import Networks

extension Random.Stream {
  static let criticNoise = Random.Stream(named: "critic noise")
  static let generatorNoise = Random.Stream(named: "generator noise")
  static let epsilon = Random.Stream(named: "epsilon")
  static let directions = Random.Stream(named: "directions")
  static let blur = Random.Stream(named: "blur")
}

// What a step draws is written here and nowhere else.

extension Experiment {
  /// The noise of one step: `[count × noise]`, distributed as the preset says. Where the networks are told classes, its last numbers tell one:
  /// as often as the data have it, or those that are given.
  public func noise(
    _ count: Int, _ stream: Random.Stream, step: Int, random: Random? = nil, labels: [Int]? = nil
  ) -> NDArray {
    let random = random ?? self.random, told = architecture.told
    let latent = numbers.latent.draw(count, architecture.noise - told, random, stream, step: step)
    guard told > 0 else { return latent }
    let labels =
      labels ?? dataset.labels(count, random: random, stream: .init(stream.rawValue ^ 0x6C61_6265), step: step)
    return latent.telling(labels, of: told)
  }

  /// What critic step `step` (counted from 0) draws.
  func criticDraws(step: Int, _ other: StepRecipe? = nil) -> CriticDraws<NDArray> {
    let recipe = other ?? recipe
    let batch = numbers.batch
    let first = order.first(ofStep: step, batch: batch)
    let real = dataset.batch(batch, random: random, step: step, from: first)
    return CriticDraws(
      real: real,
      noise: recipe.fakes == .noisy
        ? random.normal(real.shape, .blur, step: step) : noise(batch, .criticNoise, step: step),
      epsilon: recipe.epsilon.draw(for: real.shape, random, step: step),
      directions: recipe.needsDirections ? random.normal(real.shape, .directions, step: step) : nil)
  }

  /// The classes of the real samples of critic step `step`; empty where they are not known.
  public func labels(step: Int) -> [Int] {
    let batch = numbers.batch
    return dataset.labels(batch, random: random, step: step, from: order.first(ofStep: step, batch: batch))
  }

  /// What generator step `step` (counted from 0) draws: noise.
  func generatorDraw(step: Int) -> NDArray { noise(numbers.batch, .generatorNoise, step: step) }

  /// What critic step `step` (counted from 0) shows the present critic: real samples, fakes without history, ε.
  public func samples(step: Int) throws -> Samples {
    let network = generator.network
    return try recipe.samples(
      from: criticDraws(step: step).tensors, by: network, network.parameters.map(\.tensor.detached))
  }

  /// The real and fake samples of the critic's coming step, the fakes with their history.
  public func currentBatch() throws -> (real: Tensor, fake: Tensor) {
    let draws = criticDraws(step: critic.steps).tensors
    let network = generator.network
    return (draws.real, try recipe.fakes(from: draws, by: network, network.parameters.map(\.tensor)))
  }

  /// Fakes beside real samples that are only looked at: noisy ones where the critic sees such, else `nil`.
  public func noisy(_ real: NDArray) -> NDArray? {
    guard recipe.fakes == .noisy else { return nil }
    return (Tensor(real) + Tensor(random.normal(real.shape, .init(named: "show blur"), step: 0))).value
  }
}
