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

extension ExperimentState {
  /// Whether it has numbers; those of new networks are left out.
  var isThere: Bool { !critic.values.isEmpty || !generator.values.isEmpty }
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

/// A text as one line of no great length without what a terminal would act on.
func plainLine(_ text: String) -> String {
  String(sanitized(text).split(whereSeparator: \.isNewline).joined(separator: " ").prefix(1000))
}
