import Networks

/// What exposes a fault in a run: lines to be typed, and the condition that holds then where it is on.
public struct FaultProbe: Hashable, Sendable {
  /// The lines, one after another.
  public let lines: [String]
  /// What holds then, if it is on.
  public let claim: String

  /// Whether a line gives weights a value: what is shown after it is of another network.
  public var givesValues: Bool { lines.contains { $0.contains(" = ") } }
}

extension Fault {
  /// What exposes it in a run, with the names that its layers have there.
  public func probe(on experiment: Experiment) -> FaultProbe {
    let names = experiment.critic.network.probedNames
    let filled = { (text: String) in
      names.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }
    return FaultProbe(lines: probe.map(filled), claim: filled(claim))
  }
}

extension Network {
  /// What probes call the last layer's weight, the layer before the first norm layer, and the gradient of its biases.
  fileprivate var probedNames: [String: String] {
    var names: [String: String] = [:]
    let weighted = stages.filter { $0.parameters.contains { $0.value.shape.rank > 1 } }
    if let weight = weighted.last?.parameters.first(where: { $0.value.shape.rank > 1 }) {
      names["{last}"] = weight.name
    }
    let isNorm = { (stage: Stage) in ["batchnorm", "layernorm"].contains(stage.layer.kind) }
    let before = stages.firstIndex(where: isNorm).flatMap { norm in
      stages[..<norm].last { !$0.parameters.isEmpty }
    }
    if let before, before.parameters.count == 2 {
      let counts = before.parameters.map(\.value.count)
      names["{layer}"] = "\(name).\(before.name)"
      names["{biases}"] = "\(name).\(before.name).gradient[\(counts[0]):\(counts[0] + counts[1])]"
    }
    return names
  }
}
