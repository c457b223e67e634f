import Arrays
import Refusals

/// The centres that a distribution's samples scatter around, and how well other samples cover them.
public struct Modes: Hashable, Sendable {
  /// The centres, `[mode][axis]`.
  public let centres: [[Real]]

  /// Modes around centres with as many coordinates each.
  public init(_ centres: [[Real]]) {
    precondition(Set(centres.map(\.count)).count == 1, "centres need as many coordinates each")
    self.centres = centres
  }

  /// How many coordinates a centre has.
  public var dimension: Int { centres[0].count }

  /// The share of samples (`[count × dimension]`) nearest to each centre. They add up to 1, less what is not a number.
  public func modeShares(samples: NDArray) throws(Refusal) -> [Real] {
    var counts = [Int](repeating: 0, count: centres.count)
    for (centre, distance) in try nearest(samples) where distance.isFinite { counts[centre] += 1 }
    return counts.map { Real($0) / Real(max(samples.shape[0], 1)) }
  }

  /// The share of samples (`[count × dimension]`) that lie within a distance of some centre.
  public func shareNear(samples: NDArray, within radius: Real = 0.2) throws(Refusal) -> Real {
    let near = try nearest(samples).count { $0.squaredDistance <= Double(radius * radius) }
    return Real(near) / Real(max(samples.shape[0], 1))
  }

  /// Which mode each of the samples (`[count × dimension]`) is nearest to.
  public func nearestModes(samples: NDArray) throws(Refusal) -> [Int] { try nearest(samples).map(\.centre) }

  private func nearest(_ samples: NDArray) throws(Refusal) -> [(centre: Int, squaredDistance: Double)] {
    guard samples.shape.rank == 2, samples.shape[1] == dimension else {
      throw Refusal(
        "modes", "samples \(samples.shape) are not points with \(dimension) coordinates",
        "Pass samples of shape [count×\(dimension)].")
    }
    return samples.withNumbers { numbers in
      stride(from: 0, to: numbers.count, by: dimension).map { first in
        nearest(numbers[first..<first + dimension].map(Double.init))
      }
    }
  }

  /// Squares in double precision: those of any finite number have room. Which centre c is nearest to x is told by |c|² - 2·x·c, in which what
  /// all centres share is left out: beside 10³⁰ nothing is left of where they differ.
  private func nearest(_ point: [Double]) -> (centre: Int, squaredDistance: Double) {
    func sum(_ centre: [Real], _ term: (_ x: Double, _ c: Double) -> Double) -> Double {
      zip(point, centre).reduce(0) { $0 + term($1.0, Double($1.1)) }
    }
    let sides = centres.map { centre in sum(centre) { x, c in c * (c - 2 * x) } }
    let nearest = sides.indices.min { sides[$0] < sides[$1] } ?? 0
    return (nearest, sum(centres[nearest]) { x, c in (x - c) * (x - c) })
  }
}
