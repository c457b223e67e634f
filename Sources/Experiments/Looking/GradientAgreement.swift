import Arrays
import Autodiff

/// How far the gradients of a network agree when the same weights are shown other batches.
public struct GradientAgreement: Sendable {
  /// The share of a batch's gradient that other batches share: ‖E g‖² over E‖g‖², without what chance adds to it. Near 1 where every batch
  /// says the same, near 0 where they have nothing in common; `nan` where there is no gradient.
  public let share: Double

  /// Measures a network's gradients over the draws of its coming steps, all with the present weights; nothing of the run changes.
  public init(_ network: StepMade.Network, of experiment: Experiment, batches: Int) throws {
    let state = network == .critic ? experiment.critic : experiment.generator
    var sum = [Double](repeating: 0, count: state.network.memory.trainable.count), squares = 0.0
    for ahead in 0..<batches {
      try Cancellation.check()
      var work = experiment.work(network, ahead: ahead)
      try work.advance(through: .gradient)
      var place = 0
      for (parameter, gradient) in work.gradients ?? [] {
        gradient?.value?.withNumbers { numbers in
          for (index, number) in numbers.enumerated() {
            sum[place + index] += Double(number)
            squares += Double(number) * Double(number)
          }
        }
        place += parameter.shape.count
      }
    }
    // Of n gradients ‖Σg‖² is E‖g‖² n times and ‖E g‖² n(n - 1) times.
    let whole = sum.reduce(0) { $0 + $1 * $1 }
    share = squares > 0 ? (whole - squares) / Double(batches - 1) / squares : .nan
  }
}
