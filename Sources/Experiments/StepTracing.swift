import Arrays
import Autodiff
import Networks
import Programs
import Refusals

/// A step as a graph without numbers, and the places of what goes in and comes out.
struct StepTracing {
  private(set) var inputs: [Tensor] = []
  private(set) var inputPlaces: [BufferSlice] = []
  private(set) var results: [Tensor] = []
  private(set) var resultPlaces: [BufferSlice] = []

  /// An input of its own memory.
  mutating func input(_ shape: Shape, _ label: String) -> (tensor: Tensor, place: BufferSlice) {
    let place = BufferSlice(count: shape.count)
    return (input(shape, label, at: place), place)
  }

  /// An input that lies at a place.
  mutating func input(_ shape: Shape, _ label: String, at place: BufferSlice) -> Tensor {
    let tensor = Tensor(placeholder: shape, label: label)
    inputs.append(tensor)
    inputPlaces.append(place)
    return tensor
  }

  /// A network's parameters, trained or not.
  mutating func parameters(_ trainee: Trainee) -> [Tensor] {
    zip(trainee.network.parameters, trainee.place.parameterPlaces).map { input($0.shape, $0.name, at: $1) }
  }

  /// A wanted result, left at a place.
  mutating func result(_ tensor: Tensor, at place: BufferSlice) {
    results.append(tensor)
    resultPlaces.append(place)
  }

  /// A wanted number.
  mutating func number(_ tensor: Tensor) -> BufferSlice {
    let place = BufferSlice(count: 1)
    result(tensor, at: place)
    return place
  }

  /// The gradients of a loss for a network's trainable parameters, and the layers' own updates.
  mutating func descent(
    _ loss: Tensor, _ trainee: Trainee, _ parameters: [Tensor], _ updates: [(index: Int, value: Tensor)]
  ) {
    let trainable = zip(trainee.network.parameters, parameters).filter(\.0.isTrainable).map(\.1)
    for (index, slope) in gradients(of: loss, for: trainable, history: .drop).enumerated() {
      if let slope { result(slope, at: trainee.place.gradient(index)) }
    }
    let last = Dictionary(updates.map { ($0.index, $0.value) }) { _, later in later }
    for (index, value) in last.sorted(by: { $0.key < $1.key }) {
      result(value, at: trainee.place.parameterPlaces[index])
    }
  }

  /// The program of what was traced.
  func program(_ name: String) throws(Refusal) -> Program {
    try Program(name, Recording(of: results, from: inputs), inputs: inputPlaces, results: resultPlaces)
  }
}
