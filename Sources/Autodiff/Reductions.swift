import Arrays
import Refusals

/// Σ along axes. Its adjoint is broadcasting.
struct Sum: Operation {
  let name = "sum"
  let axes: [Int]
  let keep: Bool
  var details: String { "axes \(axes)" }

  func shape(of inputs: [Shape]) -> Shape { inputs[0].reducing(axes, keep: keep) }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernels.current.reduce(.sum, .reducing(inputs[0], along: axes, operands: 1), output.count)
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    g.reshaped(x[0].shape.reducing(axes, keep: true)).broadcast(to: x[0].shape)
  }
}

/// Σ a·b along axes, in one pass.
struct SumOfProducts: Operation {
  let name = "sumofproducts"
  let axes: [Int]
  let keep: Bool
  var details: String { "axes \(axes)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    guard inputs[0] == inputs[1] else {
      throw Refusal(name, "\(inputs[0]) and \(inputs[1]) differ", "Both must have the same shape.")
    }
    return inputs[0].reducing(axes, keep: keep)
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernels.current.reduce(.sumOfProducts, .reducing(inputs[0], along: axes, operands: 2), output.count)
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let spread = g.reshaped(x[0].shape.reducing(axes, keep: true))
    guard x[0] === x[1] else { return spread * x[1 - slot] }
    return slot == 0 ? (2 * spread) * x[0] : nil
  }
}

/// The largest or smallest number along axes. The cotangent is shared by all that are equal to it.
struct Extremum: Operation {
  let largest: Bool
  let axes: [Int]
  let keep: Bool
  var name: String { largest ? "max" : "min" }
  var details: String { "axes \(axes)" }

  func shape(of inputs: [Shape]) throws(Refusal) -> Shape {
    let output = inputs[0].reducing(axes, keep: keep)
    guard inputs[0].count > 0 || output.count == 0 else {
      throw Refusal(
        name, "\(inputs[0]) holds no numbers, so none is the \(largest ? "largest" : "smallest")",
        "Give it at least one.")
    }
    return output
  }

  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    let reduction: Reduction = largest ? .maximum : .minimum
    return Kernels.current.reduce(reduction, .reducing(inputs[0], along: axes, operands: 1), output.count)
  }

  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    let kept = x[0].shape.reducing(axes, keep: true)
    let chosen = x[0] .== y.reshaped(kept)
    return g.reshaped(kept) * (chosen / chosen.sum(axes: axes, keep: true))
  }
}

extension Tensor {
  private func all(_ axes: [Int]?) -> [Int] { axes ?? Array(0..<shape.rank) }

  /// How many numbers each element of a reduction along the axes (all when left out) is made of.
  private func countAlong(_ axes: [Int]?) -> Real { Real(all(axes).reduce(1) { $0 * shape[$1] }) }

  /// The sum along the axes (all when left out); with `keep` they stay with extent 1.
  public func sum(axes: [Int]? = nil, keep: Bool = false) -> Tensor { .made(Sum(axes: all(axes), keep: keep), self) }

  /// Σ self·other along the axes, for two tensors of the same shape.
  public func sumOfProducts(with other: Tensor, axes: [Int]? = nil, keep: Bool = false) -> Tensor {
    .made(SumOfProducts(axes: all(axes), keep: keep), self, other)
  }

  /// The mean along the axes.
  public func mean(axes: [Int]? = nil, keep: Bool = false) -> Tensor {
    sum(axes: axes, keep: keep) / countAlong(axes)
  }

  /// The population variance along the axes: the mean square of the distance from the mean.
  public func variance(axes: [Int]? = nil, keep: Bool = false) -> Tensor {
    let centred = self - mean(axes: axes, keep: true)
    return centred.sumOfProducts(with: centred, axes: axes, keep: keep) / countAlong(axes)
  }

  /// The Euclidean norm along the axes, √(Σx² + ε). With ε = 0 its slope at 0 is taken as 0.
  public func norm(axes: [Int]? = nil, keep: Bool = false, epsilon: Real = 0) -> Tensor {
    .made(Norm(axes: all(axes), keep: keep, epsilon: epsilon), self)
  }

  /// The largest number along the axes, or why there is none.
  public func maximum(axes: [Int]? = nil, keep: Bool = false) throws(Refusal) -> Tensor {
    try Tensor(Extremum(largest: true, axes: all(axes), keep: keep), [self])
  }

  /// The smallest number along the axes, or why there is none.
  public func minimum(axes: [Int]? = nil, keep: Bool = false) throws(Refusal) -> Tensor {
    try Tensor(Extremum(largest: false, axes: all(axes), keep: keep), [self])
  }

  /// The sum over the axes along which `target` was stretched to this shape: what un-broadcasting does.
  public func sum(to target: Shape) -> Tensor {
    guard shape != target else { return self }
    return sum(axes: target.stretchedAxes(in: shape), keep: true).reshaped(target)
  }
}
