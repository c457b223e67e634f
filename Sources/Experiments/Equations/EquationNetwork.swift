import Autodiff
import Language
import Networks

/// The critic or the generator in an objective: called with a batch, and its parameters by layer.
struct EquationNetwork: Object {
  let kind = "network"
  private let which: StepMade.Network
  private let scope: EquationScope

  init(_ which: StepMade.Network, _ scope: EquationScope) { (self.which, self.scope) = (which, scope) }

  private var network: (network: Network, parameters: [Tensor]) {
    which == .critic ? scope.work.critic : scope.work.generator
  }

  var memberNames: [String] { ["parameters"] + network.network.stages.filter { !$0.parameters.isEmpty }.map(\.name) }
  var description: String { which.rawText }

  func member(_ name: String) -> Value? {
    let (network, tensors) = network, named = zip(network.parameters, tensors)
    if name == "parameters" { return .list(named.filter(\.0.isTrainable).map { .tensor($0.1) }) }
    guard let stage = network.stages.first(where: { $0.name == name }) else { return nil }
    let own = named.filter { pair in stage.parameters.contains { $0 === pair.0 } }
    return .object(EquationLayer(parameters: own.map { ($0.0.name, $0.1) }))
  }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    guard arguments.count == 1, arguments[0].label == nil else {
      throw Problem("\(which.rawText) takes one batch", hint: "Write \(which.rawText)(x).")
    }
    return .tensor(try scope.call(which, try arguments[0].value.tensor(in: which.rawText)))
  }
}

/// One layer's parameters in an objective.
private struct EquationLayer: Object {
  let kind = "layer"
  let parameters: [(name: String, tensor: Tensor)]

  private func short(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }

  var memberNames: [String] { parameters.map { short($0.name) } }
  var description: String { parameters.map(\.name).joined(separator: "\n") }
  func member(_ name: String) -> Value? { parameters.first { short($0.name) == name }.map { .tensor($0.tensor) } }
}
