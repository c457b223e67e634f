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

  var memberNames: [String] { network.stages.filter { !$0.parameters.isEmpty }.map(\.name) + ["parameters"] }

  func member(_ name: String) throws(Problem) -> Value? {
    if name == "parameters" { return .list(network.trainable.map { .tensor($0.tensor) }) }
    guard let stage = network.stages.first(where: { $0.name == name }) else { return nil }
    return .object(LayerObject(stage: stage))
  }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    guard arguments.count == 1, arguments[0].label == nil, case .tensor(let x) = arguments[0].value else {
      throw Problem("\(network.name) takes one batch", hint: "Write \(network.name)(x) with x \(expected).")
    }
    do throws(Refusal) { return .tensor(try network(x)) } catch { throw Problem(error, at: arguments[0].range) }
  }

  private var expected: String { "[batch" + network.input.extents.map { "×\($0)" }.joined() + "]" }

  var description: String { network.table.text }
}

/// One layer's parameters by name.
struct LayerObject: Object {
  let stage: Network.Stage
  let kind = "layer"

  var memberNames: [String] { stage.parameters.map(shortName) }

  func member(_ name: String) -> Value? {
    stage.parameters.first { shortName($0) == name }.map { .tensor($0.tensor) }
  }

  var description: String {
    stage.parameters.map { "\($0.name) \($0.value.shape)" }.joined(separator: "\n")
  }

  private func shortName(_ parameter: Networks.Parameter) -> String {
    parameter.name.split(separator: ".").last.map(String.init) ?? parameter.name
  }
}
