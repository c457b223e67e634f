import Arrays
import Autodiff
import Networks

// What a recipe bounds elsewhere than the papers do. Where it bounds weights after the step, all of this hands on what it is given.

extension StepRecipe {
  /// How the weights are bounded when a step has moved them; `nil` where they are not, then.
  var closing: Clipping? { bounding == .weights || bounding == .everything ? clipping : nil }

  /// Whether a step bounds something else than weights that it has moved.
  private func bounds(_ target: Bounding) -> Bool { clipping != nil && bounding == target }

  /// The critic that a step of it begins with.
  func starting(_ critic: StepWork.Evaluated, _ settings: Settings) -> StepWork.Evaluated {
    guard bounds(.weightsBefore) else { return critic }
    let bound = Tensor(settings.clip)
    let tensors = zip(critic.network.parameters, critic.parameters).map {
      $0.isTrainable ? $1.within(bound) : $1
    }
    return (critic.network, tensors)
  }

  /// The bound within which a critic's step begins; `nil` where it begins with the weights as they are.
  func startingBound(_ settings: Settings) -> Real? { bounds(.weightsBefore) ? settings.clip : nil }

  /// What kept parameters become.
  func kept(_ updates: [(index: Int, value: Tensor)], _ settings: Settings) -> [(index: Int, value: Tensor)] {
    guard bounds(.everything) else { return updates }
    let bound = Tensor(settings.clip)
    return updates.map { ($0.index, $0.value.within(bound)) }
  }

  /// The gradients that a critic's step follows.
  func followed(_ gradients: [Tensor?], _ settings: Settings) -> [Tensor?] {
    guard bounds(.gradients) else { return gradients }
    let bound = Tensor(settings.clip)
    return gradients.map { $0?.within(bound) }
  }
}

extension StepWork {
  /// The weights that the update moves; `nil` for those that there are.
  var start: [NDArray]? {
    guard network == .critic, let bound = recipe.startingBound(settings) else { return nil }
    return state.network.trainable.map { $0.value.clipped(to: bound) }
  }
}

extension Tensor {
  /// Each number, or the end of [-bound, bound] that it lies beyond.
  func within(_ bound: Tensor) -> Tensor { Autodiff.minimum(Autodiff.maximum(self, -bound), bound) }
}
