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

  private func nearest(_ samples: NDArray) throws(Refusal) -> [(centre: Int, squaredDistance: Double)] {
    guard samples.shape.rank == 2, samples.shape[1] == dimension else {
      throw Refusal(
        "modes", "samples \(samples.shape) are not points with \(dimension) coordinates",
        "Pass samples of shape [count×\(dimension)].")
    }
    return samples.withNumbers { numbers in
      stride(from: 0, to: numbers.count, by: dimension).map { first in
        nearest(UnsafeBufferPointer(rebasing: numbers[first..<first + dimension]))
      }
    }
  }

  /// Squares in double precision: those of any finite number have room.
  private func nearest(_ point: UnsafeBufferPointer<Real>) -> (centre: Int, squaredDistance: Double) {
    var best = (centre: 0, squaredDistance: Double.infinity)
    for (index, centre) in centres.enumerated() {
      let distance = zip(point, centre).reduce(0.0) { sum, pair in
        let gap = Double(pair.0) - Double(pair.1)
        return sum + gap * gap
      }
      if distance < best.squaredDistance { best = (index, distance) }
    }
    return best
  }
}
