import Arrays
import Autodiff
import Networks
import Programs
import Refusals

/// The optimiser's rule over all weights of a network at once, in place: one pass over their memory. And what clips them, if anything does.
struct UpdateProgram {
  private let norm, update: Program
  private let loop: (program: Program, bound: BufferSlice)?
  private let rate, gradientSize: BufferSlice
  private let optimizer: Optimizer

  /// The rule, the bound that the weights end within, and the one that they begin within.
  init(
    _ optimizer: Optimizer, _ state: TrainState, clipping: Clipping?, beginningWithin start: Real? = nil
  ) throws(Refusal) {
    let (name, flat) = (state.network.name, Shape([state.gradients.count]))
    self.optimizer = optimizer
    (norm, gradientSize) = try UpdateProgram.norm(name, flat, state)
    (update, rate) = try UpdateProgram.update(
      name, flat, optimizer, state, isConstrained: clipping == .constraint, start)
    loop = clipping == .loop ? try UpdateProgram.loop(name, flat, state) : nil
  }

  /// Every program, in the order in which they run.
  var all: [Program] { [norm, update] + (loop.map { [$0.program] } ?? []) }

  /// The Euclidean norm of the gradient that was computed.
  func gradientNorm() throws(CancellationError) -> Real {
    try norm.run()
    return gradientSize.number
  }

  /// Moves the weights along their gradients, and clips them. Not to be stopped on the way.
  func run(_ numbers: StepNumbers, _ state: TrainState) throws(CancellationError) {
    state.uploadConstraints()
    rate.number = optimizer.corrected(numbers.rate, time: state.steps + 1)
    try update.run()
    guard let loop else { return }
    loop.bound.number = numbers.clip
    try loop.program.run()
  }
}

extension UpdateProgram {
  private static func norm(
    _ name: String, _ flat: Shape, _ state: TrainState
  ) throws(Refusal) -> (Program, size: BufferSlice) {
    var tracing = StepTracing()
    let gradient = tracing.input(flat, "gradients", at: state.gradients)
    let size = tracing.number(sqrt(gradient.sumOfProducts(with: gradient)))
    return (try tracing.program("\(name) norm"), size)
  }

  /// The rule. Where it is constrained, each weight ends within the bound that its parameter carries.
  private static func update(
    _ name: String, _ flat: Shape, _ optimizer: Optimizer, _ state: TrainState, isConstrained: Bool,
    _ start: Real?
  ) throws(Refusal) -> (Program, rate: BufferSlice) {
    var tracing = StepTracing()
    let weights = tracing.input(flat, "weights", at: state.network.memory.trainable)
    let gradient = tracing.input(flat, "gradients", at: state.gradients)
    let memory = zip(optimizer.memoryNames, state.optimizer).map { tracing.input(flat, $0, at: $1) }
    let (speed, rate) = tracing.input(.scalar, "rate")
    let bounds = isConstrained ? tracing.input(flat, "bounds", at: state.bounds) : nil
    let moving = start.map { weights.within(Tensor($0)) } ?? weights
    let moved = optimizer.step(moving, gradient: gradient, memory: memory, rate: speed)
    tracing.result(weights, at: state.before)
    tracing.result(gradient, at: state.followed)
    tracing.result(bounds.map { moved.value.within($0) } ?? moved.value, at: state.network.memory.trainable)
    for (memory, slice) in zip(moved.memory, state.optimizer) { tracing.result(memory, at: slice) }
    return (try tracing.program("\(name) update"), rate)
  }

  /// The loop after the step: all weights are read, clipped and written back.
  private static func loop(
    _ name: String, _ flat: Shape, _ state: TrainState
  ) throws(Refusal) -> (program: Program, bound: BufferSlice) {
    var tracing = StepTracing()
    let weights = tracing.input(flat, "weights", at: state.network.memory.trainable)
    let (limit, bound) = tracing.input(.scalar, "bound")
    tracing.result(weights.within(limit), at: state.network.memory.trainable)
    return (try tracing.program("\(name) clip"), bound)
  }
}
