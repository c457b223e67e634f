import Arrays
import Autodiff
import Refusals

extension Layer {
  /// Puts the last `count` numbers of the network's input beside each sample: a point gets them as numbers of its own, an image as channels.
  /// So a generator that is told a class hands it on, and a critic sees sample and class together. Mirza and Osindero, *Conditional Generative
  /// Adversarial Nets*, 2014 (arXiv 1411.1784).
  public static func label(_ count: Int) -> Layer {
    Layer(.label, .whole(count), recipes: { _ throws(Refusal) in [] }) { x, _, mode throws(Refusal) in
      guard let given = mode.given else {
        throw Refusal("label", "it stands alone", "It hands on a network's input: put it into network([…], …).")
      }
      return Result(try told(x, given, count))
    }
  }

  /// What `label` gives: `x` with the last numbers of what the network was given.
  static func told(_ x: Tensor, _ given: Tensor, _ count: Int) throws(Refusal) -> Tensor {
    guard given.shape.rank == 2, given.shape[1] >= count else {
      throw Refusal(
        "label", "the network takes \(Shape(Array(given.shape.extents.dropFirst())))",
        "It needs a row of \(count) numbers at least, of which the last tell the class.")
    }
    guard x.shape.rank == 2 || x.shape.rank == 4 else {
      throw Refusal("label", "the input is \(x.shape)", "It takes points [batch × numbers], or images.")
    }
    let batch = x.shape[0], middle = x.shape.extents.dropFirst().dropLast()
    let told = given.slice(axis: 1, from: given.shape[1] - count, count: count)
      .reshaped(Shape([batch] + middle.map { _ in 1 } + [count]))
    return try concatenated([x, told.broadcast(to: Shape([batch] + middle + [count]))], axis: x.shape.rank - 1)
  }

  /// Images cut to `height` rows and `width` columns, as much at each side.
  public static func crop(_ height: Int, _ width: Int) -> Layer {
    Layer(.crop, .whole(height), .whole(width)) { x throws(Refusal) in
      guard x.shape.rank == 4, x.shape[1] >= height, x.shape[2] >= width else {
        throw Refusal(
          "crop", "the input is \(x.shape)",
          "It takes images of \(height)×\(width) at least, [batch × height × width × channels].")
      }
      return x.slice(axis: 1, from: (x.shape[1] - height) / 2, count: height)
        .slice(axis: 2, from: (x.shape[2] - width) / 2, count: width)
    }.stretching(.atMost(1))
  }
}
