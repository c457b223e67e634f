import Arrays
import Autodiff

extension FunctionLibrary {
  /// What layers compute, with the weights given.
  static var networkFunctions: [Function] { imageFunctions + layerFunctions }

  private static var imageFunctions: [Function] {
    [
      Function(
        "conv2d", "A convolution of images [batch×height×width×in] with a kernel [height×width×in×out]",
        group: "Networks",
        examples: [
          "conv2d(ones(1, 4, 4, 1), ones(3, 3, 1, 1))",
          "shape(conv2d(ones(2, 28, 28, 1), ones(3, 3, 1, 16), stride: 2))",
        ], .tensor("x"), .tensor("kernel"), .stride,
        .choice("padding", default: Padding.same)
      ) { context, x, kernel, stride, padding in
        try check(x, kernel, Double(stride), channelAxis: 2, in: context.name)
        return .tensor(try conv2d(x, kernel, stride: stride, padding: padding))
      },
      Function(
        "convtranspose2d", "A transposed convolution: images made stride times as large, kernel [height×width×out×in]",
        group: "Networks", examples: ["shape(convtranspose2d(ones(1, 7, 7, 8), ones(4, 4, 3, 8), stride: 2))"],
        .tensor("x"), .tensor("kernel"), .stride, .choice("padding", default: Padding.same)
      ) { context, x, kernel, stride, padding in
        try check(x, kernel, 1, channelAxis: 3, in: context.name)
        return .tensor(try convTranspose2d(x, kernel, stride: stride, padding: padding))
      },
      Function(
        "maxpool", "The largest number of each window of size × size pixels", group: "Networks",
        examples: ["maxpool(reshape(range(16), 1, 4, 4, 1), 2)"], .tensor("x"),
        .whole("size", within: 1...256, default: 2)
      ) { _, x, size in .tensor(try maxPool(x, size)) },
      Function(
        "averagepool", "The mean of each window of size × size pixels", group: "Networks",
        examples: ["averagepool(reshape(range(16), 1, 4, 4, 1), 2)"], .tensor("x"),
        .whole("size", within: 1...256, default: 2)
      ) { _, x, size in .tensor(try averagePool(x, size)) },
      Function(
        "upsample", "Images made factor times as high and wide", group: "Networks",
        examples: ["shape(upsample(ones(1, 7, 7, 3), 2))", "upsample(ones(1, 2, 2, 1), 2, method: \"bilinear\")"],
        .tensor("x"), .whole("factor", within: 1...64, default: 2),
        .choice("method", default: Resampling.Method.nearest)
      ) { _, x, factor, method in .tensor(try upsample(x, factor, method: method)) },
    ]
  }

  private static var layerFunctions: [Function] {
    [
      Function(
        "batchnorm", "Each channel made mean 0 and variance 1 over the batch, then scaled and offset",
        group: "Networks", examples: ["batchnorm([[1, 2], [3, 4]], ones(2), zeros(2))"], .tensor("x"),
        .tensor("scale", default: 1), .tensor("offset", default: 0), .number("epsilon", default: 1e-3)
      ) { _, x, scale, offset, epsilon in .tensor(try batchNorm(x, scale, offset, epsilon: epsilon).output) },
      Function(
        "layernorm", "Each sample made mean 0 and variance 1 over all its numbers, then scaled and offset",
        group: "Networks", examples: ["layernorm([[1, 2], [3, 4]], ones(2), zeros(2))"], .tensor("x"),
        .tensor("scale", default: 1), .tensor("offset", default: 0), .number("epsilon", default: 1e-3)
      ) { _, x, scale, offset, epsilon in .tensor(try layerNorm(x, scale, offset, epsilon: epsilon).output) },
      Function(
        "instancenorm", "Each channel of each image made mean 0 and variance 1 over its pixels, then scaled and offset",
        group: "Networks", examples: ["instancenorm(uniform(2, 3, 3, 1))"], .tensor("x"),
        .tensor("scale", default: 1), .tensor("offset", default: 0), .number("epsilon", default: 1e-3)
      ) { _, x, scale, offset, epsilon in .tensor(try instanceNorm(x, scale, offset, epsilon: epsilon).output) },
      Function(
        "groupsort", "Each group of so many neighbouring numbers in order, the smallest first", group: "Networks",
        examples: ["groupsort([[3, 1, 2, 5]], 2)"], .tensor("x"), .whole("size", within: 2...64, default: 2)
      ) { _, x, size in .tensor(try groupSort(x, size)) },
      Function(
        "dense", "A dense layer: x @ weight + bias", group: "Networks",
        examples: ["dense([[1, 2]], [[1], [1]], [0.5])"], .tensor("x"), .tensor("weight"), .optionalTensor("bias")
      ) { _, x, weight, bias in
        try Limits.check(work: 2 * Double(x.shape.count) * Double(weight.shape.extents.last ?? 1), in: "dense")
        return .tensor(try dense(x, weight, bias))
      },
    ]
  }

  /// Refuses images without pixels and convolutions beyond the limits, before anything is computed.
  private static func check(
    _ x: Tensor, _ kernel: Tensor, _ stride: Double, channelAxis: Int, in place: String
  ) throws(Problem) {
    guard x.shape.count > 0, kernel.shape.count > 0 else {
      throw Problem(
        "\(place): x is \(x.shape), the kernel \(kernel.shape): one of them is empty", hint: "Give all axes an extent.")
    }
    guard x.shape.rank == 4, kernel.shape.rank == 4 else { return }
    let perPixel = 2 * Double(kernel.shape.count) / Double(kernel.shape[channelAxis])
    try Limits.check(work: perPixel * Double(x.shape.count) / (stride * stride), in: place)
  }
}

extension Parameter where Input == Int {
  /// How far a window moves.
  static var stride: Parameter { .whole("stride", within: 1...1024, default: 1) }
}
