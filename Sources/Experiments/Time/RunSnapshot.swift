import Arrays

/// A state of a run at a place of its path. Paths with the same beginning share it.
final class RunSnapshot: Sendable {
  /// Where on the path it was taken.
  let place: RunPath.Place
  /// The state.
  let state: ExperimentState
  /// What the step was amended with.
  let amendment: Amendment?

  init(_ place: RunPath.Place, _ state: ExperimentState, _ amendment: Amendment?) {
    (self.place, self.state, self.amendment) = (place, state, amendment)
  }

  /// About how many bytes it keeps alive; of the log, which snapshots share, its own part.
  var bytes: Int { state.critic.bytes + state.generator.bytes + TrainingLog.ownBytes }
}

/// What a path begins with. Networks that are new need not be kept: the settings make them again.
struct RunRoot: Sendable {
  /// Which beginning it is: paths that share it are of the same networks.
  let id: Int
  /// The state. Of a run that is new its networks' numbers are left out.
  let state: ExperimentState
  let amendment: Amendment?

  /// The bytes that it keeps alive.
  var bytes: Int { state.critic.bytes + state.generator.bytes }
}

/// A change of what a step is. Each is another, for functions cannot be compared.
struct Amendment: Sendable, Equatable {
  let id: Int
  let change: @Sendable (inout StepRecipe) -> Void

  static func == (one: Amendment, other: Amendment) -> Bool { one.id == other.id }
}

extension TrainSnapshot {
  /// The bytes of its arrays.
  var bytes: Int {
    let count = { (arrays: [NDArray]) in arrays.reduce(0) { $0 + $1.count } }
    return (count(values) + memory.reduce(0) { $0 + count($1) } + count(lastGradients) + count(before))
      * MemoryLayout<Real>.stride
  }
}
