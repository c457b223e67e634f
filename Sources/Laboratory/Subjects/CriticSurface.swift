import Arrays
import Autodiff
import Display
import Experiments
import Language
import Notebook
import Texts

/// What a critic says over the space of samples, as far as that can be drawn, and what it does to the generator.
///
/// In the plane: layers over each other, as in GAN Lab. On a line: the scores as a curve. Images have too many axes; there it is the mean score on the
/// way from fake to real samples, which is where the penalty looks.
struct CriticSurface {
  /// What may lie over the plane.
  static let layers = ["critic", "real", "fake", "arrows", "manifold"]
  /// What does unless others are chosen.
  private static let usual = ["critic", "real", "fake", "arrows"]
  /// How many cells the field has along a side, and how many samples of each kind are drawn.
  private static let cells = 48, most = 256

  private let experiment: Experiment
  private let chosen: [String]
  private let real, fake: NDArray

  /// What there is to see of an experiment in layers; all that are useful where none are named.
  static func output(_ experiment: Experiment, _ layers: [String]) throws -> [Output] {
    guard experiment.dataset.sampleShape == [2] else {
      let note = "layers lie over the plane; a sample here is \(experiment.dataset.sampleShape)"
      return (layers.isEmpty ? [] : [.text(note)]) + [
        .figure(try experiment.dataset.sampleShape == [1] ? line(experiment) : way(experiment))
      ]
    }
    return [.figure(try CriticSurface(experiment, layers).figure())]
  }

  private init(_ experiment: Experiment, _ layers: [String]) throws {
    self.experiment = experiment
    chosen = layers.isEmpty ? CriticSurface.usual : CriticSurface.layers.filter(layers.contains)
    let samples = try experiment.samples(step: experiment.critic.steps)
    (real, fake) = (samples.real.rows(CriticSurface.most), samples.fake.rows(CriticSurface.most))
  }

  private func figure() throws -> Figure {
    let reach = reach, axis = { Axis($0, range: -reach...reach) }
    let scores = try (mean(real), mean(fake))
    var layers: [Layer] = []
    var notes: [String] = []
    for name in chosen {
      switch name {
      case "critic":
        let field = try field(reach, scores)
        layers.append(.field(field))
        notes.append(
          "mean D on real \(short(scores.0)), on fake \(short(scores.1)); contours at \(field.contours.map { short($0) }.joined(separator: ", "))"
        )
      case "real": layers.append(.points(Series("real", real, .real)))
      case "fake": layers.append(.points(Series("fake", fake, .fake)))
      case "arrows": layers.append(.arrows(try arrows(reach)))
      default:
        let manifold = try manifold()
        if let manifold {
          layers.append(.line(manifold))
        } else {
          notes.append("no manifold: the generator's noise has \(experiment.generatorNoise) numbers, a grid has two")
        }
      }
    }
    return Figure(
      "the critic over the plane, step \(experiment.critic.steps)",
      [Plot("", x: axis("x₁"), y: axis("x₂"), isSquare: true, layers)], notes: notes)
  }

  /// How far the square reaches: around all real samples, and fake ones unless they are far away.
  private var reach: Real {
    func farthest(_ points: NDArray) -> Real { points.numbers.filter(\.isFinite).map { abs($0) }.max() ?? 1 }
    let own = max(farthest(real), 1e-3)
    return max(own * 1.35, min(farthest(fake) * 1.05, own * 2.5))
  }

  private func mean(_ points: NDArray) throws -> Real {
    try experiment.critic.network.frozen(Tensor(points)).mean().value?.item ?? .nan
  }

  /// The scores with the number that tells real from fake as their zero: 0 for a discriminator; for a critic, whose scores may all be shifted, the middle
  /// between its means.
  private func field(_ reach: Real, _ scores: (real: Real, fake: Real)) throws -> Field {
    let cells = CriticSurface.cells
    let places = (0..<cells).map { (2 * (Real($0) + 0.5) / Real(cells) - 1) * reach }
    let grid = places.reversed().flatMap { y in places.flatMap { x in [x, y] } }
    let found = try experiment.critic.network.frozen(Tensor(NDArray(grid, shape: [cells * cells, 2])))
    let numbers = (found.value ?? NDArray(repeating: .nan, shape: [cells * cells])).reshaped([cells, cells])
    let middle = experiment.settings.objective.estimatesDistance ? (scores.real + scores.fake) / 2 : 0
    let zero = middle.isFinite ? middle : 0
    let farthest = numbers.numbers.filter(\.isFinite).map { abs($0 - zero) }.max() ?? 1
    return Field(
      "D(x)", numbers, x: -reach...reach, y: -reach...reach, map: .diverging(zero: zero, reach: farthest),
      contours: [-2, -1, 0, 1, 2].map { zero + $0 * farthest / 3 })
  }

  /// Where the generator's loss pulls each of its samples: minus its true gradient there, times the number of samples, since the loss is their mean.
  private func arrows(_ reach: Real) throws -> Arrows {
    let x = Tensor(fake).detached
    let loss = try experiment.generatorLoss(at: x)
    let count = Real(fake.shape[0])
    let pull: [Real] = gradient(of: loss, for: x).value?.numbers.map { -$0 * count } ?? []
    let lengths = stride(from: 0, to: pull.count - 1, by: 2).map { place -> Real in
      let (across, up) = (pull[place], pull[place + 1])
      return (across * across + up * up).squareRoot()
    }
    let longest = lengths.filter(\.isFinite).max() ?? 0
    let stretch = longest > 0 ? reach * 0.3 / longest : 1
    let ends = zip(fake.numbers, pull).map { $0 + stretch * $1 }
    return Arrows(
      "minus the slope of the generator's loss", from: fake, to: NDArray(ends, shape: fake.shape), .slope,
      stretch: stretch)
  }

  /// What the generator makes of a grid of noise: lines of it, warped. `nil` where noise has not two numbers.
  private func manifold() throws -> Series? {
    guard experiment.generatorNoise == 2 else { return nil }
    let isNormal = experiment.settings.preset.latent == .normal
    let (low, high): (Real, Real) = isNormal ? (-2, 2) : (0, 1)
    let lines = 9, points = 33
    func number(_ index: Int, _ count: Int) -> Real { low + (high - low) * Real(index) / Real(count - 1) }
    var noise: [Real] = []
    for line in 0..<lines {
      for point in 0..<points { noise += [number(line, lines), number(point, points)] }
      for point in 0..<points { noise += [number(point, points), number(line, lines)] }
    }
    let count = noise.count / 2
    let made = try experiment.generator.network.frozen(Tensor(NDArray(noise, shape: [count, 2]))).value?.numbers ?? []
    // A gap between two lines of the grid.
    let size = 2 * points
    var path: [Real] = []
    for line in 0..<made.count / size { path += made[(line * size)..<((line + 1) * size)] + [.nan, .nan] }
    return Series(
      "manifold: a grid of noise, as the generator warps it", NDArray(path, shape: [path.count / 2, 2]),
      .plain(4), gaps: made.count / size)
  }

  // MARK: - Other spaces

  private static func line(_ experiment: Experiment) throws -> Figure {
    let samples = try experiment.samples(step: experiment.critic.steps)
    let (real, fake) = (samples.real.value?.numbers ?? [], samples.fake.value?.numbers ?? [])
    let numbers = (real + fake).filter(\.isFinite)
    let (low, high) = ((numbers.min() ?? -1) - 0.5, (numbers.max() ?? 1) + 0.5)
    let places = (0..<64).map { low * Real(63 - $0) / 63 + high * Real($0) / 63 }
    let scores =
      try experiment.critic.network.frozen(Tensor(NDArray(places, shape: [places.count, 1]))).value?.numbers ?? []
    // Samples lie below the curve, real ones above fake ones.
    let (least, greatest) = (scores.filter(\.isFinite).min() ?? 0, scores.filter(\.isFinite).max() ?? 1)
    let step = max(greatest - least, 1e-6) * 0.08
    func row(_ numbers: [Real], _ level: Real) -> Series { Series("", x: numbers, y: numbers.map { _ in level }) }
    var (above, below) = (row(real, least - step), row(fake, least - 2 * step))
    (above.name, above.role, below.name, below.role) = ("real", .real, "fake", .fake)
    return Figure(
      "the critic over the line, step \(experiment.critic.steps)",
      [
        Plot(
          "", x: Axis("x"), y: Axis("D(x)"),
          [.points(above), .points(below), .line(Series("D(x)", x: places, y: scores))])
      ],
      notes: ["samples are drawn in two rows below the curve"])
  }

  private static func way(_ experiment: Experiment) throws -> Figure {
    let samples = try experiment.samples(step: experiment.critic.steps)
    let places = (0...10).map { Real($0) / 10 }
    let scores = try places.map { place -> Real in
      let points = place * samples.real + (1 - place) * samples.fake
      return try experiment.critic.network.frozen(points.detached).mean().value?.item ?? .nan
    }
    return Figure(
      "the critic on the way from fake (ε = 0) to real samples (ε = 1), step \(experiment.critic.steps)",
      [Plot("", x: Axis("ε"), y: Axis("mean D"), [.line(Series("mean D", x: places, y: scores))])],
      notes: zip(places, scores).filter { $0.0 == 0 || $0.0 == 1 }.map { "mean D at ε = \(short($0)): \(short($1))" })
  }
}

extension Tensor {
  /// At most so many of its rows.
  fileprivate func rows(_ most: Int) -> NDArray {
    guard let value else { return NDArray([], shape: [0, 2]) }
    let count = min(most, shape[0])
    return NDArray(value.numbers.prefix(count * 2), shape: [count, 2])
  }
}

extension Experiment {
  /// How many numbers the generator's noise has.
  fileprivate var generatorNoise: Int { architecture.noise }
}
