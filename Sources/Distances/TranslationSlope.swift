import Arrays
import Refusals

/// What two distances offer a generator that could only shift its samples: their slopes as all fake samples move a
/// small way t along one direction, d/dt of JS(real, fake + t·e) and of W(real, fake + t·e).
///
/// Both are central differences, (value at +t - value at -t) / 2t, of what is computed from samples: JS by the histogram on
/// one grid that holds the samples at both ends, W by exact optimal transport. Where the supports do not overlap JS is
/// log 2 at both ends, so its slope is 0, while W's is -1 if all fake samples have to go along e. The direction e points
/// from the fake samples' mean to the real samples' mean, so a negative slope says: this way. Where the means agree there is
/// nothing to gain by shifting, however much the samples differ otherwise, and both slopes are near 0.
public struct TranslationSlope: Sendable {
  /// The unit vector e. Along the first axis when both means are the same point.
  public let direction: [Double]
  /// The step t: half a cell of the histogram, since over much less hardly any sample changes its cell.
  public let step: Double
  /// The slope of the Jensen-Shannon divergence, in nats per unit of length.
  public let jsDivergence: Double
  /// The slope of the Wasserstein-1 distance: -1 to 1.
  public let wasserstein: Double
  /// How many real and fake samples the Wasserstein distance was computed of: the first ones.
  public let transportSamples: [Int]

  /// Measures both slopes for samples `[n × d]` and `[m × d]`, d = 1 or 2.
  ///
  /// `step` and `bins` follow from the samples when left out. At most `transportSamples` of each side, the first ones, enter W.
  public init(
    real: NDArray, fake: NDArray, step: Double? = nil, bins: Int? = nil, transportSamples: Int = 512
  ) throws {
    let (real, fake) = try PointSet.pair(real, fake, named: ("real", "fake"), in: "jsdivergence")
    let bins = try SampleDivergence.checked(bins: bins, real, fake)
    try TranslationSlope.check(transportSamples: transportSamples)
    let step = try TranslationSlope.checked(step) ?? TranslationSlope.halfCell(real.joined(with: fake), bins)
    let direction = TranslationSlope.direction(from: fake.mean, to: real.mean)
    let ends = [step, -step].map { t in fake.moved(by: direction.map { $0 * t }) }
    let grid = SampleGrid(around: real.joined(with: ends[0]).joined(with: ends[1]), bins: bins)
    let js = ends.map { Divergence.js(grid.counts(real), grid.counts($0)) }
    let fewer = real.prefix(transportSamples)
    let w = try ends.map {
      try OptimalTransport(from: fewer, to: $0.prefix(transportSamples)).distance
    }
    (self.direction, self.step) = (direction, step)
    jsDivergence = (js[0] - js[1]) / (2 * step)
    wasserstein = (w[0] - w[1]) / (2 * step)
    self.transportSamples = [fewer.count, min(fake.count, transportSamples)]
  }

  private static func checked(_ step: Double?) throws(Refusal) -> Double? {
    guard let step, !(step > 0 && step.isFinite) else { return step }
    throw Refusal("jsdivergence", "the step is \(step)", "Choose a small length above 0.")
  }

  private static func check(transportSamples: Int) throws(Refusal) {
    guard !(1...OptimalTransport.mostSamples).contains(transportSamples) else { return }
    throw Refusal(
      "jsdivergence", "\(transportSamples) samples are to be matched",
      "Choose 1 to \(OptimalTransport.mostSamples) of each side.")
  }

  /// Half a cell's smallest side that has an extent; where all samples are one point there is no scale, so 1/1000.
  private static func halfCell(_ points: PointSet, _ bins: Int) -> Double {
    let widths = SampleGrid(around: points, bins: bins).widths.filter { $0 > 0 }
    return (widths.min() ?? 0.002) / 2
  }

  private static func direction(from a: [Double], to b: [Double]) -> [Double] {
    let gap = zip(a, b).map { $1 - $0 }
    let length = gap.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? gap.map { $0 / length } : gap.indices.map { $0 == 0 ? 1 : 0 }
  }
}
