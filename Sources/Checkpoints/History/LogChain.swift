import Experiments

/// Which log each state's goes on from.
struct LogChain {
  private var earlier: [Int?]
  private var roots: [Int]
  private let here: (root: Int, snapshot: Int?)

  /// The state before each, on the first branch that has it; `places` are those of all states.
  init(_ branches: [TimelineParts.Branch], _ places: [RunPath.Place], current: Int, place: RunPath.Place) {
    (earlier, roots) = (places.map { _ in nil }, places.map { _ in 0 })
    var isKnown = places.map { _ in false }
    for branch in branches {
      for (place, index) in branch.snapshots.enumerated() where !isKnown[index] {
        earlier[index] = place > 0 ? branch.snapshots[place - 1] : nil
        (roots[index], isKnown[index]) = (branch.root, true)
      }
    }
    here = (branches[current].root, branches[current].snapshots.last { places[$0] <= place })
  }

  /// The beginning of the path of a state.
  func root(of index: Int) -> Int { roots[index] }

  /// The log before that of a state.
  func log(before index: Int, _ parts: TimelineParts) -> TrainingLog {
    earlier[index].map { parts.snapshots[$0].log } ?? parts.roots[roots[index]].log
  }

  /// The log before that of the run where it stands.
  func logBeforeHere(_ parts: TimelineParts) -> TrainingLog {
    here.snapshot.map { parts.snapshots[$0].log } ?? parts.roots[here.root].log
  }
}
