import Arrays
import COneDNN

/// A convolution's sizes in oneDNN's words, and the plans of its three faces.
struct ConvolutionLayouts {
  let image: OneDNN.Layout
  let weights: OneDNN.Layout
  let result: OneDNN.Layout
  private let free: OneDNN.Layout
  private let strides: [Int64]
  private let before: [Int64]
  private let after: [Int64]

  init?(_ form: ConvolutionForm) {
    let (x, w, y) = (form.image, form.kernel, form.output)
    let kernel = [w[3], w[2], w[0], w[1]]
    guard let image = OneDNN.layout([x[0], x[3], x[1], x[2]], dnnl_nhwc),
      let weights = OneDNN.layout(kernel, dnnl_hwio), let free = OneDNN.layout(kernel, dnnl_format_tag_any),
      let result = OneDNN.layout([y[0], y[3], y[1], y[2]], dnnl_nhwc)
    else { return nil }
    (self.image, self.weights, self.free, self.result) = (image, weights, free, result)
    strides = form.stride.map { Int64($0) }
    before = form.padding.map { Int64($0) }
    after = (0..<2).map { axis in
      Int64((y[axis + 1] - 1) * form.stride[axis] + w[axis] - x[axis + 1] - form.padding[axis])
    }
  }

  /// The plan for one face: forward for results, backward by data for images, backward by weights for weights.
  func plan(_ wanted: Contraction.Output) -> OneDNN.Plan? {
    guard let forward = forwardPlan else { return nil }
    guard wanted != .result else { return forward }
    var (image, free, result) = (image, free, result)
    var descriptor = dnnl_convolution_desc_t()
    let status =
      wanted == .input
      ? dnnl_convolution_backward_data_desc_init(
        &descriptor, dnnl_convolution_direct, &image, &free, &result, strides, before, after)
      : dnnl_convolution_backward_weights_desc_init(
        &descriptor, dnnl_convolution_direct, &image, &free, nil, &result, strides, before, after)
    return status == dnnl_success ? OneDNN.Plan(&descriptor, forward: forward) : nil
  }

  private var forwardPlan: OneDNN.Plan? {
    var (image, free, result) = (image, free, result)
    var descriptor = dnnl_convolution_desc_t()
    let status = dnnl_convolution_forward_desc_init(
      &descriptor, dnnl_forward_training, dnnl_convolution_direct, &image, &free, nil, &result, strides,
      before, after)
    return status == dnnl_success ? OneDNN.Plan(&descriptor) : nil
  }

  /// The arrays of one face under the names that oneDNN gives them.
  static func arguments(
    _ wanted: Contraction.Output, _ image: OneDNN.Memory, _ weights: OneDNN.Memory, _ result: OneDNN.Memory
  ) -> [(Int32, OneDNN.Memory)] {
    switch wanted {
    case .input: [(DNNL_ARG_DIFF_SRC, image), (DNNL_ARG_WEIGHTS, weights), (DNNL_ARG_DIFF_DST, result)]
    case .weights: [(DNNL_ARG_SRC, image), (DNNL_ARG_DIFF_WEIGHTS, weights), (DNNL_ARG_DIFF_DST, result)]
    case .result: [(DNNL_ARG_SRC, image), (DNNL_ARG_WEIGHTS, weights), (DNNL_ARG_DST, result)]
    }
  }
}
