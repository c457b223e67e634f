import Arrays
import Autodiff
import Networks

/// How steep a critic is: from below, by what is found on samples, and from above, by what its layers can stretch.
public struct LipschitzEstimate {
  /// The greatest ‖∇D(x)‖₂ at each kind of point.
  public let slopes: [(place: String, greatest: Real)]
  /// The greatest |D(x) - D(y)| / ‖x - y‖₂ between a real and a fake sample.
  public let secant: Real
  /// A number that no slope exceeds; `nil` where a layer has none.
  public let bound: Real?

  /// The Lipschitz constant as far as it was seen: the true one is at least this.
  public var constant: Real { slopes.map(\.greatest).reduce(secant, greater) }

  /// An estimate at the draw of the critic's coming step.
  public init(_ experiment: Experiment) throws {
    slopes = try Slopes(experiment).places.map { ($0.name, $0.norms.numbers.reduce(0, greater)) }
    let samples = try experiment.samples(step: experiment.critic.steps)
    secant = try LipschitzEstimate.steepest(experiment.critic.network, samples.real, samples.fake)
    bound = try experiment.critic.network.lipschitzBound()
  }

  /// How many samples of each side are paired, every one with every other.
  private static let paired = 128

  /// The steepest straight line from a point of one batch to a point of another.
  private static func steepest(_ critic: Network, _ a: Tensor, _ b: Tensor) throws -> Real {
    let (x, y) = (Rows(a), Rows(b))
    let (scoresX, scoresY) = (Rows(try critic.frozen(a)), Rows(try critic.frozen(b)))
    var steepest: Real = 0
    for i in 0..<min(paired, x.count) {
      for j in 0..<min(paired, y.count) {
        let distance = x.distance(i, y, j)
        if distance != 0 { steepest = greater(steepest, scoresX.distance(i, scoresY, j) / distance) }
      }
    }
    return steepest
  }
}

/// The greater of two numbers; none where one of them is none.
private func greater(_ a: Real, _ b: Real) -> Real { a.isNaN || b.isNaN ? .nan : max(a, b) }

/// A batch as rows of numbers.
private struct Rows {
  let count: Int
  private let numbers: [Real]
  private let size: Int

  init(_ batch: Tensor) {
    count = batch.shape[0]
    numbers = batch.value?.numbers ?? []
    size = numbers.count / max(1, count)
  }

  /// The Euclidean distance of a row from one of another batch.
  func distance(_ row: Int, _ other: Rows, _ otherRow: Int) -> Real {
    var squares: Real = 0
    for place in 0..<size {
      let gap = numbers[row * size + place] - other.numbers[otherRow * size + place]
      squares += gap * gap
    }
    return squares.squareRoot()
  }
}
