import Arrays
import Networks
import Programs

/// A network's numbers where programs read and change them in place: all trainable parameters one after another, and beside them, in
/// the same order, their gradients and what the optimiser remembers.
final class TraineeMemory {
  /// The trainable parameters.
  let values: BufferSlice
  /// Their last gradients.
  let gradients: BufferSlice
  /// The trainable parameters before the last step.
  let before: BufferSlice
  /// What the optimiser remembers, one place for each of its arrays.
  let optimizer: [BufferSlice]

  private let network: Network
  private let parameters: [Parameter]
  private let trainable: [Parameter]
  private let offsets: [Int]
  private let places: [BufferSlice]
  /// What layers keep beside the trainable parameters, such as batch norm's moving statistics, and room for what they were before a step.
  private let statistics: [(place: BufferSlice, before: BufferSlice)]
  private var assignments: [Int]

  init(_ network: Network, memoryCount: Int) {
    self.network = network
    parameters = network.parameters
    trainable = network.trainable
    var offsets: [Int] = []
    var total = 0
    for parameter in trainable {
      offsets.append(total)
      total += (parameter.shape.count + 15) / 16 * 16  // 64 bytes: each begins where vectors like to
    }
    self.offsets = offsets
    let values = BufferSlice(count: total)
    (self.values, gradients, before) = (values, BufferSlice(count: total), BufferSlice(count: total))
    optimizer = (0..<memoryCount).map { _ in BufferSlice(count: total) }
    var next = 0
    places = parameters.map { parameter in
      guard parameter.isTrainable else { return BufferSlice(count: parameter.shape.count) }
      next += 1
      return BufferSlice(values.buffer, offset: offsets[next - 1], count: parameter.shape.count)
    }
    statistics = zip(parameters, places).filter { !$0.0.isTrainable }.map { ($0.1, BufferSlice(count: $0.1.count)) }
    assignments = parameters.map { _ in -1 }
  }

  /// Where each of the network's parameters lies.
  var parameterPlaces: [BufferSlice] { places }

  /// Where a trainable parameter's gradient goes.
  func gradient(_ index: Int) -> BufferSlice { part(of: gradients, index) }

  /// Takes over parameters that were assigned since the last time.
  func load() {
    for (index, parameter) in parameters.enumerated() where parameter.assignments != assignments[index] {
      places[index].load(parameter.value)
      assignments[index] = parameter.assignments
      let (place, shape) = (places[index], parameter.shape)
      parameter.fetch { place.array(shape) }
    }
  }

  /// Takes over what the optimiser remembers: a list for each trainable parameter.
  func load(optimizer lists: [[NDArray]]) {
    for (index, list) in lists.enumerated() {
      for (place, array) in zip(optimizer, list) { part(of: place, index).load(array) }
    }
  }

  /// Remembers the statistics, which a step changes while it computes its gradients.
  func keepStatistics() {
    for (place, before) in statistics { before.pointer.update(from: place.pointer, count: place.count) }
  }

  /// Puts the statistics back.
  func restoreStatistics() {
    for (place, before) in statistics { place.pointer.update(from: before.pointer, count: place.count) }
  }

  /// Says that a step has changed the numbers here.
  func changed() { for parameter in parameters { parameter.changedElsewhere() } }

  /// A copy of each trainable parameter's part of a place.
  func arrays(_ place: BufferSlice) -> [NDArray] {
    trainable.indices.map { part(of: place, $0).array(trainable[$0].shape) }
  }

  private func part(of place: BufferSlice, _ index: Int) -> BufferSlice {
    BufferSlice(place.buffer, offset: place.offset + offsets[index], count: trainable[index].shape.count)
  }
}
