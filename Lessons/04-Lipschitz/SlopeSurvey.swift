import Arrays
import Autodiff
import Experiments
import Networks

/// How steep a critic under WGAN-GP's penalty is, in four ways: two that look at points, two that look at weights.
struct SlopeSurvey {
  /// The steepest secant between any two of 512 samples.
  let secants: Double
  /// The greatest ‖∇D(x)‖ at those samples.
  let slopesAtSamples: Double
  /// The greatest ‖∇D(x)‖ on a grid over the square from -2 to 2.
  let slopesOnGrid: Double
  /// The product of the layers' greatest singular values.
  let spectral: Double
  /// The product of the layers' Frobenius norms.
  let frobenius: Double

  init(seed: Int = 1, poll: () throws -> Void) throws {
    let settings = try Settings(.eightGaussians, "lambda 10", "rate 0.001", "seed \(seed)")
    let experiment = try Experiment(settings)
    try experiment.trainCritic(to: 400, poll: poll)
    let samples = try experiment.samples(step: 1_000_000)
    secants = try Verdict(experiment, label: "").steepest
    slopesAtSamples = max(
      try SlopeSurvey.greatest(experiment, samples.real), try SlopeSurvey.greatest(experiment, samples.fake))
    slopesOnGrid = try SlopeSurvey.greatest(experiment, SlopeSurvey.grid)
    let matrices = experiment.critic.network.trainable.map(\.value).filter { $0.shape.rank == 2 }
    spectral = matrices.reduce(1) { $0 * SlopeSurvey.greatestSingularValue($1) }
    frobenius = matrices.reduce(1) { $0 * $1.sumOfSquares.squareRoot() }
  }

  private static func greatest(_ experiment: Experiment, _ points: Tensor) throws -> Double {
    Double(try experiment.slopeNorms(at: points).numbers.max() ?? .nan)
  }

  /// 101 × 101 points from -2 to 2.
  private static var grid: Tensor {
    let places = (0...100).map { Real($0) / 25 - 2 }
    return Tensor(NDArray(places.flatMap { x in places.flatMap { [x, $0] } }, shape: [101 * 101, 2]))
  }

  /// The most by which a matrix makes a vector longer, by the power method on AᵀA.
  private static func greatestSingularValue(_ matrix: NDArray) -> Double {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let numbers = matrix.numbers.map(Double.init)
    var vector = (0..<columns).map { 1 + 0.01 * Double($0) }
    var size = 0.0
    for _ in 0..<200 {
      let image = (0..<rows).map { row in (0..<columns).reduce(0) { $0 + numbers[row * columns + $1] * vector[$1] } }
      let back = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + numbers[$1 * columns + column] * image[$1] }
      }
      let length = back.reduce(0) { $0 + $1 * $1 }.squareRoot()
      size = length.squareRoot()
      vector = back.map { $0 / length }
    }
    return size
  }
}
