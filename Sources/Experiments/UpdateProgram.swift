import Arrays
import Autodiff
import Networks
import Programs
import Refusals

/// The optimiser's rule over all trainable parameters of a network at once, in place: one pass over their memory.
struct UpdateProgram {
  let program: Program
  private let rate: BufferSlice
  private let low: BufferSlice
  private let high: BufferSlice
  private let norm: BufferSlice
  private let optimizer: Optimizer

  /// The rule of the settings' optimiser; with `clips`, followed by bounding every number.
  init(_ settings: Settings, _ trainee: Trainee, name: String, clips: Bool) throws(Refusal) {
    var tracing = StepTracing()
    let place = trainee.place
    let flat: Shape = [place.values.count]
    let value = tracing.input(flat, "parameters", at: place.values)
    let gradient = tracing.input(flat, "gradients", at: place.gradients)
    let memory = zip(settings.optimizer.memoryNames, place.optimizer).map { tracing.input(flat, $0, at: $1) }
    let (speed, lowest, highest): (Tensor, Tensor, Tensor)
    (speed, rate) = tracing.input(.scalar, "rate")
    (lowest, low) = tracing.input(.scalar, "lower bound")
    (highest, high) = tracing.input(.scalar, "upper bound")
    let moved = settings.optimizer.step(value, gradient: gradient, memory: memory, rate: speed)
    tracing.result(value, at: place.before)
    tracing.result(clips ? minimum(maximum(moved.value, lowest), highest) : moved.value, at: place.values)
    for (memory, place) in zip(moved.memory, place.optimizer) { tracing.result(memory, at: place) }
    norm = tracing.number(sqrt(gradient.sumOfProducts(with: gradient)))
    program = try tracing.program(name)
    optimizer = settings.optimizer
  }

  /// Moves the parameters along their gradients, all or none of them; returns the norm of the whole gradient.
  func run(_ settings: Settings, time: Int) throws(CancellationError) -> Real {
    rate.pointer.pointee = optimizer.corrected(settings.rate, time: time)
    low.pointer.pointee = -settings.clip
    high.pointer.pointee = settings.clip
    try Cancellation.shielded { () throws(CancellationError) in try program.run() }
    return norm.pointer.pointee
  }
}
