import Arrays
import Autodiff
import Language
import Networks
import Refusals

/// A network that a learner described: layers, built and checked, with numbers of its own until it becomes critic or generator.
struct Blueprint: Object {
  let layers: [Layer]
  let network: Network
  let kind = "network"

  /// Builds a network; throws which layer does not take what it is given.
  init(input: Shape, _ layers: [Layer], seed: UInt64) throws(Refusal) {
    self.layers = layers
    network = try Network("network", input: input, layers, random: Random(seed: seed))
  }

  var memberNames: [String] { NetworkObject(network).memberNames }
  func member(_ name: String) throws(Problem) -> Value? { try NetworkObject(network).member(name) }
  func call(_ arguments: [Argument]) throws(Problem) -> Value { try NetworkObject(network).call(arguments) }
  var description: String { NetworkObject(network).description }

  /// Refuses an input that is not what the data have.
  func check(input expected: Shape, for name: String) throws(Refusal) {
    guard network.input == expected else {
      throw Refusal(
        name, "the network takes \(network.input), the data are \(expected)",
        "Begin with network([\(expected.extents.map(String.init).joined(separator: ", "))], …).")
    }
  }

  /// How many numbers it takes as a generator.
  func noise() throws(Refusal) -> Int {
    guard network.input.rank == 1 else {
      throw Refusal("generator", "the network takes \(network.input)", "A generator takes noise: network([100], …).")
    }
    return network.input[0]
  }
}

/// A layer as an argument of `network(…)`.
struct LayerValue: Object {
  let layer: Layer
  let kind = "layer"
  let memberNames: [String] = []
  func member(_ name: String) -> Value? { nil }
  var description: String { "\(layer.kind)(\(layer.details))" }
}

extension FunctionLibrary {
  /// `network(…)` and, within its parentheses, the layers.
  static var networks: [Function] {
    [
      Function(
        "network", "Layers in a row for samples of a shape; assign it to critic or generator to train it",
        group: "Models",
        examples: ["network([2], dense(32), relu(), dense(1))", "shape(network([2], dense(3))(ones(5, 2)))"],
        argumentFunctions: FunctionLibrary(layers), .value("shape"), .values("layers")
      ) { context, shape, layers in
        let extents = try sampleShape(shape, in: context)
        let chosen = try layers.map { value throws(Problem) -> Layer in
          guard case .object(let object) = value, let layer = object as? LayerValue else {
            throw Problem(
              "network takes layers after the shape", hint: "Such as dense(64), relu(), conv(16, 3, stride: 2).")
          }
          return layer.layer
        }
        guard chosen.count <= 200 else {
          throw Problem("\(chosen.count) layers", hint: "A network has 200 layers at most.")
        }
        return .object(try Blueprint(input: extents, chosen, seed: context.nextDraw().seed))
      }
    ]
  }

  private static func sampleShape(_ value: Value, in context: CallContext) throws(Problem) -> Shape {
    let remedy = "Give the shape of one sample without the batch: [2], [28, 28, 1]."
    guard let tensor = try? value.tensor(in: "network"), tensor.shape.rank <= 1 else {
      throw Problem("network: the first argument is not a shape", hint: remedy)
    }
    let extents = (tensor.value?.numbers ?? []).compactMap { Int(exactly: $0) }
    guard extents.count == tensor.shape.count else {
      throw Problem("network: the shape is not whole numbers", hint: remedy)
    }
    guard !extents.isEmpty, extents.count <= 3, extents.allSatisfy({ (1...1 << 20).contains($0) }) else {
      throw Problem("network: samples cannot be \(extents)", hint: remedy)
    }
    return Shape(extents)
  }

  /// The layers, as functions within `network(…)`.
  static var layers: [Function] { shapedLayers + plainLayers + singleLayers }

  private static func layer(_ layer: Layer) -> Value { .object(LayerValue(layer: layer)) }

  private static var shapedLayers: [Function] {
    [
      Function(
        "dense", "A dense layer with so many outputs", group: "Layers", examples: ["network([2], dense(8))"],
        .whole("units", within: 1...1 << 20)
      ) { _, units in layer(.dense(units)) },
      Function(
        "conv", "A convolution to so many channels, kernel size × size", group: "Layers",
        examples: ["network([28, 28, 1], conv(16, 3, stride: 2))"], .whole("channels", within: 1...65_536),
        .whole("size", within: 1...256), .whole("stride", within: 1...64, default: 1),
        .choice("padding", default: Padding.same), .flag("bias", default: true)
      ) { _, channels, size, stride, padding, bias in
        layer(.conv(channels, size, stride: stride, padding: padding, bias: bias))
      },
      Function(
        "convtranspose", "A transposed convolution to so many channels, images stride times as large", group: "Layers",
        examples: ["network([7, 7, 8], convtranspose(4, 4, stride: 2))"], .whole("channels", within: 1...65_536),
        .whole("size", within: 1...256), .whole("stride", within: 1...64, default: 1),
        .choice("padding", default: Padding.same), .flag("bias", default: true)
      ) { _, channels, size, stride, padding, bias in
        layer(.convTranspose(channels, size, stride: stride, padding: padding, bias: bias))
      },
      Function(
        "upsample", "Images made factor times as high and wide", group: "Layers",
        examples: ["network([7, 7, 8], upsample(2))"], .whole("factor", within: 1...64),
        .choice("method", default: Resampling.Method.nearest)
      ) { _, factor, method in layer(.upsample(factor, method: method)) },
      Function(
        "reshape", "Each sample under another shape", group: "Layers",
        examples: ["network([6], reshape(2, 3, 1))"], .extents("extents")
      ) { _, extents in layer(.reshape(extents)) },
      Function(
        "leakyrelu", "Each number where positive, else slope times it", group: "Layers",
        examples: ["network([2], dense(4), leakyrelu(0.2))"], .number("slope", default: 0.2)
      ) { _, slope in layer(.leakyRelu(slope)) },
    ]
  }

  /// Layers of one trainable number.
  private static var singleLayers: [Function] {
    let made: [(name: String, summary: String, layer: (Real) -> Layer)] = [
      ("knob", "One trainable number before each sample's own", Layer.knob),
      ("scale", "Each number times one trainable number", Layer.scale),
      ("shift", "Each number plus one trainable number", Layer.shift),
    ]
    return made.map { entry in
      Function(
        entry.name, entry.summary, group: "Layers", examples: ["network([2], \(entry.name)(1))"],
        .number("start", default: 1)
      ) { _, start in layer(entry.layer(start)) }
    }
  }

  private static var plainLayers: [Function] {
    let plain: [(Layer, String)] = [
      (.flatten, "All axes but the batch as one"), (.relu, "Each number where positive, else 0"),
      (.tanh, "The hyperbolic tangent"), (.sigmoid, "The logistic function"), (.softplus, "log(1 + exp(x))"),
    ]
    let normalisations = [
      Function(
        "batchnorm", "Each channel over a batch of two samples at least: mean 0, variance 1, then scale and offset",
        group: "Layers",
        examples: ["network([2], dense(4), batchnorm())"], .number("epsilon", default: 1e-3)
      ) { _, epsilon in layer(.batchNorm(epsilon: epsilon)) },
      Function(
        "layernorm", "Each sample over all its numbers: mean 0, variance 1, then scale and offset", group: "Layers",
        examples: ["network([2], dense(4), layernorm())"], .number("epsilon", default: 1e-3)
      ) { _, epsilon in layer(.layerNorm(epsilon: epsilon)) },
    ]
    return normalisations
      + plain.map { made, summary in
        Function(
          made.kind, summary, group: "Layers", examples: ["network([2], \(made.kind)())"]
        ) { _ in layer(made) }
      }
  }
}
