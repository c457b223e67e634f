import Arrays
import Autodiff
import Foundation
import Language

/// Draws other numbers in place of those that were measured, of the same shapes: normal ones, around a size of their own. A claim that
/// holds of any numbers says nothing about those that were measured.
struct Disturbance {
  /// The same seed draws the same numbers.
  let seed: UInt64

  /// Other numbers for what was measured under a name; texts, networks and functions stay.
  func values(of measured: [String: Value], of name: String) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: measured.map { ($0, other($1, as: "\(name).\($0)")) })
  }

  private func other(_ value: Value, as name: String) -> Value {
    switch value {
    case .tensor(let tensor): .tensor(Tensor(numbers(of: tensor.shape, as: name)))
    case .list(let elements): .list(elements.enumerated().map { other($1, as: "\(name).\($0)") })
    case .text, .object: value
    }
  }

  private func numbers(of shape: Shape, as name: String) -> NDArray {
    let random = Random(seed: seed), stream = Random.Stream(named: name)
    let size = exp(4 * random.normal(.scalar, stream, step: 1).item)
    return NDArray(random.normal(shape, stream).numbers.map { size * $0 }, shape: shape)
  }
}
