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
    _ recipe: StepRecipe, _ settings: Settings, _ critic: TrainState, _ generator: TrainState,
    _ draws: CriticDraws<NDArray>, _ noise: NDArray
  ) throws {
    self.critic = try CriticProgram(recipe, settings, critic, generator, draws)
    self.generator = try GeneratorProgram(recipe, settings, critic, generator, noise)
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
  private let drawn: [(draw: EquationDraw, slice: BufferSlice)]
  private let loss, estimate: BufferSlice
  private let penalty, slopeNorm: BufferSlice?

  /// What it draws besides what every critic's step does.
  var draws: [EquationDraw] { drawn.map(\.draw) }

  init(
    _ recipe: StepRecipe, _ settings: Settings, _ critic: TrainState, _ generator: TrainState,
    _ draws: CriticDraws<NDArray>
  ) throws {
    var tracing = StepTracing()
    let parameters = tracing.parameters(critic)
    let maker = tracing.parameters(generator)
    let drawn = draws.map { tracing.input($0.shape, $1) }
    inputs = drawn.map { drawn, _ in drawn.slice }
    let weight: Tensor
    (weight, lambda) = tracing.input(.scalar, "lambda")
    var more: [(draw: EquationDraw, slice: BufferSlice)] = []
    var work = StepWork(
      criticOf: drawn.map { drawn, _ in drawn.tensor }, recipe, settings, critic,
      critic: (critic.network, parameters), generator: (generator.network, maker), lambda: weight
    ) { tracing.drawn($0, &more) }
    try work.advance(through: .gradient)
    self.drawn = more
    let judgement = try work.needed(work.judgement, .loss)
    tracing.descent(work)
    loss = tracing.number(judgement.loss)
    estimate = tracing.number(judgement.estimate)
    penalty = judgement.penalty.map { tracing.number($0) }
    slopeNorm = judgement.slopeNorms.map { tracing.number($0.mean()) }
    program = try tracing.program("critic step")
    update = try UpdateProgram(
      settings.optimizer, critic, clipping: recipe.closing, beginningWithin: recipe.startingBound(settings))
  }

  /// Computes the gradients of what was drawn.
  func run(
    _ draws: CriticDraws<NDArray>, _ source: EquationSource, _ numbers: StepNumbers
  ) throws(CancellationError) -> CriticMeasures {
    inputs.real.load(draws.real)
    inputs.noise.load(draws.noise)
    inputs.epsilon.load(draws.epsilon)
    if let directions = draws.directions { inputs.directions?.load(directions) }
    for (draw, slice) in drawn { slice.load(source(draw)) }
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
  private let noise, lambda: BufferSlice
  private let drawn: [(draw: EquationDraw, slice: BufferSlice)]
  private let loss: BufferSlice

  /// What it draws besides noise.
  var draws: [EquationDraw] { drawn.map(\.draw) }

  init(
    _ recipe: StepRecipe, _ settings: Settings, _ critic: TrainState, _ generator: TrainState, _ draw: NDArray
  ) throws {
    var tracing = StepTracing()
    let parameters = tracing.parameters(generator)
    let frozen = tracing.parameters(critic)
    let z: Tensor
    (z, noise) = tracing.input(draw.shape, "noise")
    let weight: Tensor
    (weight, lambda) = tracing.input(.scalar, "lambda")
    var more: [(draw: EquationDraw, slice: BufferSlice)] = []
    var work = StepWork(
      generatorOf: z, recipe, settings, generator, critic: (critic.network, frozen),
      generator: (generator.network, parameters), lambda: weight
    ) { tracing.drawn($0, &more) }
    try work.advance(through: .gradient)
    drawn = more
    tracing.descent(work)
    loss = tracing.number(try work.needed(work.loss, .loss))
    program = try tracing.program("generator step")
    update = try UpdateProgram(settings.optimizer, generator, clipping: nil)
  }

  /// Computes the gradients of what was drawn; returns the loss.
  func run(_ draw: NDArray, _ source: EquationSource, _ numbers: StepNumbers) throws(CancellationError) -> Real {
    noise.load(draw)
    for (draw, slice) in drawn { slice.load(source(draw)) }
    lambda.number = numbers.lambda
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
