import Arrays
import Autodiff
import Language
import Networks
import Refusals

/// A network as expressions see it: called with a batch, its parameters by layer.
struct NetworkObject: Object {
  let network: Network
  let kind = "network"

  init(_ network: Network) { self.network = network }

  var memberNames: [String] { network.stages.map(\.name) + ["parameters"] }

  func member(_ name: String) throws(Problem) -> Value? {
    if name == "parameters" { return .list(network.trainable.map { .tensor($0.tensor) }) }
    guard let stage = network.stages.first(where: { $0.name == name }) else { return nil }
    return .object(LayerObject(network: network, stage: stage))
  }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    let (x, mode) = try BatchArguments(arguments, network.name, expected).read
    do throws(Refusal) { return .tensor(try network(x, mode)) } catch { throw Problem(error, at: arguments[0].range) }
  }

  var partCount: Int? { network.stages.count }
  func part(_ range: Range<Int>) -> Value { .object(NetworkPart(network: network, range: range)) }

  private var expected: String { "[batch" + network.input.extents.map { "×\($0)" }.joined() + "]" }

  var description: String { network.table.text }
}

/// Some layers of a network in a row, as expressions see them: called with what the layer before them gives.
struct NetworkPart: Object {
  let network: Network
  let range: Range<Int>
  let kind = "part of a network"

  var memberNames: [String] { [] }
  func member(_ name: String) -> Value? { nil }
  var description: String { network.stages[range].map { "\($0.name): \($0.layer.spec.text)" }.joined(separator: "\n") }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    let (x, mode) = try BatchArguments(arguments, network.name, "what comes before gives").read
    do throws(Refusal) { return .tensor(try network(x, stages: range, mode)) } catch {
      throw Problem(error, at: arguments[0].range)
    }
  }

  var partCount: Int? { range.count }
  func part(_ inner: Range<Int>) -> Value {
    .object(
      NetworkPart(
        network: network, range: range.lowerBound + inner.lowerBound..<range.lowerBound + inner.upperBound))
  }
}

/// What a network or a layer is called with: a batch, and whether it is as in training.
struct BatchArguments {
  private let arguments: [GivenArgument]
  private let name, expected: String

  init(_ arguments: [GivenArgument], _ name: String, _ expected: String) {
    (self.arguments, self.name, self.expected) = (arguments, name, expected)
  }

  /// The batch, and the mode that `training: false` chooses.
  var read: (Tensor, LayerMode) {
    get throws(Problem) {
      guard let first = arguments.first, first.label == nil, case .tensor(let x) = first.value, arguments.count <= 2
      else {
        throw Problem(
          "\(name) takes one batch", hint: "Write \(name)(x) with x \(expected); training: false uses kept statistics.")
      }
      guard arguments.count == 2 else { return (x, .batch) }
      guard arguments[1].label == "training" else {
        throw Problem(
          "\(name) takes one batch", hint: "Write \(name)(x), or \(name)(x, training: false).", at: arguments[1].range)
      }
      let number = try arguments[1].value.number(in: "\(name), training")
      guard number == 0 || number == 1 else {
        throw Problem("\(name), training: it is neither true nor false", hint: "Write training: false.")
      }
      return (x, number == 1 ? .batch : .inference)
    }
  }
}

/// One layer of a network: called with what the layer before it gives, and its parameters by name.
struct LayerObject: Object {
  let network: Network
  let stage: Network.Stage
  let kind = "layer"

  var memberNames: [String] { stage.parameters.map(shortName) }

  func member(_ name: String) -> Value? {
    stage.parameters.first { shortName($0) == name }.map { .tensor($0.tensor) }
  }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    guard let index = network.stages.firstIndex(where: { $0.name == stage.name }) else {
      throw Problem("\(stage.name) is no layer of this network any more")
    }
    return try NetworkPart(network: network, range: index..<index + 1).call(arguments)
  }

  var description: String {
    ([stage.layer.spec.text] + stage.parameters.map { "\($0.name) \($0.value.shape)" }).joined(separator: "\n")
  }

  private func shortName(_ parameter: Networks.Parameter) -> String {
    parameter.name.split(separator: ".").last.map(String.init) ?? parameter.name
  }
}
