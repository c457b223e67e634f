import Arrays
import Autodiff
import Display
import Experiments
import Foundation
import Networks

extension Laboratory {
  /// How the critic tells data from fakes.
  func measureScores(_ experiment: Experiment, _ examination: inout Examination) throws {
    let samples = try experiment.samples(step: experiment.critic.steps)
    let critic = experiment.critic.network
    guard let real = try critic.frozen(samples.real).value, let fake = try critic.frozen(samples.fake).value else {
      return
    }
    examination.note(.estimate, real.mean - fake.mean)
    if !experiment.settings.objective.estimatesDistance, !experiment.settings.objective.isOwn {
      let sure = [real, fake].map { scores in scores.map { 1 / (1 + exp(-$0)) }.mean }
      examination.note(.sureOfReal, sure[0])
      examination.note(.sureOfFake, sure[1])
      examination.note(.certainty, sure[0] - sure[1])
    }
    examination.note(.separation, separation(real.numbers, fake.numbers))
    let all = real.numbers + fake.numbers
    examination.note(.scoreSpread, Spread(NDArray(all, shape: [all.count])).whole.deviation)
    guard let points = samples.real.value?.numbers, let made = samples.fake.value?.numbers else { return }
    examination.note(.linearity, try linearity(of: all, at: points + made))
  }

  /// Of how many pairs the first has the greater number; ties count half.
  private func separation(_ real: [Real], _ fake: [Real]) -> Double {
    guard !real.isEmpty, !fake.isEmpty, (real + fake).allSatisfy(\.isFinite) else { return .nan }
    let sorted = fake.sorted()
    func below(_ bound: (Real) -> Bool) -> Int {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if bound(sorted[middle]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let wins = real.reduce(0.0) { sum, score in
      sum + Double(below { $0 < score }) + Double(below { $0 <= score })
    }
    return wins / 2 / Double(real.count) / Double(fake.count)
  }

  /// The share of the variance of some numbers that a plane through their points explains; `nil` where points have too many numbers for that to
  /// say something.
  private func linearity(of scores: [Real], at points: [Real]) throws -> Double? {
    let size = points.count / max(1, scores.count)
    guard size >= 1, size <= 16, (scores + points).allSatisfy(\.isFinite) else { return nil }
    // Least squares by normal equations, columns centred.
    let count = scores.count
    let mean = { (column: [Double]) in column.reduce(0, +) / Double(count) }
    let columns = (0..<size).map { place in
      let column = (0..<count).map { Double(points[$0 * size + place]) }, centre = mean(column)
      return column.map { $0 - centre }
    }
    let raw = scores.map(Double.init), centre = mean(raw), y = raw.map { $0 - centre }
    let product = { (a: [Double], b: [Double]) in zip(a, b).reduce(0.0) { $0 + $1.0 * $1.1 } }
    let whole = product(y, y)
    guard whole > 0 else { return nil }
    // Gram-Schmidt: what each column adds to those before it.
    var basis: [[Double]] = [], explained = 0.0
    for column in columns {
      var rest = column
      for known in basis {
        let part = product(rest, known)
        for place in rest.indices { rest[place] -= part * known[place] }
      }
      let length = product(rest, rest).squareRoot()
      guard length > 1e-9 * product(column, column).squareRoot() else { continue }
      let unit = rest.map { $0 / length }
      basis.append(unit)
      explained += product(y, unit) * product(y, unit)
    }
    return explained / whole
  }
}
