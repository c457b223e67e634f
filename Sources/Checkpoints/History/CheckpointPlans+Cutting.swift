import Arrays
import Experiments
import Networks

extension CheckpointPlans {
  /// The shapes of the parameters that are trained.
  func trained(_ network: String) -> [Shape] {
    (all[network]?.parts ?? []).filter(\.isTrainable).map(\.shape)
  }

  /// How many numbers a state of a network has.
  func count(_ network: String, _ settings: Settings, _ knowsLast: Bool) -> Int {
    let values = (all[network]?.parts ?? []).reduce(0) { $0 + $1.shape.count }
    let trained = trained(network).reduce(0) { $0 + $1.count }
    return values + trained * (settings.optimizer.memoryCount + (knowsLast ? 2 : 0))
  }

  /// A state of a network from its numbers, of which there are as many as `count` says; none where they are not kept.
  func snapshot(
    _ network: String, _ settings: Settings, _ flat: NDArray?, steps: Int, knowsLast: Bool
  ) -> TrainSnapshot {
    guard let flat else { return TrainSnapshot(steps: steps, values: [], memory: []) }
    var cutting = Cutting(flat)
    let trained = trained(network)
    let values = (all[network]?.parts ?? []).map { cutting.next($0.shape) }
    let memory = trained.map { shape in (0..<settings.optimizer.memoryCount).map { _ in cutting.next(shape) } }
    var snapshot = TrainSnapshot(steps: steps, values: values, memory: memory)
    guard knowsLast else { return snapshot }
    snapshot.lastGradients = trained.map { cutting.next($0) }
    snapshot.before = trained.map { cutting.next($0) }
    return snapshot
  }
}

/// Arrays that stand one after another.
struct Cutting {
  private let flat: NDArray
  private var place = 0

  init(_ flat: NDArray) { self.flat = flat }

  mutating func next(_ shape: Shape) -> NDArray {
    defer { place += shape.count }
    return flat.withNumbers { numbers in
      NDArray(shape: shape) { [place] output in
        _ = output.initialize(from: UnsafeBufferPointer(rebasing: numbers[place..<place + shape.count]))
      }
    }
  }
}
