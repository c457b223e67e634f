import Arrays
import Autodiff

/// How steep a critic is: the norm of its slope, sample by sample, at each kind of point.
public struct Slopes {
  /// A kind of point, such as `real`, and ‖∇D(x)‖₂ of each, `[batch]`.
  public let places: [(name: String, norms: NDArray)]
  /// The penalty before its weight: the objective's own or, where it has none, WGAN-GP's.
  public let penalty: Real
  /// The rule that the penalty follows.
  public let rule: Penalty

  /// The slopes at the draw of the critic's coming step: at real and fake samples, and at what lies between them or wherever else the
  /// objective's penalty looks.
  public init(_ experiment: Experiment) throws {
    let samples = try experiment.samples(step: experiment.critic.steps)
    rule = experiment.settings.objective.penalty ?? .twoSided
    let slope = try experiment.slope(at: rule.points(samples))
    penalty = rule.measure(rule.norm(of: slope)).value?.item ?? .nan
    var places = [("real", try experiment.slopeNorms(at: samples.real))]
    places.append(("fake", try experiment.slopeNorms(at: samples.fake)))
    places.append(("interpolates", try experiment.slopeNorms(at: Penalty.twoSided.points(samples))))
    if !places.contains(where: { [rule] in $0.0 == rule.place }) { places.append((rule.place, slope.sampleNorms)) }
    self.places = places.map { (name: $0.0, norms: $0.1) }
  }
}

extension Experiment {
  /// ‖∇D(x)‖₂ of the present critic at each of the points: `[batch]`.
  public func slopeNorms(at points: Tensor) throws -> NDArray { try slope(at: points).sampleNorms }

  /// ∇D(x) of the present critic at each of the points.
  fileprivate func slope(at points: Tensor) throws -> Tensor {
    let x = points.detached
    return gradient(of: try critic.network.frozen(x).sum(), for: x)
  }
}

extension Tensor {
  /// The length of each sample, whatever its size: nothing is added under the root, as a penalty does, and no square overflows.
  fileprivate var sampleNorms: NDArray {
    norm(axes: Array(1..<shape.rank)).value ?? NDArray(repeating: .nan, shape: [0])
  }
}
