import Arrays
import Autodiff
import Networks

/// A network in training: its weights, and beside them in memory, in the same order, all else that a step reads and writes.
///
/// A step computes first: its gradients, and what becomes of kept parameters, go to places of their own, and nothing of the state changes.
/// Then it moves the weights, and `markStepped` makes the rest part of the state.
public final class TrainState {
  /// The network, in whose memory the weights live.
  public let network: Network
  /// How many steps it has taken.
  public internal(set) var steps = 0
  /// The gradients that the step under way has computed.
  let gradients: BufferSlice
  /// What the step under way makes of the parameters that are kept.
  let keptNext: BufferSlice
  /// The gradients of the last step.
  let followed: BufferSlice
  /// The weights before the last step.
  let before: BufferSlice
  /// What the optimiser calls what it remembers.
  public let memoryNames: [String]
  /// What the optimiser remembers, a slice for each of its arrays.
  let optimizer: [BufferSlice]
  /// The bound of each weight, ∞ where its parameter carries no constraint.
  private(set) lazy var bounds = BufferSlice(count: network.memory.trainable.count)
  private var uploadedBounds: [Real?] = []
  /// Whether the last step was made here, since the network was made or loaded.
  public internal(set) var knowsLastStep = false

  /// A network before its first step.
  public init(_ network: Network, _ optimizer: Optimizer) {
    let count = network.memory.trainable.count
    self.network = network
    memoryNames = optimizer.memoryNames
    (gradients, followed, before) = (
      BufferSlice(count: count), BufferSlice(count: count), BufferSlice(count: count)
    )
    keptNext = BufferSlice(count: network.memory.kept.count)
    self.optimizer = (0..<optimizer.memoryCount).map { _ in BufferSlice(count: count) }
  }

  /// A parameter's part of a slice that has the order of the network's memory.
  func part(of slice: BufferSlice, _ parameter: Parameter) -> BufferSlice {
    BufferSlice(slice.buffer, offset: parameter.storage.offset, count: parameter.storage.count)
  }

  /// Where a step leaves what becomes of a parameter: its gradient, or the numbers that are kept next.
  func destination(_ parameter: Parameter) -> BufferSlice {
    part(of: parameter.isTrainable ? gradients : keptNext, parameter)
  }

  /// A copy of each trainable parameter's part of a slice.
  func arrays(_ slice: BufferSlice) -> [NDArray] {
    network.trainable.map { part(of: slice, $0).array($0.shape) }
  }

  /// Puts the bounds of the parameters' constraints where an update reads them.
  func uploadConstraints() {
    let constraints = network.trainable.map(\.constraint)
    guard constraints != uploadedBounds else { return }
    for (parameter, constraint) in zip(network.trainable, constraints) {
      part(of: bounds, parameter).numbers.update(repeating: constraint ?? .infinity)
    }
    uploadedBounds = constraints
  }

  /// Begins a step: what it does not change is kept as it is.
  func begin() { keptNext.pointer.update(from: network.memory.kept.pointer, count: keptNext.count) }

  /// Says that the weights have moved: the step is made.
  func markStepped() {
    network.memory.kept.pointer.update(from: keptNext.pointer, count: keptNext.count)
    for parameter in network.parameters { parameter.markWritten() }
    steps += 1
    knowsLastStep = true
  }
}

extension TrainState {
  /// What the optimiser remembers, a list for each trainable parameter.
  public var memory: [[NDArray]] {
    network.trainable.map { parameter in optimizer.map { part(of: $0, parameter).array(parameter.shape) } }
  }

  /// The last step's gradient for each trainable parameter; empty where no step was made here since the network was made or loaded.
  public var lastGradients: [NDArray] { knowsLastStep ? arrays(followed) : [] }

  /// What the last step did to each trainable parameter; empty where no step was made here since the network was made or loaded.
  public var lastUpdates: [(before: NDArray, after: NDArray)] {
    guard knowsLastStep else { return [] }
    return zip(arrays(before), network.trainable).map { (before: $0, after: $1.value) }
  }

  /// The last step's gradient for some of its trainable parameters, one after another; `nil` where no step was made here since the network
  /// was made or loaded.
  public func lastGradient(of parameters: [Parameter]) -> NDArray? {
    knowsLastStep ? flat(parameters) { self.part(of: self.followed, $0) } : nil
  }

  /// What the last step added to some of its trainable parameters, one after another; `nil` where that is not known.
  public func lastUpdate(of parameters: [Parameter]) -> NDArray? {
    guard knowsLastStep else { return nil }
    let update = BufferSlice(count: parameters.reduce(0) { $0 + $1.storage.count })
    var place = 0
    for parameter in parameters {
      let (old, new) = (part(of: before, parameter).numbers, parameter.storage.numbers)
      for index in new.indices { update.numbers[place + index] = new[index] - old[index] }
      place += new.count
    }
    return update.array([update.count])
  }

  /// What the optimiser remembers of some of its trainable parameters, one after another, under each of its memory's names.
  public func memory(_ index: Int, of parameters: [Parameter]) -> NDArray {
    flat(parameters) { self.part(of: self.optimizer[index], $0) }
  }

  private func flat(_ parameters: [Parameter], _ part: (Parameter) -> BufferSlice) -> NDArray {
    NDArray(shape: [parameters.reduce(0) { $0 + $1.storage.count }]) { output in
      var place = 0
      for parameter in parameters {
        let numbers = part(parameter).numbers
        _ = UnsafeMutableBufferPointer(rebasing: output[place...]).initialize(from: numbers)
        place += numbers.count
      }
    }
  }

  /// The Euclidean norm of the last step's whole gradient; `nil` where that is not known.
  public var gradientNorm: Real? { knowsLastStep ? norm(of: followed) : nil }

  /// The Euclidean norm of a slice. Squares are added in double precision: millions of small ones would be lost beside their sum.
  func norm(of slice: BufferSlice) -> Real {
    Real(slice.numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
  }
}

// MARK: - The step under way, tensor by tensor

extension TrainState {
  /// A whole step: moves the trainable parameters along the gradients of `loss`, and keeps the layers' updates. Where it is stopped on the
  /// way, nothing has changed.
  public func descend(
    _ loss: Tensor, _ updates: [(index: Int, value: Tensor)], _ optimizer: Optimizer, rate: Real
  ) throws(CancellationError) {
    begin()
    load(Autodiff.gradients(of: loss, for: network.trainable.map(\.tensor), history: .drop).map { $0?.value }, updates)
    try Cancellation.check()
    Cancellation.shielded {
      take(moved(optimizer, arrays(gradients), rate: rate).bounded(network.trainable, .constraint, 0))
      markStepped()
    }
  }

  /// Takes note of the gradients that a step has computed for each trainable parameter, and of the layers' updates.
  func load(_ slopes: [NDArray?], _ updates: [(index: Int, value: Tensor)]) {
    for (parameter, slope) in zip(network.trainable, slopes) {
      if let slope { destination(parameter).load(slope) } else { destination(parameter).numbers.update(repeating: 0) }
    }
    for update in updates {
      if let value = update.value.value { destination(network.parameters[update.index]).load(value) }
    }
  }

  /// What the optimiser's rule makes of the weights, or of others in their place, and of its memory, along gradients for each trainable
  /// parameter.
  func moved(_ rule: Optimizer, _ gradients: [NDArray?], rate: Real, from start: [NDArray]? = nil) -> MovedWeights {
    let start = start ?? network.trainable.map(\.value)
    let moved = zip(zip(start, gradients), memory).map { moving, memory in
      rule.step(
        moving.0, gradient: moving.1 ?? NDArray(repeating: 0, shape: moving.0.shape), memory: memory, rate: rate,
        time: steps + 1)
    }
    return MovedWeights(values: moved.map(\.value), memory: moved.map(\.memory))
  }

  /// Moves the weights there.
  func take(_ moved: MovedWeights) {
    before.pointer.update(from: network.memory.trainable.pointer, count: before.count)
    followed.pointer.update(from: gradients.pointer, count: gradients.count)
    for (parameter, (value, memory)) in zip(network.trainable, zip(moved.values, moved.memory)) {
      parameter.value = value
      for (slice, array) in zip(optimizer, memory) { part(of: slice, parameter).load(array) }
    }
  }

  /// Whether what the step under way makes of the kept parameters are numbers.
  var keepsNumbers: Bool { keptNext.numbers.allSatisfy(\.isFinite) }
}

/// Where a step moves the trainable weights, and what the optimiser then remembers of each.
struct MovedWeights {
  var values: [NDArray]
  let memory: [[NDArray]]

  /// The weights within their bounds: each within that of its parameter's constraint, or all within one, as the article's loop after the step
  /// has it. Batch norm's moving statistics are not trainable and stay as they are.
  func bounded(_ parameters: [Parameter], _ clipping: Clipping?, _ bound: Real) -> MovedWeights {
    var moved = self
    for (index, parameter) in parameters.enumerated() {
      let limit = clipping == .loop ? bound : clipping == .constraint ? parameter.constraint : nil
      if let limit { moved.values[index] = values[index].clipped(to: limit) }
    }
    return moved
  }

  /// Whether all of them are numbers.
  var isFinite: Bool {
    (values + memory.flatMap(\.self)).allSatisfy { $0.withNumbers { $0.allSatisfy(\.isFinite) } }
  }
}

extension NDArray {
  /// A function of each number.
  public func map(_ function: (Real) -> Real) -> NDArray {
    withNumbers { numbers in
      NDArray(shape: shape) { output in for i in numbers.indices { output[i] = function(numbers[i]) } }
    }
  }

  /// Each number, or the end of [-bound, bound] that it lies beyond.
  func clipped(to bound: Real) -> NDArray { map { min(max($0, -bound), bound) } }

  /// Σx², in double precision: in single, millions of small squares would be lost beside their sum.
  public var sumOfSquares: Double {
    withNumbers { numbers in numbers.reduce(0) { $0 + Double($1) * Double($1) } }
  }
}
