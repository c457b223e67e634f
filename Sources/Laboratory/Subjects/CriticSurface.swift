import Arrays
import Autodiff
import Display
import Experiments
import Notebook

/// What a critic says over the space of samples, as far as that can be drawn.
///
/// Points of the plane: a heat map. Points of a line: a bar for each place. Images have too many axes; there it is the mean score on the way from
/// fake to real samples, which is where the penalty looks.
enum CriticSurface {
  /// How far the drawn square reaches from the origin, and how many cells it has along a side.
  private static let reach: Real = 2, cells = 40

  /// What there is to see.
  static func output(_ experiment: Experiment) throws -> Output {
    switch experiment.dataset.sampleShape {
    case [2]: try plane(experiment)
    case [1]: .table(try line(experiment))
    default: .table(try way(experiment))
    }
  }

  private static func plane(_ experiment: Experiment) throws -> Output {
    let places = (0..<cells).map { (2 * (Real($0) + 0.5) / Real(cells) - 1) * reach }
    let grid = places.reversed().flatMap { y in places.flatMap { x in [x, y] } }
    let scores = try experiment.critic.network.frozen(Tensor(NDArray(grid, shape: [cells * cells, 2])))
    let matrix = (scores.value ?? NDArray(repeating: .nan, shape: [cells, cells])).reshaped([cells, cells])
    let field = Field("D(x)", matrix, x: -reach...reach, y: -reach...reach, map: .around(matrix))
    return .figure(
      .heatMap(
        "D(x) from -\(short(reach)) to \(short(reach)) on each side",
        Plot(x: Axis("x₁"), y: Axis("x₂"), isSquare: true, [.field(field)])))
  }

  private static func line(_ experiment: Experiment) throws -> Table {
    let samples = try experiment.samples(step: experiment.critic.steps)
    let numbers = ((samples.real.value?.numbers ?? []) + (samples.fake.value?.numbers ?? [])).filter(\.isFinite)
    let (low, high) = ((numbers.min() ?? -1) - 0.5, (numbers.max() ?? 1) + 0.5)
    let places = (0..<16).map { low * Real(15 - $0) / 15 + high * Real($0) / 15 }
    let scores = try experiment.critic.network.frozen(Tensor(NDArray(places, shape: [places.count, 1])))
    return bars("D(x)", "x", places, scores.value?.numbers ?? [])
  }

  private static func way(_ experiment: Experiment) throws -> Table {
    let samples = try experiment.samples(step: experiment.critic.steps)
    let places = (0...10).map { Real($0) / 10 }
    let scores = try places.map { place -> Real in
      let points = place * samples.real + (1 - place) * samples.fake
      return try experiment.critic.network.frozen(points.detached).mean().value?.item ?? .nan
    }
    return bars("mean D on the way from fake (ε = 0) to real samples (ε = 1)", "ε", places, scores)
  }

  /// A row for each place, its bar as long as the score is above the least.
  private static func bars(_ title: String, _ head: String, _ places: [Real], _ scores: [Real]) -> Table {
    let finite = scores.filter(\.isFinite)
    let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 1)
    return Table(
      title, columns: [head, "score", ""],
      rows: zip(places, scores).map { place, score in
        [
          .number(place, digits: 3), .number(score, digits: 4),
          .bar(score - least, full: greatest - least, width: 40),
        ]
      })
  }
}
