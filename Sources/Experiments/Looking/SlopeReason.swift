import Arrays
import Autodiff
import Refusals

/// Where a number of the critic's slope comes from: how its score changes as the point at which the slope is measured moves.
public struct SlopeReason {
  /// The slope's number, or its norm.
  public let value: Real
  /// The same by a finite difference of the score: along one axis, or along the slope itself, where it is the norm.
  public let difference: Double
  /// The point, and the slope there.
  public let point, slope: [Real]

  /// How many leading digits of both agree.
  public var digits: Int { agreement(Double(value), difference) }

  /// The reason for the slope's norm at a point of the critic's coming step, or for one number of it. Throws where nothing is asked of slopes.
  public init(_ experiment: Experiment, sample: Int, number: Int? = nil) throws {
    let work = try experiment.workThrough(.critic, .penalty)
    guard let measure = work.penalty?.slopes else {
      throw Refusal(
        "why", "\(experiment.settings.objective.name) measures no slope in its steps",
        "show penalty measures it; set objective wgan-gp asks for it.")
    }
    let points = measure.points.detached, size = points.shape.count / points.shape[0]
    let base = points.value ?? NDArray(repeating: 0, shape: points.shape)
    let row = { (tensor: Tensor) in Array((tensor.value?.numbers ?? [])[sample * size..<(sample + 1) * size]) }
    let (point, slope) = (row(points), row(measure.slope))
    (self.point, self.slope) = (point, slope)
    let norm = Real(slope.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
    let direction =
      number.map { wanted in slope.indices.map { $0 == wanted ? 1 : 0 } as [Real] }
      ?? slope.map { norm > 0 ? $0 / norm : 0 }
    value = number.map { slope[$0] } ?? norm
    let (network, parameters) = work.critic
    let score = { (step: Real) throws -> Double in
      var numbers = base.numbers
      for index in direction.indices { numbers[sample * size + index] += step * direction[index] }
      let scores = try network.evaluate(Tensor(NDArray(numbers, shape: base.shape)), parameters).output
      return Double(scores.value?.numbers.reduce(0.0) { $0 + Double($1) } ?? .nan)
    }
    // The sum of all scores is what is differentiated: with batch norm a sample changes the others' scores too.
    let factors: [Real] = [0.1, 0.03, 0.01, 0.003, 0.001]
    let all = try factors.map { step in (try score(step) - score(-step)) / (2 * Double(step)) }
    try ArrayMemory.checkRefusals("why")
    difference = zip(all, all.dropFirst()).min { abs($0.0 - $0.1) < abs($1.0 - $1.1) }?.1 ?? .nan
  }
}
