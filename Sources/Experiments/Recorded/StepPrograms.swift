import Arrays
import Autodiff
import Networks
import Programs
import Refusals

/// Both steps of a run as programs. They hold for one recipe, one batch size and one pair of networks; λ, the rate and the clipping
/// bound go in as numbers.
struct StepPrograms {
  /// The critic's step.
  let critic: CriticProgram
  /// The generator's step.
  let generator: GeneratorProgram

  /// Traces and plans both steps. Of a draw only the shapes matter.
  init(
    _ recipe: StepRecipe, _ optimizer: Optimizer, _ critic: TrainState, _ generator: TrainState,
    _ draws: CriticDraws<NDArray>, _ noise: NDArray
  ) throws(Refusal) {
    self.critic = try CriticProgram(recipe, optimizer, critic, generator, draws)
    self.generator = try GeneratorProgram(recipe, optimizer, critic, generator, noise)
  }

  /// Every program, in the order in which a round runs them.
  var all: [Program] { [critic.program] + critic.update.all + [generator.program] + generator.update.all }
}

/// The critic's step up to its gradients, and its update.
struct CriticProgram {
  let program: Program
  let update: UpdateProgram
  private let inputs: CriticDraws<BufferSlice>
  private let lambda: BufferSlice
  private let loss, estimate: BufferSlice
  private let penalty, slopeNorm: BufferSlice?

  init(
    _ recipe: StepRecipe, _ optimizer: Optimizer, _ critic: TrainState, _ generator: TrainState,
    _ draws: CriticDraws<NDArray>
  ) throws(Refusal) {
    var tracing = StepTracing()
    let parameters = tracing.parameters(critic)
    let maker = tracing.parameters(generator)
    let drawn = draws.map { tracing.input($0.shape, $1) }
    inputs = drawn.map { drawn, _ in drawn.slice }
    let weight: Tensor
    (weight, lambda) = tracing.input(.scalar, "lambda")
    let samples = try recipe.samples(from: drawn.map { drawn, _ in drawn.tensor }, by: generator.network, maker)
    let judgement = try recipe.judge(samples, by: critic.network, parameters, lambda: weight)
    tracing.descent(judgement.loss, critic, parameters, judgement.updates)
    loss = tracing.number(judgement.loss)
    estimate = tracing.number(judgement.estimate)
    penalty = judgement.penalty.map { tracing.number($0) }
    slopeNorm = judgement.slopeNorms.map { tracing.number($0.mean()) }
    program = try tracing.program("critic step")
    update = try UpdateProgram(optimizer, critic, clipping: recipe.clipping)
  }

  /// Computes the gradients of what was drawn.
  func run(_ draws: CriticDraws<NDArray>, _ numbers: StepNumbers) throws(CancellationError) -> CriticMeasures {
    inputs.real.load(draws.real)
    inputs.noise.load(draws.noise)
    inputs.epsilon.load(draws.epsilon)
    if let directions = draws.directions { inputs.directions?.load(directions) }
    lambda.number = numbers.lambda
    try program.run()
    return CriticMeasures(
      loss: loss.number, penalty: penalty?.number, estimate: estimate.number, slopeNorm: slopeNorm?.number)
  }
}

/// The generator's step up to its gradients, through the frozen critic, and its update.
struct GeneratorProgram {
  let program: Program
  let update: UpdateProgram
  private let noise: BufferSlice
  private let loss: BufferSlice

  init(
    _ recipe: StepRecipe, _ optimizer: Optimizer, _ critic: TrainState, _ generator: TrainState, _ draw: NDArray
  ) throws(Refusal) {
    var tracing = StepTracing()
    let parameters = tracing.parameters(generator)
    let frozen = tracing.parameters(critic)
    let z: Tensor
    (z, noise) = tracing.input(draw.shape, "noise")
    let made = try generator.network.evaluate(z, parameters)
    let value = recipe.generatorLoss(try critic.network.evaluate(made.output, frozen).output)
    tracing.descent(value, generator, parameters, made.updates)
    loss = tracing.number(value)
    program = try tracing.program("generator step")
    update = try UpdateProgram(optimizer, generator, clipping: nil)
  }

  /// Computes the gradients of what was drawn; returns the loss.
  func run(_ draw: NDArray) throws(CancellationError) -> Real {
    noise.load(draw)
    try program.run()
    return loss.number
  }
}

extension BufferSlice {
  /// The number of a slice of one.
  var number: Real {
    get { pointer.pointee }
    nonmutating set { pointer.pointee = newValue }
  }
}
