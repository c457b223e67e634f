import Arrays
import Autodiff
import Networks
import Refusals

/// What is asked of the critic's slope, and where.
public struct Penalty: Sendable {
  /// The penalty as it is written, before its weight.
  public let formula: String
  /// Where the slope is measured, in words.
  public let place: String
  /// Whether the points take a direction drawn for each sample.
  public let needsDirections: Bool
  /// The points at which the slope is measured, from what a critic step draws.
  public var points: @Sendable (Samples) -> Tensor
  /// How long a slope is.
  public var norm = SlopeNorm()
  /// Whether the slope keeps its history, without which the loss cannot pass a gradient on through it.
  public var history = History.keep
  /// The penalty from the slopes' norms `[batch]`, before its weight λ.
  public var measure: @Sendable (_ norms: Tensor) -> Tensor

  /// E[(‖∇D(x̂)‖₂ - 1)²] at x̂ = ε·real + (1 - ε)·fake. Gulrajani et al. 2017, equation 3.
  public static let twoSided = Penalty(
    formula: "E[(‖∇D(x̂)‖ - 1)²]", place: "interpolates", needsDirections: false, points: interpolates,
    measure: { norms in square(norms - 1).mean() })

  /// E[max(0, ‖∇D(x̂)‖₂ - 1)²] at the same points: slopes below 1 cost nothing. Petzka et al. 2018, arXiv 1709.08894.
  public static let oneSided = Penalty(
    formula: "E[max(0, ‖∇D(x̂)‖ - 1)²]", place: "interpolates", needsDirections: false, points: interpolates,
    measure: { norms in square(relu(norms - 1)).mean() })

  /// ½·E[‖∇D(real)‖₂²]: a discriminator is to be flat on the data. Mescheder et al. 2018, arXiv 1801.04406, R₁ with γ as the weight.
  public static let atReal = Penalty(
    formula: "½·E[‖∇D(real)‖²]", place: "real", needsDirections: false, points: \.real,
    measure: { norms in 0.5 * square(norms).mean() })

  /// E[(‖∇D(real + δ)‖₂ - 1)²] with δ normal, half as wide as the batch of real numbers is. Kodali et al. 2017, arXiv 1705.07215; they
  /// write δ ~ N(0, c·I), and their code takes half the batch's deviation for its scale.
  public static let aroundReal = Penalty(
    formula: "E[(‖∇D(real + δ)‖ - 1)²]", place: "around real", needsDirections: true,
    points: surroundings,
    measure: { norms in square(norms - 1).mean() })

  /// On straight lines between real and fake samples.
  static let interpolates: @Sendable (Samples) -> Tensor = { samples in
    samples.epsilon * samples.real + (1 - samples.epsilon) * samples.fake
  }

  /// Around real samples, at half the deviation that the batch's numbers have.
  private static let surroundings: @Sendable (Samples) -> Tensor = { samples in
    guard let directions = samples.directions else { return samples.real }
    return samples.real + 0.5 * sqrt(square(samples.real - samples.real.mean()).mean()) * directions
  }

  /// The critic's slopes at the points, and what they cost, as a graph.
  func measured(
    _ samples: Samples, _ critic: Network, _ parameters: [Tensor], _ mode: LayerMode = .batch
  ) throws(Refusal) -> PenaltyMeasure {
    let points = points(samples).aliased
    let slope = gradient(of: try critic.evaluate(points, parameters, mode).output.sum(), for: points)
    let norms = norm(of: history == .keep ? slope : slope.detached)
    return PenaltyMeasure(points: points, slope: slope, norms: norms, value: measure(norms))
  }

  /// ‖∇D(x)‖₂ of each sample on its own: `[batch]`.
  public static func norms(of slope: Tensor) -> Tensor { SlopeNorm()(of: slope) }
}

/// A critic's slopes, and what they cost.
public struct PenaltyMeasure {
  /// Where the slope is measured: `[batch × …]`; `nil` where an objective of one's own does not say.
  public let points: Tensor?
  /// ∇D there: `[batch × …]`; `nil` where an objective of one's own measures none.
  public let slope: Tensor?
  /// ‖∇D‖₂ of each, `[batch]`; `nil` where an objective of one's own measures none.
  public let norms: Tensor?
  /// The penalty before its weight.
  public let value: Tensor

  /// Where slopes are measured, the slopes and their norms; `nil` where one of them is not known.
  public var slopes: (points: Tensor, slope: Tensor, norms: Tensor)? {
    guard let points, let slope, let norms else { return nil }
    return (points, slope, norms)
  }
}

/// How long a critic's slope is.
public struct SlopeNorm: Sendable {
  /// Whose numbers are squared and summed: each sample's own in the paper. The article sums over the batch too, which gives one norm for
  /// all samples; that is not the paper's penalty.
  public var sharing = Sharing.sample
  /// What the root holds besides the sum, so that a flat critic has a slope to follow.
  public var epsilon: Real = 1e-12

  /// ‖∇D(x)‖₂ of each sample on its own, with ε = 1e-12.
  public init() {}

  /// The norms of slopes `[batch × …]`: `[batch]` where each sample has its own, one number where the batch has one.
  public func callAsFunction(of slope: Tensor) -> Tensor {
    switch sharing {
    case .sample: sqrt(slope.sumOfProducts(with: slope, axes: Array(1..<slope.shape.rank)) + epsilon)
    case .number: sqrt(slope * slope + epsilon)
    case .pixel: sqrt(slope.sumOfProducts(with: slope, axes: [slope.shape.rank - 1]) + epsilon)
    case .batch: sqrt(slope.sumOfProducts(with: slope) + epsilon)
    }
  }
}
