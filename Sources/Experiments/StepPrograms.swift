import Arrays
import Autodiff
import Datasets
import Networks
import Programs
import Refusals

/// Both steps of a run as programs. They hold for one batch size, one objective and one pair of networks; λ, the rate and the clipping
/// bound go in as numbers.
struct StepPrograms {
  /// The critic's step.
  let critic: CriticProgram
  /// The generator's step.
  let generator: GeneratorProgram

  /// Traces and plans both steps.
  init(_ settings: Settings, critic: Trainee, generator: Trainee) throws(Refusal) {
    self.critic = try CriticProgram(settings, critic: critic, generator: generator)
    self.generator = try GeneratorProgram(settings, critic: critic, generator: generator)
  }

  /// Every program, in the order in which a round runs them.
  var all: [Program] { [critic.judge, critic.update.program, generator.judge, generator.update.program] }
}

/// The critic's step up to its gradients, then the update.
struct CriticProgram {
  let judge: Program
  let update: UpdateProgram
  let real: BufferSlice
  let noise: BufferSlice
  let epsilon: BufferSlice
  let directions: BufferSlice?
  private let lambda: BufferSlice
  private let loss: BufferSlice
  private let estimate: BufferSlice
  private let penalty: BufferSlice?
  private let slopeNorm: BufferSlice?

  init(_ settings: Settings, critic: Trainee, generator: Trainee) throws(Refusal) {
    var tracing = StepTracing()
    let sample = critic.network.input
    let parameters = tracing.parameters(critic)
    let maker = tracing.parameters(generator)
    let z: Tensor
    let samples: (real: Tensor, epsilon: Tensor)
    var aside: (tensor: Tensor, place: BufferSlice)?
    let weight: Tensor
    let isNoisy = settings.fakes == .noisy
    (z, noise) = tracing.input([settings.batch] + (isNoisy ? sample : generator.network.input), "noise")
    (samples.real, real) = tracing.input([settings.batch] + sample, "real")
    (samples.epsilon, epsilon) = tracing.input([settings.batch] + Shape(sample.extents.map { _ in 1 }), "epsilon")
    if settings.objective.penalty?.needsDirections == true {
      aside = tracing.input([settings.batch] + sample, "directions")
    }
    directions = aside?.place
    (weight, lambda) = tracing.input(.scalar, "lambda")
    let fake = isNoisy ? samples.real + z : try generator.network.evaluate(z, maker).output.detached
    let judgement = try settings.objective.judge(
      Samples(real: samples.real, fake: fake, epsilon: samples.epsilon, directions: aside?.tensor),
      by: critic.network, parameters, lambda: weight)
    tracing.descent(judgement.loss, critic, parameters, judgement.updates)
    loss = tracing.number(judgement.loss)
    estimate = tracing.number(judgement.estimate)
    penalty = judgement.penalty.map { tracing.number($0) }
    slopeNorm = judgement.slopeNorms.map { tracing.number($0.mean()) }
    judge = try tracing.program("critic step")
    update = try UpdateProgram(settings, critic, name: "critic update", clips: settings.objective.clips)
  }

  /// Runs the step on what was drawn; the trainee's memory then holds the new numbers or, where it was stopped, the old ones.
  func run(_ settings: Settings, _ trainee: inout Trainee) throws(CancellationError) -> CriticReport {
    lambda.pointer.pointee = settings.lambda
    try trainee.measure(judge)
    let norm = try update.run(settings, time: trainee.steps + 1)
    trainee.stepped()
    return CriticReport(
      step: trainee.steps, loss: loss.pointer.pointee, penalty: penalty?.pointer.pointee,
      estimate: estimate.pointer.pointee, slopeNorm: slopeNorm?.pointer.pointee, gradientNorm: norm)
  }
}

/// The generator's step up to its gradients, then the update.
struct GeneratorProgram {
  let judge: Program
  let update: UpdateProgram
  let noise: BufferSlice
  private let loss: BufferSlice

  init(_ settings: Settings, critic: Trainee, generator: Trainee) throws(Refusal) {
    var tracing = StepTracing()
    let parameters = tracing.parameters(generator)
    let frozen = tracing.parameters(critic)
    let z: Tensor
    (z, noise) = tracing.input([settings.batch] + generator.network.input, "noise")
    let made = try generator.network.evaluate(z, parameters)
    let scores = try critic.network.evaluate(made.output, frozen).output
    let value = settings.objective.generatorLoss(scores, settings.generatorLoss)
    tracing.descent(value, generator, parameters, made.updates)
    loss = tracing.number(value)
    judge = try tracing.program("generator step")
    update = try UpdateProgram(settings, generator, name: "generator update", clips: false)
  }

  /// Runs the step on what was drawn; the trainee's memory then holds the new numbers.
  func run(
    _ settings: Settings, _ trainee: inout Trainee, criticSteps: Int
  ) throws(CancellationError) -> GeneratorReport {
    try trainee.measure(judge)
    let norm = try update.run(settings, time: trainee.steps + 1)
    trainee.stepped()
    return GeneratorReport(
      step: trainee.steps, criticSteps: criticSteps, loss: loss.pointer.pointee, gradientNorm: norm)
  }
}

extension Shape {
  /// The axes of one shape, then those of another.
  static func + (a: Shape, b: Shape) -> Shape { Shape(a.extents + b.extents) }
}
