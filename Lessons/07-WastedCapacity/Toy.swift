import Arrays
import Autodiff
import Classroom
import Display
import Distances
import Experiments
import Notebook

/// One of the three toys, with a clipped critic and a penalised one that were trained on it in the same way.
struct Toy {
  let clipped, penalised: Surface
  /// The exact Wasserstein distance of 512 real samples from 512 fake ones.
  let exact: Double
  /// A batch of the data.
  private let data: NDArray

  /// How each is trained: for so many steps of the critic alone.
  static let steps = 1000
  /// The bound on the clipped critic's weights.
  static let clip: Real = 0.1
  /// The weight of the other's penalty.
  static let lambda: Real = 1

  /// Trains both.
  init(_ preset: Preset, _ gaps: Gaps, poll: () throws -> Void) throws {
    let bench = try Toy.bench(preset, "wgan", rate: 0.0005)
    data = bench.dataset.batch(2000, random: bench.random, stream: .init(named: "show"), step: 0)
    exact = try Toy.distance(bench)
    clipped = try Toy.trained(bench, gaps, poll)
    penalised = try Toy.trained(try Toy.bench(preset, "wgan-gp", rate: 0.003), gaps, poll)
  }

  private static func bench(_ preset: Preset, _ objective: String, rate: Real) throws -> Experiment {
    let settings = try Settings(
      preset, "objective \(objective)", "fakes noisy", "batch 128", "rate \(rate)", "clip \(clip)", "lambda \(lambda)")
    return try Experiment(settings)
  }

  private static func distance(_ experiment: Experiment) throws -> Double {
    let draws = try (0..<4).map { try experiment.samples(step: 2_000_000 + $0) }
    func joined(_ part: (Samples) -> Tensor) -> NDArray {
      NDArray(draws.flatMap { part($0).value?.numbers ?? [] }, shape: [draws.count * experiment.settings.batch, 2])
    }
    return try wasserstein(joined(\.real), joined(\.fake))
  }

  private static func trained(_ experiment: Experiment, _ gaps: Gaps, _ poll: () throws -> Void) throws -> Surface {
    try experiment.trainCritic(to: steps, poll: poll)
    return try Surface(experiment, gaps)
  }

  /// The data, the clipped critic's scores and the penalised one's, side by side.
  var figure: Figure {
    let cells = Surface.cells, axis = Axis(range: -2...2)
    let places = Plot("data", x: axis, y: axis, isSquare: true, [.points(Series("", data, .real))])
    let maps = zip(["clipped", "penalised"], [clipped, penalised]).map { name, surface in
      Plot(
        name, x: axis, y: axis, isSquare: true,
        [
          .field(
            Field(
              "", NDArray(surface.map, shape: [cells, cells]), x: -2...2, y: -2...2, map: .sequential(low: 0, high: 1)))
        ])
    }
    return Figure("", [places] + maps)
  }
}
