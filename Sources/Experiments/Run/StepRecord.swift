import Arrays
import Networks
import Refusals

/// Who is told what becomes of a run.
public struct RunListener {
  /// A network has made a step; its record can be asked for.
  public var stepped: (StepMade.Network) -> Void
  /// Something else has changed, in words: what was told so far does not lead to where the run goes on from.
  public var changed: (String) -> Void

  /// Who is told.
  public init(stepped: @escaping (StepMade.Network) -> Void, changed: @escaping (String) -> Void) {
    (self.stepped, self.changed) = (stepped, changed)
  }
}

/// A step as others can make it again: what it was made on, what it reported, and where it ended.
public struct StepRecord {
  /// Whose step it is.
  public let network: StepMade.Network
  /// What it drew, in the order in which it is used: `real`, `noise`, `epsilon`, `directions`; then what an objective of one's own draws,
  /// `draw0`, and what layers drop by, `dropout0`.
  public let draws: [(name: String, array: NDArray)]
  /// What it reported: `loss`, `gradient` (its norm), and of the critic also `estimate`, `penalty`, `slope` where there is one.
  public let numbers: [(name: String, value: Real)]
  /// All numbers of the network, and what the optimiser remembers, after it.
  public let state: [(name: String, array: NDArray)]

  /// All of it as named arrays.
  public var tensors: [(name: String, array: NDArray)] {
    draws + numbers.map { (name: $0.name, array: NDArray([$0.value], shape: [])) } + state
  }
}

extension Experiment {
  /// Whether a step was changed by something that the settings do not say.
  public var isAmended: Bool { amendment != nil }

  /// The record of the step that a network has made last.
  public func record(of network: StepMade.Network) throws -> StepRecord {
    let state = network == .critic ? critic : generator
    return StepRecord(
      network: network, draws: try draws(of: network, step: state.steps - 1), numbers: numbersReported(network),
      state: state.tensors(settings.optimizer))
  }

  /// What the record of a network's coming step will hold, with other numbers in it: to know its size.
  public func outline(of network: StepMade.Network) throws -> StepRecord {
    let state = network == .critic ? critic : generator
    let names = ["loss", "gradient"] + (network == .critic ? ["estimate", "penalty", "slope"] : [])
    return StepRecord(
      network: network, draws: try draws(of: network, step: state.steps), numbers: names.map { ($0, 0) },
      state: state.tensors(settings.optimizer))
  }

  /// What a network's step, counted from 0, draws.
  private func draws(of network: StepMade.Network, step: Int) throws -> [(name: String, array: NDArray)] {
    var all: [(name: String, array: NDArray)] = []
    switch network {
    case .critic: _ = criticDraws(step: step).map { all.append(($1, $0)) }
    case .generator: all.append(("noise", generatorDraw(step: step)))
    }
    let source = equationSource(network, step: step)
    return all + (try furtherDraws(of: network).map { (name: $0.name, array: source($0)) })
  }

  private func numbersReported(_ network: StepMade.Network) -> [(name: String, value: Real)] {
    switch network {
    case .critic:
      guard let report = log.lastCritic else { return [] }
      let all: [(String, Real?)] = [
        ("loss", report.loss), ("gradient", report.gradientNorm), ("estimate", report.estimate),
        ("penalty", report.penalty), ("slope", report.slopeNorm),
      ]
      return all.compactMap { name, value in value.map { (name, $0) } }
    case .generator:
      return log.lastGenerator.map { [("loss", $0.loss), ("gradient", $0.gradientNorm)] } ?? []
    }
  }
}

extension EquationDraw {
  /// What it is called in a record: `draw0`, `dropout0`.
  fileprivate var name: String { "\(kind == .dropped ? "dropout" : "draw")\(number)" }
}

extension TrainState {
  /// All numbers of the network by their names, and what the optimiser remembers: `critic.dense1.weight/adam.mean`.
  public func tensors(_ optimizer: Optimizer) -> [(name: String, array: NDArray)] {
    let memory = zip(network.trainable, memory).flatMap { parameter, arrays in
      zip(optimizer.memoryNames, arrays).map { ("\(parameter.name)/\(optimizer.name).\($0)", $1) }
    }
    return network.parameters.map { ($0.name, $0.value) } + memory
  }
}
