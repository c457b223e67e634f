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
  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value { try NetworkObject(network).call(arguments) }
  var partCount: Int? { network.stages.count }
  func part(_ range: Range<Int>) -> Value { NetworkObject(network).part(range) }
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
  var description: String { layer.spec.text }
}

extension FunctionLibrary {
  /// `network(…)` and, within its parentheses, the layers.
  static var networks: [Function] {
    [
      Function(
        "network", "Layers in a row for samples of a shape; assign it to critic or generator to train it",
        group: "Models",
        examples: ["network([2], dense(32), relu(), dense(1))", "shape(network([2], dense(3))(ones(5, 2)))"],
        argumentFunctions: FunctionLibrary(layers), argumentWords: InitializerName.allCases.map(\.rawValue),
        .value("shape"), .values("layers")
      ) { context, shape, layers in
        let extents = try sampleShape(shape, in: context)
        let chosen = try layers.map { value throws(Problem) -> Layer in
          guard case .object(let object) = value, let layer = object as? LayerValue else {
            throw Problem(
              "network takes layers after the shape", hint: "Such as dense(64), relu(), conv(16, 3, stride: 2).")
          }
          return layer.layer
        }
        guard chosen.count <= NetworkSpec.mostLayers else {
          throw Problem("\(chosen.count) layers", hint: "A network has \(NetworkSpec.mostLayers) layers at most.")
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
  static var layers: [Function] {
    LayerKind.all.map { kind in
      Function(
        kind.name, kind.summary, group: "Layers", examples: [kind.example], parameters: kind.parameters.map(parameter)
      ) { _, arguments in .object(LayerValue(layer: kind.layer(arguments))) }
    }
  }

  private static func parameter(_ parameter: LayerParameter) -> Language.Parameter<LayerArgument> {
    let name = parameter.name
    switch (parameter.values, parameter.usual) {
    case (.whole(let range), .whole(let usual)):
      return Language.Parameter<Int>.whole(name, within: range, default: usual).map(LayerArgument.whole)
    case (.whole(let range), _): return Language.Parameter<Int>.whole(name, within: range).map(LayerArgument.whole)
    case (.number, .number(let usual)):
      return Language.Parameter<Real>.number(name, default: Double(usual)).map(LayerArgument.number)
    case (.number, _): return Language.Parameter<Real>.number(name).map(LayerArgument.number)
    case (.flag, let usual):
      return Language.Parameter<Bool>.flag(name, default: usual == .flag(true)).map(LayerArgument.flag)
    case (.word(let words), let usual):
      let first = if case .word(let word)? = usual { word } else { words[0] }
      return Language.Parameter<String>.word(name, among: words, default: first).map(LayerArgument.word)
    case (.layers(let counts), _): return .layers(name, counts)
    case (.extents, _): return Language.Parameter<Shape>.extents(name).map { LayerArgument.extents($0.extents) }
    }
  }
}

extension Language.Parameter where Input == LayerArgument {
  /// Layers in a row.
  fileprivate static func layers(_ name: String, _ counts: ClosedRange<Int>) -> Language.Parameter<LayerArgument> {
    Language.Parameter(
      ParameterDescription(name: name, presence: counts.upperBound == 1 ? .required : .variadic)
    ) { (arguments, context) throws(Problem) in
      var layers: [LayerSpec] = []
      for argument in arguments {
        guard case .object(let object) = argument.value, let layer = object as? LayerValue else {
          throw Problem("\(context.name) takes layers", hint: "Such as dense(64), relu().", at: argument.range)
        }
        layers.append(layer.layer.spec)
      }
      guard counts.contains(layers.count) else {
        throw Problem("\(context.name) needs a layer", hint: "Such as \(context.name)(dense(64)).", at: context.range)
      }
      return .layers(layers)
    }
  }
}
