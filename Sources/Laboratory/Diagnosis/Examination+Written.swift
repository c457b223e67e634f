import Arrays
import Autodiff
import Experiments

extension Laboratory {
  /// The critic's step as it is made beside the objective as it is written.
  func measureWrittenStep(_ experiment: Experiment, _ examination: inout Examination) throws {
    guard !experiment.settings.objective.isOwn else { return }
    let (made, written) = try experiment.criticGradients()
    let gap = zip(made, written).reduce(0.0) { $0 + $1.0.squaredDistance(to: $1.1) }
    let whole = written.reduce(0.0) { $0 + $1.sumOfSquares }
    if whole > 0 { examination.note(.gradientGap, (gap / whole).squareRoot()) }
  }
}

extension NDArray {
  /// Σ(x - y)², in double precision.
  fileprivate func squaredDistance(to other: NDArray) -> Double {
    zip(numbers, other.numbers).reduce(0.0) { sum, pair in
      let gap = Double(pair.0) - Double(pair.1)
      return sum + gap * gap
    }
  }
}
