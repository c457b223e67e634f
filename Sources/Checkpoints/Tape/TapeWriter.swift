import Arrays
import Experiments
import Files
import Refusals
import Texts

/// A run written down step by step, for other programs to make the same steps: a safetensors file.
///
/// `0/critic.dense1.weight` and its like are where the run stands at first; `7/…` is what the tape's seventh step drew, reported and ended
/// with. The numbers go to the disk as they come; in memory are their names alone. The page `Checkpoints` has the whole format.
public final class TapeWriter {
  /// How many steps are on it.
  public var steps: Int { order.utf8.count }
  /// How many of them are the critic's.
  public var criticSteps: Int { order.utf8.count { $0 == UInt8(ascii: "c") } }
  /// How large it may become.
  public let plan: TapePlan
  /// How many bytes it has so far.
  public var size: Int { plan.header + data }

  private let file: GrowingFile
  private let notes: TapeNotes
  private var entries: [UInt8] = []
  private var data = 0
  private var order = ""

  /// A tape of a run from where it stands, in a file by its path (links resolved), which refusals call by another name.
  public init(_ experiment: Experiment, _ plan: TapePlan, path: String, name: String, program: String) throws(Refusal) {
    (self.plan, notes) = (plan, try TapeNotes(experiment, program: program))
    file = try GrowingFile(path: path, name: name)
    for state in [experiment.critic, experiment.generator] {
      try append(state.tensors(experiment.settings.optimizer))
    }
  }

  /// Writes a step down; says false, and writes nothing, where there is no room for it.
  public func write(_ record: StepRecord) throws(Refusal) -> Bool {
    let tensors = record.tensors
    let names = tensors.reduce(0) { $0 + entry($1, at: 0).text.utf8.count + 2 * 19 }
    let numbers = tensors.reduce(0) { $0 + entry($1, at: 0).size }
    let words = SafetensorsWriter.notes(notes.all(order: order)).count + 16
    guard words + entries.count + names <= plan.header, data + numbers <= plan.data else { return false }
    order += record.network == .critic ? "c" : "g"
    try append(tensors)
    return true
  }

  /// Gives the file its header and its name; how many bytes it has.
  public func finish() throws(Refusal) -> Int {
    var header = [UInt8]("{".utf8) + SafetensorsWriter.notes(notes.all(order: order)) + entries + [UInt8(ascii: "}")]
    header += [UInt8](repeating: 0x20, count: max(0, plan.header - 8 - header.count))
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    try write(length + header, at: 0)
    try file.finish()
    return file.size
  }

  /// Leaves no file.
  public func abandon() { file.abandon() }

  private func append(_ tensors: [(name: String, array: NDArray)]) throws(Refusal) {
    for tensor in tensors {
      let entry = entry(tensor, at: data)
      try tensor.array.withFileBytes { (bytes) throws(Refusal) in try file.write(bytes, at: plan.header + data) }
      entries += entry.text.utf8
      data += entry.size
    }
  }

  private func entry(_ tensor: (name: String, array: NDArray), at start: Int) -> TapeEntry {
    TapeEntry(name: "\(steps)/\(tensor.name)", shape: tensor.array.shape, start: start)
  }

  private func write(_ bytes: [UInt8], at start: Int) throws(Refusal) {
    var fault: Refusal?
    bytes.withUnsafeBytes { bytes in
      do throws(Refusal) { try file.write(bytes, at: start) } catch { fault = error }
    }
    if let fault { throw fault }
  }
}
