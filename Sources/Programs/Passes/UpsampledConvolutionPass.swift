import Arrays
import Autodiff
import Refusals

extension Recording {
  /// A nearest-neighbour enlargement followed by a convolution of stride 1 as one transposed convolution.
  ///
  /// With u[j] = x[⌊j/f⌋] and y[i] = Σₜ u[i - p + t]·w[t], the cell x[n] meets y[i] under the f taps t = k - 1 - s + a, where
  /// s = i - fn + k - 1 - p and a = 0…f - 1. So y is the transposed convolution of x with stride f, padding k - 1 - p and the *spread*
  /// kernel v[s] = Σₐ w[k - 1 - s + a] of k + f - 1 taps: each output meets ((k + f - 1)/f)² of them instead of k². For f = 2 and k = 3
  /// that is 4 multiplications instead of 9. Exact but for rounding.
  ///
  /// The convolution's other two outputs follow, spreading being linear: the gradient for x, which sums what enlarging repeated, is the
  /// strided convolution with v, and the gradient for w is the adjoint of spreading applied to the gradient for v.
  public func mergingUpsampledConvolutions() throws(Refusal) -> Recording {
    try rewritten { rewriting, number, inputs throws(Refusal) in
      switch values[number].anatomy {
      case .contraction(.convolution(let form), output: .result):
        guard let (x, merged) = rewriting.upsampled(inputs[0], form) else { return nil }
        return try rewriting.add(merged.anatomy(.input), rewriting.spread(inputs[1], merged), x)
      case .contraction(.convolution(let form), output: .weights):
        guard let (x, merged) = rewriting.upsampled(inputs[0], form) else { return nil }
        return try rewriting.gathered(rewriting.add(merged.anatomy(.weights), inputs[1], x), merged)
      case .resample(let resampling, adjoint: true):
        guard case .contraction(.convolution(let form), output: .input)? = rewriting[inputs[0]].anatomy,
          let merged = UpsampledConvolution(resampling, form)
        else { return nil }
        let (kernel, cotangent) = (rewriting[inputs[0]].inputs[0], rewriting[inputs[0]].inputs[1])
        return try rewriting.add(merged.anatomy(.result), cotangent, rewriting.spread(kernel, merged))
      default: return nil
      }
    }
  }
}

/// The transposed convolution that an enlargement and a convolution make together.
private struct UpsampledConvolution {
  let factor: Int
  let kernel: Shape
  private let form: ConvolutionForm

  /// `nil` where the two are not nearest neighbour and stride 1.
  init?(_ resampling: Resampling, _ form: ConvolutionForm) {
    let padding = (0..<2).map { form.kernel[$0] - 1 - form.padding[$0] }
    guard resampling.method == .nearest, resampling.output == form.image, form.stride == [1, 1],
      padding.allSatisfy({ $0 >= 0 })
    else { return nil }
    factor = resampling.factor
    kernel = form.kernel
    let taps = (0..<2).map { form.kernel[$0] + resampling.factor - 1 }
    self.form = ConvolutionForm(
      image: form.output, kernel: [taps[0], taps[1], form.kernel[3], form.kernel[2]], output: resampling.image,
      stride: [factor, factor], padding: padding)
  }

  func anatomy(_ output: Contraction.Output) -> Anatomy { .contraction(.convolution(form), output: output) }

  /// The kernel's shape with one axis, or both, spread.
  func shape(spreading axes: Int) -> Shape {
    Shape(kernel.extents.enumerated().map { $0.offset < axes ? $0.element + factor - 1 : $0.element })
  }

  /// All of a shape, but along one axis only the kernel's taps, from a place on.
  func spans(_ shape: Shape, axis: Int, from start: Int) -> [Span] {
    shape.extents.enumerated().map { index, extent in
      index == axis ? Span(start: start, count: kernel[axis]) : Span(start: 0, count: extent)
    }
  }

  /// The kernel's taps in reverse order, along both axes.
  var reversal: Anatomy {
    .slice(
      kernel.extents.enumerated().map { axis, extent in
        axis < 2 ? Span(start: extent - 1, count: extent, step: -1) : Span(start: 0, count: extent)
      })
  }
}

extension Rewriting {
  /// What was enlarged to make this value, and the transposed convolution that can take its place.
  fileprivate func upsampled(_ image: Int, _ form: ConvolutionForm) -> (x: Int, merged: UpsampledConvolution)? {
    guard case .resample(let resampling, adjoint: false)? = self[image].anatomy else { return nil }
    return UpsampledConvolution(resampling, form).map { (self[image].inputs[0], $0) }
  }

  /// The spread kernel: the reversed taps added up at f places along each axis, channels exchanged.
  fileprivate mutating func spread(_ kernel: Int, _ merged: UpsampledConvolution) throws(Refusal) -> Int {
    var value = try add(merged.reversal, kernel)
    for axis in 0..<2 {
      let target = merged.shape(spreading: axis + 1)
      var parts: [Int] = []
      for place in 0..<merged.factor {
        parts.append(try add(.pad(merged.spans(target, axis: axis, from: place), target), value))
      }
      value = try sum(parts)
    }
    return try add(.permute([0, 1, 3, 2]), value)
  }

  /// The adjoint of spreading: the parts taken back from f places along each axis and added up.
  fileprivate mutating func gathered(_ gradient: Int, _ merged: UpsampledConvolution) throws(Refusal) -> Int {
    var value = try add(.permute([0, 1, 3, 2]), gradient)
    for axis in [1, 0] {
      let source = shape(value)
      var parts: [Int] = []
      for place in 0..<merged.factor {
        parts.append(try add(.slice(merged.spans(source, axis: axis, from: place)), value))
      }
      value = try sum(parts)
    }
    return try add(merged.reversal, value)
  }

  private mutating func sum(_ parts: [Int]) throws(Refusal) -> Int {
    var total = parts[0]
    for part in parts.dropFirst() { total = try add(.pairwise(.add), total, part) }
    return total
  }
}
