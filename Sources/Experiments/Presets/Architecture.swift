import Arrays
import Datasets
import Networks
import Refusals

/// What both networks of a run are made of.
public struct Architecture: Sendable {
  /// The shape of one sample.
  public let sample: Shape
  /// How many of a sample's last numbers, or an image's last channels, tell its class, and as many of the last numbers that the generator takes.
  public let told: Int
  /// How many numbers the generator takes.
  public private(set) var noise: Int
  /// The critic's layers.
  public private(set) var critic: [Layer]
  /// The generator's layers.
  public private(set) var generator: [Layer]
  /// Whether the critic is the learner's own.
  public private(set) var ownsCritic = false
  /// Whether the generator is the learner's own.
  public private(set) var ownsGenerator = false

  /// The preset's networks under the settings, for samples that tell so many classes.
  public init(_ settings: Settings, sample: Shape, told: Int = 0) {
    (self.sample, self.told) = (sample, told)
    noise = settings.preset.noise + told
    critic = settings.preset.critic(settings.width, settings.faults.norm ?? settings.norm, settings.objective)
    generator = settings.preset.generator(settings.width) + (told > 0 ? [.label(told)] : [])
  }

  /// The preset's networks under the settings, for a data set.
  init(_ settings: Settings, _ dataset: Dataset) {
    self.init(settings, sample: dataset.sampleShape, told: dataset.toldClasses)
  }

  /// The same under changed settings and for other data; the learner's own networks stay.
  func following(_ settings: Settings, _ dataset: Dataset) -> Architecture {
    var other = Architecture(settings, dataset)
    if ownsCritic { (other.critic, other.ownsCritic) = (critic, true) }
    if ownsGenerator { (other.generator, other.noise, other.ownsGenerator) = (generator, noise, true) }
    return other
  }

  /// With the learner's own critic.
  public func with(critic: [Layer]) -> Architecture {
    var other = self
    (other.critic, other.ownsCritic) = (critic, true)
    return other
  }

  /// With the learner's own generator.
  public func with(generator: [Layer], noise: Int) -> Architecture {
    var other = self
    (other.generator, other.noise, other.ownsGenerator) = (generator, noise, true)
    return other
  }

  /// Both networks with their first numbers; throws what does not fit, before a number is computed.
  func networks(_ settings: Settings) throws(Refusal) -> (critic: TrainState, generator: TrainState) {
    let random = Random(seed: UInt64(settings.seed))
    let critic = try Network("critic", input: sample, critic, random: random)
    guard critic.output == [1] else {
      throw Refusal(
        "critic", "it gives \(critic.output) for a sample \(sample)",
        "A critic gives one score for each sample: end it with flatten(), dense(1).")
    }
    let generator = try Network("generator", input: [noise], generator, random: random)
    guard generator.output == sample else {
      throw Refusal(
        "generator", "it gives \(generator.output), the data are \(sample)",
        told == 0
          ? "Choose layers that end in the data's shape."
          : "The last \(told) of it tell the class: end the layers with label(\(told)), which hands that on.")
    }
    guard noise >= told else {
      throw Refusal(
        "generator", "it takes \(noise) numbers, and a class is told by \(told)",
        "Begin with network([\(settings.preset.noise + told)], …): noise and class.")
    }
    try Architecture.check(settings.batch, critic, generator)
    // Beside the parameters: their gradients, those of the last step, what they were before it, their bounds, what the optimiser remembers.
    let copies = 5 + settings.optimizer.memoryCount
    try Shape([copies * (critic.parameterCount.all + generator.parameterCount.all)]).checkRoom("networks")
    return (TrainState(critic, settings.optimizer), TrainState(generator, settings.optimizer))
  }

  /// Refuses a batch that a layer does not take, and one whose step would hold more numbers than memory should be asked for: every layer's output, the generator's
  /// once and the critic's for real, fake and in between. The gradients take a few times as many again.
  static func check(_ batch: Int, _ critic: Network, _ generator: Network) throws(Refusal) {
    guard batch > 1 || !(critic.needsSeveralSamples || generator.needsSeveralSamples) else {
      throw Refusal(
        "batch", "it would be 1, and batch norm has no spread to divide by in a sample alone",
        "Choose a batch of 2 at least, or networks without batch norm.")
    }
    let outputs = { (network: Network) in network.stages.reduce(0.0) { $0 + Double($1.output.count) } }
    let numbers = Double(batch) * (outputs(generator) + 3 * outputs(critic))
    guard numbers > Double(Shape.largestCount) else { return }
    throw Refusal(
      "batch", "a step on \(batch) samples would hold \(Int(numbers)) numbers in the layers' outputs alone",
      "\(Shape.largestCount) are the most: choose a smaller batch or narrower networks.")
  }
}
