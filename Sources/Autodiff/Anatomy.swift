import Arrays

/// An operation as a value that can be compared and taken apart: what a planner needs to see, and a way back.
public enum Anatomy: Hashable, Sendable {
  case elementwise(UnaryFunction)
  case pairwise(BinaryFunction)
  case selection
  case reshape(Shape)
  case broadcast(Shape)
  case permute([Int])
  case slice([Span])
  case pad([Span], Shape)
  case concatenate(axis: Int)
  case sum(axes: [Int], keep: Bool)
  case sumOfProducts(axes: [Int], keep: Bool)
  case extremum(largest: Bool, axes: [Int], keep: Bool)
  case norm(axes: [Int], keep: Bool, epsilon: Real)
  /// One of the three arrays of Σ x·w·y, from the two others.
  case contraction(Contraction, output: Contraction.Output)
  case resample(Resampling, adjoint: Bool)
  case im2col(ConvolutionForm, adjoint: Bool)
  /// The first input itself: an alias, or one whose history is forgotten or made longer.
  case same

  /// The anatomy of one of the language's own operations; `nil` for a stranger's.
  public init?(_ operation: any Operation) {
    switch operation {
    case let it as Elementwise: self = .elementwise(it.function)
    case let it as Pairwise: self = .pairwise(it.function)
    case is Selection: self = .selection
    case let it as Reshape: self = .reshape(it.target)
    case let it as Broadcast: self = .broadcast(it.target)
    case let it as Permute: self = .permute(it.order)
    case let it as Slice: self = .slice(it.spans)
    case let it as Pad: self = .pad(it.spans, it.target)
    case let it as Concatenate: self = .concatenate(axis: it.axis)
    case let it as Sum: self = .sum(axes: it.axes, keep: it.keep)
    case let it as SumOfProducts: self = .sumOfProducts(axes: it.axes, keep: it.keep)
    case let it as Extremum: self = .extremum(largest: it.largest, axes: it.axes, keep: it.keep)
    case let it as Norm: self = .norm(axes: it.axes, keep: it.keep, epsilon: it.epsilon)
    case let it as Contract: self = .contraction(it.form, output: it.output)
    case let it as Resample: self = .resample(it.resampling, adjoint: it.adjoint)
    case let it as Im2col: self = .im2col(it.form, adjoint: it.adjoint)
    case is Passing: self = .same
    default: return nil
    }
  }

  /// The operation.
  public var operation: any Operation {
    switch self {
    case .elementwise(let function): Elementwise(function: function)
    case .pairwise(let function): Pairwise(function: function)
    case .selection: Selection()
    case .reshape(let target): Reshape(target: target)
    case .broadcast(let target): Broadcast(target: target)
    case .permute(let order): Permute(order: order)
    case .slice(let spans): Slice(spans: spans)
    case .pad(let spans, let target): Pad(spans: spans, target: target)
    case .concatenate(let axis): Concatenate(axis: axis)
    case .sum(let axes, let keep): Sum(axes: axes, keep: keep)
    case .sumOfProducts(let axes, let keep): SumOfProducts(axes: axes, keep: keep)
    case .extremum(let largest, let axes, let keep): Extremum(largest: largest, axes: axes, keep: keep)
    case .norm(let axes, let keep, let epsilon): Norm(axes: axes, keep: keep, epsilon: epsilon)
    case .contraction(let form, let output): Contract(form: form, output: output)
    case .resample(let resampling, let adjoint): Resample(resampling: resampling, adjoint: adjoint)
    case .im2col(let form, let adjoint): Im2col(form: form, adjoint: adjoint)
    case .same: Passing.alias
    }
  }
}
