import Arrays
import Experiments
import Foundation

/// Where a game has been: its start, and the position after each of its steps.
struct Orbit {
  private(set) var positions: [Position]
  /// The game whose field it follows.
  let game: DiracGame

  /// How many steps the published runs take.
  static let steps = 500

  /// Simultaneous steps.
  init(_ game: DiracGame, from start: Position = DiracGame.start, steps: Int = Orbit.steps, poll: () throws -> Void)
    throws
  {
    self.game = game
    positions = [start]
    for _ in 0..<steps {
      try poll()
      positions.append(try game.step(from: positions[positions.count - 1]))
    }
  }

  /// Alternating steps, by the training loop: the generator's gradient is taken when the critic has moved already.
  init(alternating objective: Objective, lambda: Real = 0.3, clip: Real = 1000, poll: () throws -> Void) throws {
    game = DiracGame(objective: objective, lambda: lambda)
    let settings = try Settings(
      .dirac, "objective \(objective.name)", "generatorloss saturating", "lambda \(lambda)", "clip \(clip)", "batch 1")
    let experiment = try Experiment(settings)
    try experiment.install(critic: [.scale(DiracGame.start.psi)])
    positions = [experiment.position]
    for _ in 0..<Orbit.steps {
      try experiment.train(.rounds(1), poll: poll)
      positions.append(experiment.position)
    }
  }

  /// Its first steps.
  func first(_ steps: Int) -> Orbit {
    var orbit = self
    orbit.positions = Array(positions.prefix(steps + 1))
    return orbit
  }

  /// √(θ² + ψ²) at its end.
  var end: Double { positions[positions.count - 1].radius }

  /// √(θ² + ψ²) after so many steps.
  func radius(after steps: Int) -> Double { positions[steps].radius }

  /// The least and the greatest radius among the last steps.
  func ring(last count: Int) -> (inner: Double, outer: Double) {
    let radii = positions.suffix(count).map(\.radius)
    return (radii.min() ?? .nan, radii.max() ?? .nan)
  }

  /// By what each step multiplied the radius, on average, between two steps.
  func factor(_ first: Int, _ last: Int) -> Double {
    pow(radius(after: last) / radius(after: first), 1 / Double(last - first))
  }
}

extension Experiment {
  /// The two numbers of `use dirac`, or of a critic with one factor in its place.
  var position: Position {
    let numbers = [generator.network, critic.network].map { $0.parameters.first?.value.numbers.first ?? .nan }
    return Position(theta: numbers[0], psi: numbers[1])
  }
}
