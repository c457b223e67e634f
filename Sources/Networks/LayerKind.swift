import Arrays
import Autodiff

/// A kind of layer, declared once: the functions of `network(…)`, help, checkpoints and the layers themselves read this.
public struct LayerKind: Sendable {
  /// What it is called: `conv`.
  public let name: String
  /// What it does, in a sentence.
  public let summary: String
  /// A line that uses it.
  public let example: String
  /// What it takes, in order.
  public let parameters: [LayerParameter]
  private let make: @Sendable (Arguments) -> Layer

  /// The arguments of one layer, read in the order of the kind's parameters.
  struct Arguments {
    private var left: ArraySlice<LayerArgument>

    init(_ all: [LayerArgument]) { left = all[...] }

    mutating func whole() -> Int { if case .whole(let number)? = left.popFirst() { number } else { 0 } }
    mutating func number() -> Real { if case .number(let number)? = left.popFirst() { number } else { 0 } }
    mutating func flag() -> Bool { if case .flag(let flag)? = left.popFirst() { flag } else { false } }
    mutating func word<Word: RawRepresentable<String>>(_ usual: Word) -> Word {
      if case .word(let word)? = left.popFirst() { Word(rawValue: word) ?? usual } else { usual }
    }
    mutating func layers() -> [Layer] {
      guard case .layers(let specs)? = left.popFirst() else { return [] }
      return specs.compactMap { spec in LayerKind.named(spec.kind)?.layer(spec.arguments) }
    }
    mutating func extents() -> Shape { if case .extents(let extents)? = left.popFirst() { Shape(extents) } else { [] } }
  }

  init(
    _ name: String, _ summary: String, example: String, _ parameters: LayerParameter...,
    make: @escaping @Sendable (inout Arguments) -> Layer
  ) {
    (self.name, self.summary, self.example, self.parameters) = (name, summary, example, parameters)
    self.make = { arguments in
      var arguments = arguments
      return make(&arguments)
    }
  }

  /// The layer with some arguments: one for each parameter, of its values.
  public func layer(_ arguments: [LayerArgument]) -> Layer { make(Arguments(arguments)) }

  /// Every kind, in the order of help.
  public static let all: [LayerKind] = [
    dense, conv, convTranspose, upsample, maxPool, averagePool, reshape, leakyRelu, groupSort, dropout, knob, scale,
    shift,
    batchNorm, layerNorm, instanceNorm, spectral, residual, flatten, relu, tanh, sigmoid, softplus, crop, label,
  ]

  /// The kind of that name.
  public static func named(_ name: String) -> LayerKind? { all.first { $0.name == name } }
}

extension LayerKind {
  static let dense = LayerKind(
    "dense", "A dense layer with so many outputs", example: "network([2], dense(8))",
    .plain("units", .whole(1...1 << 20)), initializer
  ) { .dense($0.whole(), named: $0.word(.glorot)) }

  /// How the weights begin.
  private static let initializer = LayerParameter.labelled(
    "init", .words(InitializerName.self), usually: .word(InitializerName.glorot.rawValue))

  static let conv = convolution(
    "conv", "A convolution to so many channels, kernel size × size",
    example: "network([28, 28, 1], conv(16, 3, stride: 2))"
  ) { .conv($0, $1, stride: $2, padding: $3, bias: $4, named: $5) }

  static let convTranspose = convolution(
    "convtranspose", "A transposed convolution to so many channels, images stride times as large",
    example: "network([7, 7, 8], convtranspose(4, 4, stride: 2))"
  ) { .convTranspose($0, $1, stride: $2, padding: $3, bias: $4, named: $5) }

  private static func convolution(
    _ name: String, _ summary: String, example: String,
    make:
      @escaping @Sendable (
        _ channels: Int, _ size: Int, _ stride: Int, Padding, _ bias: Bool, InitializerName
      ) -> Layer
  ) -> LayerKind {
    LayerKind(
      name, summary, example: example, .plain("channels", .whole(1...65_536)), .plain("size", .whole(1...256)),
      .labelled("stride", .whole(1...64), usually: .whole(1)),
      .labelled("padding", .words(Padding.self), usually: .word(Padding.same.rawValue)),
      .labelled("bias", .flag, usually: .flag(true)), initializer
    ) { make($0.whole(), $0.whole(), $0.whole(), $0.word(.same), $0.flag(), $0.word(.glorot)) }
  }

  static let upsample = LayerKind(
    "upsample", "Images made factor times as high and wide", example: "network([7, 7, 8], upsample(2))",
    .plain("factor", .whole(1...64)),
    .labelled("method", .words(Resampling.Method.self), usually: .word(Resampling.Method.nearest.rawValue))
  ) { .upsample($0.whole(), method: $0.word(.nearest)) }

  static let reshape = LayerKind(
    "reshape", "Each sample under another shape", example: "network([6], reshape(2, 3, 1))",
    .plain("extents", .extents)
  ) { .reshape($0.extents()) }

  static let leakyRelu = LayerKind(
    "leakyrelu", "Each number where positive, else slope times it", example: "network([2], dense(4), leakyrelu(0.2))",
    .plain("slope", .number, usually: .number(0.2))
  ) { .leakyRelu($0.number()) }

  static let maxPool = pooling("maxpool", "The largest number of each window of size × size pixels") { .maxPool($0) }
  static let averagePool = pooling("averagepool", "The mean of each window of size × size pixels") { .averagePool($0) }

  private static func pooling(
    _ name: String, _ summary: String, make: @escaping @Sendable (_ size: Int) -> Layer
  ) -> LayerKind {
    LayerKind(
      name, summary, example: "network([28, 28, 1], \(name)(2))", .plain("size", .whole(1...256), usually: .whole(2))
    ) { make($0.whole()) }
  }

  static let groupSort = LayerKind(
    "groupsort", "Each group of so many neighbouring numbers in order, the smallest first",
    example: "network([2], dense(8), groupsort(2))", .plain("size", .whole(2...64), usually: .whole(2))
  ) { .groupSort($0.whole()) }

  static let dropout = LayerKind(
    "dropout",
    "In training steps each number is 0 with this probability, drawn by the seed, else made larger to keep the mean",
    example: "network([2], dense(8), dropout(0.5))", .plain("rate", .number, usually: .number(0.5))
  ) { .dropout($0.number()) }

  static let spectral = LayerKind(
    "spectral",
    "A layer whose weight is divided by an estimate of its largest singular value; u is what the estimate goes on from",
    example: "network([2], spectral(dense(8)))", .plain("layer", .layers(1...1))
  ) { arguments in .spectral(arguments.layers().first ?? .flatten) }

  static let residual = LayerKind(
    "residual", "x + f(x) for layers f in a row that keep the shape",
    example: "network([2], dense(8), residual(dense(8), relu()), dense(1))",
    .plain("layers", .layers(1...NetworkSpec.mostLayers))
  ) { .residual($0.layers()) }

  static let instanceNorm = LayerKind(
    "instancenorm", "Each channel of each image over its own pixels: mean 0, variance 1, then scale and offset",
    example: "network([28, 28, 1], conv(4, 3), instancenorm())", .labelled("epsilon", .number, usually: .number(1e-3))
  ) { .instanceNorm(epsilon: $0.number()) }

  static let knob = single("knob", "One trainable number before each sample's own") { .knob($0) }
  static let scale = single("scale", "Each number times one trainable number") { .scale($0) }
  static let shift = single("shift", "Each number plus one trainable number") { .shift($0) }

  /// A layer of one trainable number.
  private static func single(
    _ name: String, _ summary: String, make: @escaping @Sendable (Real) -> Layer
  ) -> LayerKind {
    LayerKind(
      name, summary, example: "network([2], \(name)(1))", .plain("start", .number, usually: .number(1))
    ) { make($0.number()) }
  }

  static let batchNorm = normalisation(
    "batchnorm", "Each channel over a batch of two samples at least: mean 0, variance 1, then scale and offset"
  ) { .batchNorm(epsilon: $0) }

  static let layerNorm = normalisation(
    "layernorm", "Each sample over all its numbers: mean 0, variance 1, then scale and offset"
  ) { .layerNorm(epsilon: $0) }

  private static func normalisation(
    _ name: String, _ summary: String, make: @escaping @Sendable (_ epsilon: Real) -> Layer
  ) -> LayerKind {
    LayerKind(
      name, summary, example: "network([2], dense(4), \(name)())",
      .labelled("epsilon", .number, usually: .number(1e-3))
    ) { make($0.number()) }
  }

  static let flatten = plain("flatten", "All axes but the batch as one") { .flatten }
  static let relu = plain("relu", "Each number where positive, else 0") { .relu }
  static let tanh = plain("tanh", "The hyperbolic tangent") { .tanh }
  static let sigmoid = plain("sigmoid", "The logistic function") { .sigmoid }
  static let softplus = plain("softplus", "log(1 + exp(x))") { .softplus }

  private static func plain(_ name: String, _ summary: String, make: @escaping @Sendable () -> Layer) -> LayerKind {
    LayerKind(name, summary, example: "network([2], \(name)())") { _ in make() }
  }
}

extension LayerKind {
  static let crop = LayerKind(
    "crop", "Images cut to so many rows and columns, as much at each side", example: "network([8, 8, 1], crop(7, 7))",
    .plain("height", .whole(1...1 << 20)), .plain("width", .whole(1...1 << 20))
  ) { .crop($0.whole(), $0.whole()) }

  static let label = LayerKind(
    "label", "The last numbers of the network's input, which tell a class, put beside each sample",
    example: "network([4], dense(2), label(2))", .plain("count", .whole(1...1000))
  ) { .label($0.whole()) }
}

extension LayerParameter.Values {
  /// One of the words of a type.
  static func words<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> LayerParameter.Values {
    .word(Word.allCases.map(\.rawValue))
  }
}
