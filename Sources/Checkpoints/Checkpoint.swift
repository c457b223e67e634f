import Arrays
import Experiments
import Networks
import Refusals
import Texts

/// A run in a safetensors file: both networks, what the optimiser remembers, how far they are, the preset and what was chosen; with
/// a history also what it has done, its branches and the states on the way. The learner's names and cells are not part of it, nor, without a
/// history, the log of past steps.
///
/// Tensors have plain names, `critic.dense1.weight`, and `critic.dense1.weight/adam.mean` for what Adam remembers of it;
/// `history/…` are the states on the way, `timeline` is the rest of a history.
public struct Checkpoint: Sendable {
  /// Where the run stands.
  public let state: ExperimentState

  /// What the run has done, where that is kept with it.
  public let history: TimelineParts?

  /// A checkpoint of a run as it stands, with what it has done where that is given.
  public init(_ state: ExperimentState, history: TimelineParts? = nil) { (self.state, self.history) = (state, history) }

  /// The file's bytes: the same run gives the same bytes. Throws where a number is NaN, so that no good save is overwritten by a
  /// broken run, and where a network has a layer that typed text cannot say.
  public func bytes(name: String, program: String) throws(Refusal) -> [UInt8] {
    var notes = CheckpointNotes(state)
    notes.hasHistory = history != nil
    notes.add((history?.roots ?? []).map(\.settings.objective))
    try checkBeginnings(notes, name)
    var tensors = SavedData.tensors(of: state.settings.data)
    for (network, text) in notes.networks.sorted(by: { $0.key < $1.key }) {
      let trained = network == "critic" ? state.critic : state.generator
      tensors += try Checkpoint.named(trained, try plan(network, text, name), state.settings.optimizer)
    }
    let told = history.map { WrittenHistory($0, here: state) }
    tensors += told?.tensors ?? []
    for tensor in tensors where tensor.array.hasNaN {
      throw Refusal(
        quoted(name), "nothing is saved: \(quoted(tensor.name)) holds NaN",
        "show gradients and show weights say where; go back to an older save with load.")
    }
    return SafetensorsWriter.bytes(
      tensors, notes: notes.texts(program: program),
      bytes: told.map { [(WrittenHistory.name, $0.bytes)] } ?? [])
  }

  /// Samples and labels of the learner's own are in the file once, and so is an objective of each name: a history has to have begun with the same.
  private func checkBeginnings(_ notes: CheckpointNotes, _ name: String) throws(Refusal) {
    for root in history?.roots ?? [] {
      let objective = root.settings.objective
      let differs: String? =
        if root.settings.data != state.settings.data {
          "other samples"
        } else if root.architecture.told != state.architecture.told {
          "networks that were told other classes"
        } else if notes.objectives.contains(where: { $0.name == objective.name && $0.record != objective.record }) {
          "another \(objective.name)"
        } else { nil }
      guard let differs else { continue }
      throw Refusal(
        quoted(name), "nothing is saved: a branch of its history began with \(differs)",
        "save without history keeps the run as it stands.")
    }
  }

  /// The network's plan, if its text says the whole of it.
  private func plan(_ network: String, _ text: String, _ name: String) throws(Refusal)
    -> NetworkPlan
  {
    if let read = try? NetworkSpec(text: text), read.text == text, let plan = try? NetworkPlan(network, read) {
      return plan
    }
    throw Refusal(
      quoted(name), "nothing is saved: the \(network)'s layers cannot be written down as \(quoted(text))",
      "Give its layers ordinary numbers.")
  }

  private static func named(
    _ state: TrainSnapshot, _ plan: NetworkPlan, _ optimizer: Optimizer
  ) throws(Refusal) -> [(name: String, array: NDArray)] {
    let values = zip(plan.parts, state.values).map { (name: $0.name, array: $1) }
    let memory = zip(plan.parts.filter(\.isTrainable), state.memory).flatMap { part, memory in
      zip(part.memoryNames(optimizer), memory).map { (name: $0, array: $1) }
    }
    return values + memory
  }
}

extension NetworkPlan.Part {
  /// What the tensors of the optimiser's memory of it are called.
  func memoryNames(_ optimizer: Optimizer) -> [String] {
    isTrainable ? optimizer.memoryNames.map { "\(name)/\(optimizer.name).\($0)" } : []
  }
}

extension NDArray {
  /// Whether one of the numbers is none.
  var hasNaN: Bool { withNumbers { numbers in numbers.contains { $0.isNaN } } }
}
