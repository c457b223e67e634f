import Experiments
import Foundation
import Refusals

extension Checkpoint {
  /// Whether there is a file with something in it that does not say that it is one; only its header is read.
  public static func isForeign(_ path: String) -> Bool {
    guard let file = try? FileManager.default.attributesOfItem(atPath: path),
      file[.type] as? FileAttributeType == .typeRegular,
      file[.size] as? Int != 0
    else { return false }
    return (try? SafetensorsFile(path: path, name: path))?.note("format") != CheckpointNotes.format
  }

  /// Reads a checkpoint and checks all of it: its notes, its networks, that each tensor is there with its shape and no other, that no
  /// number is NaN, and the digest. Throws the first that is wrong; of the data no more is kept than the file holds.
  public init(_ file: SafetensorsFile) throws(Refusal) {
    let notes = try CheckpointNotes(file)
    let plans = try CheckpointPlans(notes.settings, notes.networks, notes.own, told: notes.told, file)
    let told = notes.hasHistory ? try ToldHistory(file, plans, notes) : nil
    try plans.check(file, notes.settings, besides: told?.tensors ?? [:])
    let arrays = try file.checkedArrays()
    var state = ExperimentState(
      settings: notes.settings, architecture: plans.architecture(notes.settings, notes.own),
      critic: plans.state("critic", notes.steps["critic"] ?? 0, notes.settings.optimizer, arrays),
      generator: plans.state("generator", notes.steps["generator"] ?? 0, notes.settings.optimizer, arrays),
      order: DataOrder(step: notes.steps["critic"] ?? 0, sample: notes.sample))
    history = try told?.parts(arrays, here: &state, file)
    self.state = state
  }
}
