import Arrays
import Autodiff
import Networks
import Programs
import Refusals

/// A step as a graph without numbers, and the places of what goes in and comes out.
struct StepTracing {
  private var inputs: [(tensor: Tensor, slice: BufferSlice)] = []
  private var results: [(tensor: Tensor, slice: BufferSlice)] = []

  /// An input of its own memory.
  mutating func input(_ shape: Shape, _ label: String) -> (tensor: Tensor, slice: BufferSlice) {
    let slice = BufferSlice(count: shape.count)
    return (input(shape, label, at: slice), slice)
  }

  /// An input that lies in a slice.
  mutating func input(_ shape: Shape, _ label: String, at slice: BufferSlice) -> Tensor {
    let tensor = Tensor(placeholder: shape, label: label)
    inputs.append((tensor, slice))
    return tensor
  }

  /// What an objective draws besides, as an input, and a note of it.
  mutating func drawn(_ draw: EquationDraw, _ all: inout [(draw: EquationDraw, slice: BufferSlice)]) -> Tensor {
    let (tensor, slice) = input(draw.shape, "draw \(draw.number)")
    all.append((draw, slice))
    return tensor
  }

  /// A network's parameters, trained or not.
  mutating func parameters(_ state: TrainState) -> [Tensor] {
    state.network.parameters.map { input($0.shape, $0.name, at: $0.storage) }
  }

  /// A wanted result, left in a slice.
  mutating func result(_ tensor: Tensor, at slice: BufferSlice) { results.append((tensor, slice)) }

  /// A wanted number.
  mutating func number(_ tensor: Tensor) -> BufferSlice {
    let slice = BufferSlice(count: 1)
    result(tensor, at: slice)
    return slice
  }

  /// The gradients that a step has made, and the layers' own updates.
  mutating func descent(_ work: StepWork) {
    let state = work.state
    for (parameter, gradient) in work.gradients ?? [] {
      let destination = state.destination(parameter)
      if let gradient { result(gradient, at: destination) } else { destination.numbers.update(repeating: 0) }
    }
    let last = Dictionary(work.updates.map { ($0.index, $0.value) }) { _, later in later }
    for (index, value) in last.sorted(by: { $0.key < $1.key }) {
      result(value, at: state.destination(state.network.parameters[index]))
    }
  }

  /// The program of what was traced.
  func program(_ name: String) throws(Refusal) -> Program {
    try Program(
      name, Recording(of: results.map(\.tensor), from: inputs.map(\.tensor)), inputs: inputs.map(\.slice),
      results: results.map(\.slice))
  }
}
