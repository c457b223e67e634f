import Arrays
import Experiments
import Networks
import Texts

/// A run's history as a checkpoint holds it: a tensor of numbers for each state on the way, and bytes for all else.
///
/// The bytes are roots, branches, snapshots, where the run stands, and marks. Of a log each state has what the state before it on its
/// branch has not.
struct WrittenHistory {
  /// What the tensor of bytes is called.
  static let name = "timeline"

  /// The numbers of the states.
  let tensors: [(name: String, array: NDArray)]
  /// The rest.
  let bytes: [UInt8]

  /// What a state's tensor of a network is called.
  static func name(_ state: String, _ network: String) -> String { "history/\(state)/\(network)" }

  /// The history of a run that stands at a state.
  init(_ parts: TimelineParts, here: ExperimentState) {
    var writer = HistoryWriter(), tensors: [(name: String, array: NDArray)] = []
    func add(_ state: String, _ critic: [NDArray], _ generator: [NDArray]) {
      for (network, arrays) in [("critic", critic), ("generator", generator)] {
        let flat = arrays.joinedFlat
        if flat.count > 0 { tensors.append((WrittenHistory.name(state, network), flat)) }
      }
    }
    writer.write(parts.roots) { writer, root in
      writer.write(root: root)
    }
    for (index, root) in parts.roots.enumerated() where root.isThere {
      add("root\(index)", root.critic.all, root.generator.all)
    }
    writer.write(parts.branches) { writer, branch in writer.write(branch: branch) }
    let logs = LogChain(
      parts.branches, parts.snapshots.map(\.place), current: parts.current, place: parts.place)
    writer.write(Array(parts.snapshots.enumerated())) { writer, snapshot in
      let (index, state) = snapshot
      writer.write(state.place)
      writer.write(!state.critic.lastGradients.isEmpty)
      writer.write(!state.generator.lastGradients.isEmpty)
      writer.write(log: state.log.part(after: logs.log(before: index, parts)))
      add(String(index), state.critic.all, state.generator.all)
    }
    writer.write(parts.current)
    writer.write(parts.place)
    writer.write(here.order.step)
    writer.write(here.order.sample)
    writer.write(!here.critic.lastGradients.isEmpty)
    writer.write(!here.generator.lastGradients.isEmpty)
    writer.write(log: here.log.part(after: logs.logBeforeHere(parts)))
    add("here", here.critic.lastStep, here.generator.lastStep)
    writer.write(parts.marks) { writer, mark in
      writer.write(mark.branch)
      writer.write(mark.place)
      writer.write(plainLine(mark.text))
    }
    (self.tensors, bytes) = (tensors, writer.bytes)
  }
}

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

extension ExperimentState {
  /// Whether it has numbers; those of new networks are left out.
  fileprivate var isThere: Bool { !critic.values.isEmpty || !generator.values.isEmpty }
}

extension TrainSnapshot {
  /// The last step's arrays.
  fileprivate var lastStep: [NDArray] { lastGradients + before }
  /// All its arrays.
  fileprivate var all: [NDArray] { values + memory.flatMap(\.self) + lastStep }
}

extension [NDArray] {
  /// All numbers, one array after another.
  fileprivate var joinedFlat: NDArray {
    NDArray(shape: [reduce(0) { $0 + $1.count }]) { output in
      var place = 0
      for array in self {
        array.withNumbers { numbers in
          _ = UnsafeMutableBufferPointer(rebasing: output[place...]).initialize(from: numbers)
        }
        place += array.count
      }
    }
  }
}

extension HistoryWriter {
  fileprivate mutating func write(_ place: RunPath.Place) {
    write(place.steps)
    write(place.changes)
  }

  fileprivate mutating func write(root: ExperimentState) {
    let notes = CheckpointNotes(root)
    write(root.settings.chosen.sorted { $0.key < $1.key }) { writer, choice in
      writer.write(choice.key)
      writer.write(choice.value)
    }
    for name in ["critic", "generator"] {
      write(notes.networks[name] ?? "")
      write(notes.own.contains(name))
      write(notes.steps[name] ?? 0)
    }
    write(root.order.step)
    write(root.order.sample)
    write(root.isThere)
    write(!root.critic.lastGradients.isEmpty)
    write(!root.generator.lastGradients.isEmpty)
    write(log: root.log.part(after: TrainingLog()))
  }

  fileprivate mutating func write(branch: TimelineParts.Branch) {
    write(branch.name)
    write(branch.origin) { writer, origin in
      writer.write(origin.branch)
      writer.write(origin.place)
    }
    write(branch.root)
    write(branch.steps)
    write(branch.changes) { writer, change in
      writer.write(change.step)
      writer.write(change.name)
      writer.write(change.value)
    }
    write(branch.snapshots) { writer, index in writer.write(index) }
  }

  fileprivate mutating func write(log: TrainingLog.Part) {
    write(log.criticStride)
    write(log.generatorStride)
    write(log.critic) { $0.write(report: $1) }
    write(log.generator) { $0.write(report: $1) }
    write(log.lastCritic) { $0.write(report: $1) }
    write(log.lastGenerator) { $0.write(report: $1) }
  }

  private mutating func write(report: CriticReport) {
    write(report.step)
    write(report.loss)
    write(report.penalty) { $0.write($1) }
    write(report.estimate)
    write(report.slopeNorm) { $0.write($1) }
    write(report.gradientNorm)
  }

  private mutating func write(report: GeneratorReport) {
    write(report.step)
    write(report.criticSteps)
    write(report.loss)
    write(report.gradientNorm)
  }
}

/// A text as one line of no great length without what a terminal would act on.
func plainLine(_ text: String) -> String {
  String(sanitized(text).split(whereSeparator: \.isNewline).joined(separator: " ").prefix(1000))
}
