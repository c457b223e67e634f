import Arrays
import Autodiff
import Datasets
import Networks
import Refusals

/// A small convolutional network that tells Fashion-MNIST's ten classes apart. Images are compared by what its last hidden layer makes of
/// them: features of clothes, where pixels only know brightness.
public struct Classifier {
  /// Scores `[batch × 10]` for images `[batch × 28 × 28 × 1]` from -1 to 1.
  public let network: Network

  /// How many features an image has.
  public static let features = 64

  /// The side of an image.
  public static let side = 28

  /// A classifier with its first numbers, drawn with a seed of its own: the same for everybody.
  public init() throws(Refusal) {
    network = try Network(
      "classifier", input: [Classifier.side, Classifier.side, 1],
      [
        .conv(32, 3, stride: 2, initializer: .heUniform), .relu, .conv(64, 3, stride: 2, initializer: .heUniform),
        .relu,
        .flatten, .dense(Classifier.features, initializer: .heUniform), .relu, .dense(10),
      ], random: Random(seed: 0))
  }

  /// The last hidden layer's numbers, `[count × 64]`, for images of any side (resized to 28×28), a batch at a time.
  public func features(of images: NDArray) throws(Refusal) -> NDArray {
    try inBatches(images) { batch throws(Refusal) in
      var x = batch
      for stage in network.stages.dropLast() {
        x = try stage.layer.apply(x, stage.parameters.map(\.tensor.detached)).output
      }
      return x
    }
  }

  /// The class of each image, 0 to 9.
  public func classes(of images: NDArray) throws(Refusal) -> [Int] {
    let scores = try inBatches(images) { batch throws(Refusal) in try network.frozen(batch) }
    return (0..<scores.shape[0]).map { row in
      (0..<10).max { scores[row, $0] < scores[row, $1] } ?? 0
    }
  }

  private func inBatches(
    _ images: NDArray, _ function: (Tensor) throws(Refusal) -> Tensor
  ) throws(Refusal) -> NDArray {
    let size = images.shape.count / max(1, images.shape[0])
    let numbers = images.numbers
    var results: [Real] = []
    for first in stride(from: 0, to: images.shape[0], by: 250) {
      let count = min(250, images.shape[0] - first)
      let part = NDArray(
        Array(numbers[first * size..<(first + count) * size]), shape: Shape([count] + images.shape.extents.dropFirst()))
      results += try function(Tensor(part.resizedBilinearly(to: Classifier.side, Classifier.side))).value?.numbers ?? []
    }
    try ArrayMemory.checkRefusals("classifier")
    return NDArray(results, shape: [images.shape[0], results.count / max(1, images.shape[0])])
  }
}
