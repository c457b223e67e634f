import Arrays
import Autodiff
import Experiments
import FastKernels
import Networks
import Testing

/// The fast loops, chosen before the first experiment of this bundle.
private let fast: Void = { Kernels.standard = .fast }()

/// A run of a preset under settings, as `use` and `set` make it.
func experiment(_ preset: Preset = .eightGaussians, _ settings: [String: String] = [:]) throws -> Experiment {
  _ = fast
  var chosen = Settings(preset: preset)
  for (name, text) in settings {
    let setting = try #require(Setting.named(name))
    try chosen.choose(setting, text)
  }
  return try Experiment(chosen)
}

extension Network {
  /// Every number that it holds, bit by bit.
  var bits: [[UInt32]] { parameters.map(\.bits) }
}

extension Networks.Parameter {
  var bits: [UInt32] { value.numbers.map(\.bitPattern) }
}

extension Experiment {
  /// All that training changes, bit by bit.
  var bits: [[UInt32]] {
    critic.network.bits + generator.network.bits
      + (critic.memory + generator.memory).flatMap { $0 }.map { $0.numbers.map(\.bitPattern) }
  }

  func set(_ name: String, _ text: String) throws {
    let setting = try #require(Setting.named(name))
    try set(setting, to: text)
  }
}

/// The k-th number is ((7k + 5·salt) mod 13 - 6) / 8, exact in Float.
func sequence(_ shape: Shape, _ salt: Int) -> NDArray {
  NDArray((0..<shape.count).map { Real((7 * $0 + 5 * salt) % 13 - 6) / 8 }, shape: shape)
}

extension NDArray {
  static func + (array: NDArray, number: Real) -> NDArray { array.map { $0 + number } }
}

/// Whether all numbers agree to `tolerance`, relative to the larger of 1 and their size.
func expectEqual(
  _ found: [Real], _ expected: [Real], _ tolerance: Real = 1e-6, _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(comment)", sourceLocation: sourceLocation)
  for (index, pair) in zip(found, expected).enumerated() {
    let allowed = tolerance * max(1, abs(pair.1))
    guard !(abs(pair.0 - pair.1) <= allowed) else { continue }
    Issue.record("\(comment) [\(index)] is \(pair.0), not \(pair.1)", sourceLocation: sourceLocation)
  }
}
