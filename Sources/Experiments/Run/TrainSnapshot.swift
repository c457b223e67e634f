import Arrays
import Networks

/// Where a network stands in its training, as a value.
public struct TrainSnapshot: Sendable {
  /// How many steps it has taken.
  public var steps: Int
  /// The numbers of all parameters, in order.
  public var values: [NDArray]
  /// What the optimiser remembers, a list for each trainable parameter.
  public var memory: [[NDArray]]
  /// The last step's gradient for each trainable parameter; empty where it is not known.
  public var lastGradients: [NDArray] = []
  /// The trainable parameters before the last step; empty where they are not known.
  public var before: [NDArray] = []

  /// A snapshot without the last step.
  public init(steps: Int, values: [NDArray], memory: [[NDArray]]) {
    (self.steps, self.values, self.memory) = (steps, values, memory)
  }
}

extension TrainState {
  /// Where it stands.
  public var snapshot: TrainSnapshot {
    var snapshot = TrainSnapshot(steps: steps, values: network.parameters.map(\.value), memory: memory)
    (snapshot.lastGradients, snapshot.before) = (lastGradients, lastUpdates.map(\.before))
    return snapshot
  }

  /// Goes to where a network of the same layers stood under the same kind of optimiser.
  func restore(_ snapshot: TrainSnapshot) {
    for (parameter, value) in zip(network.parameters, snapshot.values) { parameter.value = value }
    for (parameter, memory) in zip(network.trainable, snapshot.memory) {
      for (slice, array) in zip(optimizer, memory) { part(of: slice, parameter).load(array) }
    }
    for (parameter, (gradient, weight)) in zip(network.trainable, zip(snapshot.lastGradients, snapshot.before)) {
      part(of: followed, parameter).load(gradient)
      part(of: before, parameter).load(weight)
    }
    (steps, knowsLastStep) = (snapshot.steps, !snapshot.lastGradients.isEmpty)
  }
}
