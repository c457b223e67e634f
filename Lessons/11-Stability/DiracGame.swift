import Arrays
import Autodiff
import Experiments
import Networks

/// The two numbers that play: the generator's θ and the critic's ψ. Both are right at 0.
struct Position {
  var theta, psi: Real

  /// √(θ² + ψ²): how far they are from being right.
  var radius: Double { (Double(theta) * Double(theta) + Double(psi) * Double(psi)).squareRoot() }
}

/// Dirac-GAN: real samples all at 0, fake ones all at θ, and D(x) = ψx, by plain gradient descent. Mescheder et al. 2018.
struct DiracGame {
  /// What the two minimise.
  let objective: Objective
  /// Which of a GAN's two losses the generator has: the published runs have the saturating one.
  var form = GeneratorLoss.saturating
  /// The penalty's weight.
  var lambda: Real = 0
  /// The bound on ψ, where there is one.
  var clip: Real?
  /// The learning rate h of both.
  var rate: Real = 0.2

  /// Where the published runs start. Their D is high on fakes and ours on real samples, so their ψ = 1 is our -1.
  static let start = Position(theta: 1, psi: -1)

  /// One simultaneous step: both gradients are taken before either number moves.
  func step(from position: Position) throws -> Position {
    let moved = try moved(
      Tensor(NDArray([position.theta], shape: [1, 1])), Tensor(NDArray([position.psi], shape: [1])))
    let psi = moved.psi.value?.item ?? .nan
    return Position(theta: moved.theta.value?.item ?? .nan, psi: clip.map { min(max(psi, -$0), $0) } ?? psi)
  }

  /// The step's derivatives at a position: a row for what becomes of θ, one for ψ, and in each how it changes with θ and with ψ.
  func jacobian(at position: Position) throws -> [[Double]] {
    let theta = Tensor(NDArray([position.theta], shape: [1, 1]))
    let psi = Tensor(NDArray([position.psi], shape: [1]))
    let moved = try moved(theta, psi)
    return [moved.theta, moved.psi].map { number in
      gradients(of: number.sum(), for: [theta, psi]).map { Double($0?.value?.item ?? 0) }
    }
  }

  /// What a round of alternating steps multiplies areas by, near a position: the critic's step leaves θ as it is, the generator's ψ.
  func alternatingDeterminant(at position: Position) throws -> Double {
    let both = try jacobian(at: position)
    return both[1][1] * both[0][0]
  }

  /// Where a step leads, as a graph: `theta` is `[1 × 1]`, a batch of one fake, and `psi` is `[1]`.
  private func moved(_ theta: Tensor, _ psi: Tensor) throws -> (theta: Tensor, psi: Tensor) {
    let critic = try Network("critic", input: [1], [.scale(1)], random: Random(seed: 1))
    let half = Tensor(NDArray([0.5], shape: [1, 1]))
    let samples = Samples(real: 0 * half, fake: theta, epsilon: half)
    let loss = try StepRecipe(objective).judge(samples, by: critic, [psi], lambda: Tensor(lambda)).loss
    let scores = try critic.evaluate(theta, [psi]).output
    let slope = gradient(of: objective.generatorLoss(scores, form), for: theta)
    return (theta - rate * slope, psi - rate * gradient(of: loss, for: psi))
  }
}

extension [[Double]] {
  /// The greatest size of an eigenvalue of a 2×2 matrix: what many steps near a fixed point multiply distances by, each.
  var spectralRadius: Double {
    let (half, determinant) = ((self[0][0] + self[1][1]) / 2, self[0][0] * self[1][1] - self[0][1] * self[1][0])
    let discriminant = half * half - determinant
    return discriminant < 0 ? determinant.squareRoot() : abs(half) + discriminant.squareRoot()
  }
}
