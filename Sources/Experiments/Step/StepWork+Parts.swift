import Arrays
import Autodiff
import Networks

extension StepWork {
  /// The gradient that was made for some parameters, one after another; `nil` before that phase.
  public func gradient(of parameters: [Parameter]) -> NDArray? {
    guard let gradients else { return nil }
    return flat(parameters) { wanted in
      gradients.first { $0.parameter === wanted }?.gradient?.value ?? NDArray(repeating: 0, shape: wanted.shape)
    }
  }

  /// What the step is going to add to some parameters, one after another; `nil` before that phase.
  public func update(of parameters: [Parameter]) -> NDArray? {
    guard let moved else { return nil }
    return flat(parameters) { wanted in
      let value = zip(state.network.trainable, moved.values).first { $0.0 === wanted }?.1 ?? wanted.value
      return NDArray(zip(value.numbers, wanted.value.numbers).map { $0 - $1 }, shape: wanted.shape)
    }
  }

  /// What the optimiser is going to remember of some parameters, one after another; `nil` before that phase.
  public func memory(_ index: Int, of parameters: [Parameter]) -> NDArray? {
    guard let moved else { return nil }
    return flat(parameters) { wanted in
      zip(state.network.trainable, moved.memory).first { $0.0 === wanted }?.1[index]
        ?? NDArray(repeating: 0, shape: wanted.shape)
    }
  }

  private func flat(_ parameters: [Parameter], _ part: (Parameter) -> NDArray) -> NDArray {
    let numbers = parameters.flatMap { part($0).numbers }
    return NDArray(numbers, shape: [numbers.count])
  }
}
