import Arrays
import Autodiff
import Distances
import Experiments
import Foundation
import Networks

extension Laboratory {
  /// How many samples of each side are compared.
  private static let compared = 256

  /// How far samples are from the data: now, and before the first step.
  func measureDistances(_ experiment: Experiment, _ examination: inout Examination) throws {
    let exact = try exactDistances()
    examination.note(.distance, exact.distance)
    examination.note(.floor, exact.floor)
    let made = try fakes(experiment, Self.compared)
    examination.note(.lostSamples, 1 - made.shareOfFiniteRows)
    if let estimate = examination[.estimate], let steepest = examination[.steepest],
      experiment.settings.objective.estimatesDistance, steepest > 0, exact.distance > 0
    {
      examination.note(.estimateShare, estimate / steepest / Double(exact.distance))
    }
    let first = try experiment.firstGenerator()
    let reals = reals(
      experiment, comparable(Self.compared, experiment), stream: .init(named: "distance"), step: 0)
    let noise = experiment.noise(reals.shape[0], .init(named: "show"), step: 0)
    guard let fakes = try first.frozen(Tensor(noise)).value?.withoutTold(experiment.dataset.toldClasses),
      fakes.isFinite
    else { return }
    let before = try wasserstein(reals.asRows, fakes.asRows)
    examination.note(.firstDistance, before)
    if before > 0 { examination.note(.distanceGrowth, Double(exact.distance) / before) }
  }

  /// Which of the data the samples reach, and how far they spread.
  func measureReach(_ experiment: Experiment, _ examination: inout Examination) throws {
    let samples = try fakes(experiment, 512)
    guard samples.isFinite else { return }
    let count = comparable(Self.compared, experiment)
    let reals = reals(experiment, count, stream: .init(named: "distance"), step: 0)
    let (known, made) = (Deviations(reals.asRows), Deviations(samples.asRows))
    if known.whole > 0 { examination.note(.spread, made.whole / known.whole) }
    if let modes = experiment.dataset.modes {
      let shares = try modes.modeShares(samples: samples)
      let least = Double(ModeCoverage.least) / Double(shares.count)
      examination.note(.modes, Double(shares.count { Double($0) >= least }) / Double(shares.count))
      examination.note(.nearModes, try modes.shareNear(samples: samples))
    }
    examination.note(.coverage, coverage(of: reals.asRows, by: samples.asRows))
  }

  /// The share of points that have a sample as near as their fifth neighbour among themselves. Naeem et al. 2020, arXiv 2002.09797.
  private func coverage(of points: NDArray, by samples: NDArray) -> Double? {
    let neighbours = 5, count = points.shape[0]
    guard count > 2 * neighbours, samples.shape[0] > 0 else { return nil }
    let size = points.shape[1]
    return points.withNumbers { points in
      samples.withNumbers { samples in
        func distance(_ row: Int, _ others: UnsafeBufferPointer<Real>, _ other: Int) -> Real {
          var sum: Real = 0
          for place in 0..<size {
            let gap = points[row * size + place] - others[other * size + place]
            sum += gap * gap
          }
          return sum
        }
        let reached = (0..<count).count { row in
          let own = (0..<count).filter { $0 != row }.map { distance(row, points, $0) }.sorted()
          let bound = own[neighbours - 1]
          return (0..<samples.count / size).contains { distance(row, samples, $0) <= bound }
        }
        return Double(reached) / Double(count)
      }
    }
  }
}

/// How far rows lie from their mean.
private struct Deviations {
  /// The root of the mean squared distance.
  let whole: Double

  init(_ rows: NDArray) {
    let (count, size) = (rows.shape[0], rows.shape[1])
    whole = rows.withNumbers { numbers in
      var sum = 0.0
      for place in 0..<size {
        let column = stride(from: place, to: numbers.count, by: size).map { Double(numbers[$0]) }
        let mean = column.reduce(0, +) / Double(max(1, count))
        sum += column.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
      }
      return (sum / Double(max(1, count))).squareRoot()
    }
  }
}

extension NDArray {
  /// The share of samples all of whose numbers are finite.
  fileprivate var shareOfFiniteRows: Double {
    let size = count / Swift.max(1, shape[0])
    return withNumbers { numbers in
      let finite = (0..<shape[0]).count { row in numbers[row * size..<(row + 1) * size].allSatisfy(\.isFinite) }
      return Double(finite) / Double(Swift.max(1, shape[0]))
    }
  }
}
