import Arrays
import Autodiff
import Datasets
import Experiments
import Networks
import Refusals

extension Classifier {
  /// How many times the training sees all images.
  public static let epochs = 6

  private static let batch = 100

  /// Trains on the training images, once: cross-entropy, Adam, a learning rate that falls to a tenth for the last third. Every draw is a
  /// function of a seed of its own. `watch` is told the share that is done, and may throw to stop.
  public mutating func train(on data: FashionMNIST, epochs: Int = epochs, watch: (Double) throws -> Void) throws {
    let optimizer = Optimizer.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7)
    let state = TrainState(network, optimizer)
    let steps = epochs * data.count / Classifier.batch
    for step in 0..<steps {
      try watch(Double(step) / Double(steps))
      let chosen = Shuffle.indices(
        Classifier.batch, from: step * Classifier.batch, of: data.count, random: Random(seed: 0),
        stream: .init(named: "classifier"))
      let loss = try loss(on: data.normalizedImages(at: chosen), chosen.map { data.labels[$0] })
      try state.descend(loss, [], optimizer, rate: 3 * step < 2 * steps ? 1e-3 : 1e-4)
    }
  }

  /// -E[log softmax(scores)] at the right classes, with the greatest score taken out so that nothing overflows.
  private func loss(on images: NDArray, _ classes: [UInt8]) throws(Refusal) -> Tensor {
    let scores = try network(Tensor(images))
    let shifted = scores - (try scores.maximum(axes: [1], keep: true)).detached
    let right = NDArray(classes.flatMap { label in (0..<10).map { $0 == Int(label) ? 1 : 0 } }, shape: scores.shape)
    return (log(exp(shifted).sum(axes: [1])) - (shifted * Tensor(right)).sum(axes: [1])).mean()
  }

  /// The share of images whose class is found.
  public func accuracy(on data: FashionMNIST) throws(Refusal) -> Double {
    let found = try classes(of: data.normalizedImages(at: Array(0..<data.count)))
    return Double(zip(found, data.labels).count { $0 == Int($1) }) / Double(data.count)
  }
}
