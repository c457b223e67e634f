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
    var places = [("real", try experiment.slopeNorms(at: samples.real))]
    places.append(("fake", try experiment.slopeNorms(at: samples.fake)))
    places.append(("interpolates", try experiment.slopeNorms(at: Penalty.twoSided.points(samples))))
    if !places.contains(where: { [rule] in $0.0 == rule.place }) {
      places.append((rule.place, try experiment.slopeNorms(at: rule.points(samples))))
    }
    let measured = places.first { [rule] in $0.0 == rule.place }?.1
    penalty = measured.flatMap { [rule] in rule.measure(Tensor($0)).value?.item } ?? .nan
    self.places = places.map { (name: $0.0, norms: $0.1) }
  }
}

extension Experiment {
  /// ‖∇D(x)‖₂ of the present critic at each of the points: `[batch]`.
  public func slopeNorms(at points: Tensor) throws -> NDArray {
    let x = points.detached
    let slope = gradient(of: try critic.network.frozen(x).sum(), for: x)
    return Penalty.norms(of: slope).value ?? NDArray(repeating: .nan, shape: [0])
  }
}
