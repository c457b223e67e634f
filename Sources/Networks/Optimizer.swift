import Arrays
import Autodiff
import Foundation

/// How a gradient changes a parameter: one pass over its numbers, with what is remembered between steps.
///
/// Each rule is Keras' own, so that learning rates carry over.
public enum Optimizer: Hashable, Sendable {
  /// w ← w - rate·g, with a velocity v ← momentum·v - rate·g where there is momentum.
  case sgd(momentum: Real)
  /// v ← ρv + (1 - ρ)g²; w ← w - rate·g / √(v + ε). Tieleman and Hinton 2012.
  case rmsprop(rho: Real, epsilon: Real)
  /// m ← β₁m + (1 - β₁)g; v ← β₂v + (1 - β₂)g²; w ← w - rate·√(1 - β₂ᵗ)/(1 - β₁ᵗ)·m / (√v + ε). Kingma and Ba 2015.
  case adam(beta1: Real, beta2: Real, epsilon: Real)

  /// What `set optimizer` calls it.
  public var name: String {
    switch self {
    case .sgd: "sgd"
    case .rmsprop: "rmsprop"
    case .adam: "adam"
    }
  }

  /// How many arrays it remembers for each parameter.
  public var memoryCount: Int {
    switch self {
    case .sgd(let momentum): momentum == 0 ? 0 : 1
    case .rmsprop: 1
    case .adam: 2
    }
  }

  /// The names of what it remembers, for checkpoints and tables.
  public var memoryNames: [String] {
    switch self {
    case .sgd(let momentum): momentum == 0 ? [] : ["velocity"]
    case .rmsprop: ["squares"]
    case .adam: ["mean", "squares"]
    }
  }

  /// A parameter's numbers and memory after one step. `time` counts steps from 1, for Adam's correction.
  public func step(
    _ value: NDArray, gradient: NDArray, memory: [NDArray], rate: Real, time: Int
  ) -> (value: NDArray, memory: [NDArray]) {
    let moved = step(
      Tensor(value), gradient: Tensor(gradient), memory: memory.map { Tensor($0) },
      rate: Tensor(corrected(rate, time: time)))
    return (moved.value.value ?? value, moved.memory.compactMap(\.value))
  }

  /// The rate with Adam's correction for memory that began at 0: rate·√(1 - β₂ᵗ)/(1 - β₁ᵗ).
  public func corrected(_ rate: Real, time: Int) -> Real {
    guard case .adam(let beta1, let beta2, _) = self else { return rate }
    let time = Real(time)
    return rate * ((1 - pow(beta2, time)).squareRoot() / (1 - pow(beta1, time)))
  }

  /// The rule itself, in the language: a parameter and its memory after one step at a corrected rate.
  public func step(
    _ w: Tensor, gradient g: Tensor, memory: [Tensor], rate: Tensor
  ) -> (value: Tensor, memory: [Tensor]) {
    switch self {
    case .sgd(let momentum):
      guard let velocity = memory.first else { return (w - rate * g, []) }
      let moved = momentum * velocity - rate * g
      return (w + moved, [moved])
    case .rmsprop(let rho, let epsilon):
      let squares = rho * memory[0] + (1 - rho) * g * g
      return (w - rate * g / sqrt(squares + epsilon), [squares])
    case .adam(let beta1, let beta2, let epsilon):
      let mean = beta1 * memory[0] + (1 - beta1) * g
      let squares = beta2 * memory[1] + (1 - beta2) * g * g
      return (w - rate * mean / (sqrt(squares) + epsilon), [mean, squares])
    }
  }
}
