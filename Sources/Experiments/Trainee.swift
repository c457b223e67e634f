import Arrays
import Autodiff
import Networks
import Programs

/// A network in training: its parameters, what the optimiser remembers of each, and the last step's gradient.
public struct Trainee {
  /// The network.
  public let network: Network
  /// How many steps it has taken.
  public private(set) var steps = 0
  /// Where programs keep all of this; newer than the arrays below where those are `nil`.
  let place: TraineeMemory
  private var kept: [[NDArray]]?
  private var lastStep: LastStep?

  /// What an eager step leaves behind.
  private struct LastStep {
    var gradients: [NDArray] = []
    var updates: [(before: NDArray, after: NDArray)] = []
  }

  /// A network before its first step.
  public init(_ network: Network, _ optimizer: Optimizer) {
    self.network = network
    place = TraineeMemory(network, memoryCount: optimizer.memoryCount)
    kept = network.trainable.map { optimizer.initialMemory(for: $0.shape) }
    lastStep = LastStep()
  }

  /// What the optimiser remembers, a list for each trainable parameter.
  public var memory: [[NDArray]] {
    if let kept { return kept }
    let arrays = place.optimizer.map { place.arrays($0) }
    return network.trainable.indices.map { index in arrays.map { $0[index] } }
  }

  /// The last step's gradient for each trainable parameter; empty before the first.
  public var lastGradients: [NDArray] { lastStep?.gradients ?? place.arrays(place.gradients) }

  /// What the last step added to each trainable parameter; empty before the first.
  public var lastUpdates: [(before: NDArray, after: NDArray)] {
    lastStep?.updates ?? Array(zip(place.arrays(place.before), place.arrays(place.values)).map { ($0, $1) })
  }

  /// The Euclidean norm of the last step's whole gradient; `nil` before the first step, here or since the run was loaded.
  public var gradientNorm: Real? {
    let gradients = steps > 0 ? lastGradients : []
    return gradients.isEmpty ? nil : Real(gradients.reduce(0) { $0 + $1.sumOfSquares }.squareRoot())
  }
}

// MARK: - Eager steps

extension Trainee {
  /// Moves the trainable parameters along the gradients of `loss`, under their constraints, and keeps the layers' updates.
  ///
  /// Where it is stopped on the way, nothing has changed.
  public mutating func descend(
    _ loss: Tensor, _ updates: [(index: Int, value: Tensor)], _ optimizer: Optimizer, rate: Real
  ) throws(CancellationError) {
    let slopes = gradients(of: loss, for: network.trainable.map(\.tensor), history: .drop)
    try Cancellation.check()
    Cancellation.shielded { move(along: slopes, updates, optimizer, rate: rate) }
  }

  private mutating func move(
    along slopes: [Tensor?], _ updates: [(index: Int, value: Tensor)], _ optimizer: Optimizer, rate: Real
  ) {
    let trainable = network.trainable
    steps += 1
    var (last, memory) = (LastStep(), memory)
    last.gradients = zip(trainable, slopes).map { parameter, slope in
      slope?.value ?? NDArray(repeating: 0, shape: parameter.shape)
    }
    for (index, parameter) in trainable.enumerated() {
      let before = parameter.value
      let moved = optimizer.step(
        before, gradient: last.gradients[index], memory: memory[index], rate: rate, time: steps)
      memory[index] = moved.memory
      parameter.value = parameter.constraint.map { moved.value.map($0) } ?? moved.value
      last.updates.append((before, parameter.value))
    }
    for update in updates {
      if let value = update.value.value { network.parameters[update.index].value = value }
    }
    (kept, lastStep) = (memory, last)
  }

  /// Bounds every trainable parameter to [-bound, bound]: the article's second way of clipping. Batch norm's moving statistics are
  /// not trainable and stay as they are.
  public mutating func clip(to bound: Real) {
    for (index, parameter) in network.trainable.enumerated() {
      parameter.value = parameter.value.map { min(max($0, -bound), bound) }
      if let count = lastStep?.updates.count, index < count { lastStep?.updates[index].after = parameter.value }
    }
  }
}

// MARK: - Steps by a program

extension Trainee {
  /// Hands the newest numbers to the programs' memory.
  mutating func handOver() {
    place.load()
    if let kept { place.load(optimizer: kept) }
    kept = nil
  }

  /// Runs the program that leaves a step's gradients in the memory. Where it is stopped on the way, the parameters are as they were, and the
  /// last step's gradient is not known any more.
  mutating func measure(_ program: Program) throws(CancellationError) {
    place.keepStatistics()
    do throws(CancellationError) {
      try program.run()
    } catch {
      place.restoreStatistics()
      lastStep = LastStep(updates: lastUpdates)
      throw error
    }
  }

  /// Says that a program has made a step in the memory.
  mutating func stepped() {
    steps += 1
    lastStep = nil
    place.changed()
  }
}

/// Where a network stands in its training, as a value.
public struct TraineeState: Sendable {
  /// How many steps it has taken.
  public var steps: Int
  /// The numbers of all parameters, in order.
  public var values: [NDArray]
  /// What the optimiser remembers, a list for each trainable parameter.
  public var memory: [[NDArray]]
  /// The last step's gradient; empty where it is not known.
  public var lastGradients: [NDArray] = []
  /// What the last step added; empty where it is not known.
  public var lastUpdates: [(before: NDArray, after: NDArray)] = []

  /// A state without the last step's gradient.
  public init(steps: Int, values: [NDArray], memory: [[NDArray]]) {
    (self.steps, self.values, self.memory) = (steps, values, memory)
  }
}

extension Trainee {
  /// Where it stands.
  public var state: TraineeState {
    var state = TraineeState(steps: steps, values: network.parameters.map(\.value), memory: memory)
    (state.lastGradients, state.lastUpdates) = (lastGradients, lastUpdates)
    return state
  }

  /// Goes back to a state of a network of the same layers under the same kind of optimiser.
  mutating func restore(_ state: TraineeState) {
    for (parameter, value) in zip(network.parameters, state.values) { parameter.value = value }
    (steps, kept) = (state.steps, state.memory)
    lastStep = LastStep(gradients: state.lastGradients, updates: state.lastUpdates)
  }
}

extension NDArray {
  /// A function of each number.
  public func map(_ function: (Real) -> Real) -> NDArray {
    withNumbers { numbers in
      NDArray(shape: shape) { output in for i in numbers.indices { output[i] = function(numbers[i]) } }
    }
  }

  /// Σx², in double precision: in single, millions of small squares would be lost beside their sum.
  public var sumOfSquares: Double {
    withNumbers { numbers in numbers.reduce(0) { $0 + Double($1) * Double($1) } }
  }
}
