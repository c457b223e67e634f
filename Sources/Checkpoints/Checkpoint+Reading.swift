import Arrays
import Experiments
import Foundation
import Networks
import Refusals
import Texts

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
    let plans = try Plans(notes, file)
    try plans.check(file, notes.settings)
    let arrays = try file.checkedArrays()
    state = ExperimentState(
      settings: notes.settings, architecture: plans.architecture(notes),
      critic: plans.state("critic", notes, arrays), generator: plans.state("generator", notes, arrays),
      order: DataOrder(step: notes.steps["critic"] ?? 0, sample: notes.sample))
  }
}

/// Both networks that a file speaks of, before they are made.
private struct Plans {
  private var all: [String: NetworkPlan] = [:]

  /// Builds the plans; a network that is not the learner's own has to be the preset's.
  init(_ notes: CheckpointNotes, _ file: SafetensorsFile) throws(Refusal) {
    for (name, text) in notes.networks.sorted(by: { $0.key < $1.key }) {
      let plan: NetworkPlan
      do {
        plan = try NetworkPlan(name, try NetworkSpec(text: text))
      } catch {
        throw file.damage("its \(name) \(quoted(text)) cannot be built: \(error)")
      }
      if !notes.own.contains(name) { try Plans.check(plan, name, text, notes, file) }
      all[name] = plan
    }
    guard all["generator"]?.input.rank == 1 else { throw file.damage("its generator takes no list of noise") }
  }

  private static func check(
    _ plan: NetworkPlan, _ name: String, _ text: String, _ notes: CheckpointNotes, _ file: SafetensorsFile
  ) throws(Refusal) {
    let usual = Architecture(notes.settings, sample: plan.input, told: notes.told)
    let layers = name == "critic" ? usual.critic : usual.generator
    let input = name == "critic" ? plan.input : [usual.noise]
    let expected = NetworkSpec(input: input, layers).text
    guard text == expected else {
      throw file.damage("its \(name) is \(quoted(text)), that of \(notes.settings.preset.name) is \(quoted(expected))")
    }
  }

  /// Refuses tensors that are missing, too many, of another shape or of another type.
  func check(_ file: SafetensorsFile, _ settings: Settings) throws(Refusal) {
    var missing: [String] = []
    var found = Dictionary(file.entries.map { ($0.name, $0) }) { first, _ in first }
    // What they hold was judged when the settings were read.
    for tensor in SavedData.tensors(of: settings.data) { found[tensor.name] = nil }
    for part in all.sorted(by: { $0.key < $1.key }).flatMap(\.value.parts) {
      for name in [part.name] + part.memoryNames(settings.optimizer) {
        guard let entry = found.removeValue(forKey: name) else { missing.append(name); continue }
        guard entry.shape == part.shape.extents else {
          throw file.damage("\(quoted(name)) is \(Shape(entry.shape)), its network has \(part.shape)")
        }
        guard entry.type == .f32 else {
          throw file.damage("\(quoted(name)) holds \(entry.type.rawValue) numbers, a checkpoint holds F32")
        }
      }
    }
    guard missing.isEmpty else { throw file.damage("it lacks \(firstFew(missing.map { quoted($0) }))") }
    guard found.isEmpty else {
      throw file.damage(
        "it holds tensors that its networks do not have: \(firstFew(found.keys.sorted().map { quoted($0) }))")
    }
  }

  /// What the networks are made of.
  func architecture(_ notes: CheckpointNotes) -> Architecture {
    var made = Architecture(notes.settings, sample: all["critic"]?.input ?? [], told: notes.told)
    if let own = all["critic"], notes.own.contains("critic") { made = made.with(critic: own.layers) }
    if let own = all["generator"], notes.own.contains("generator") {
      made = made.with(generator: own.layers, noise: own.input[0])
    }
    return made
  }

  /// Where one of them stands. All its arrays are there: `check` has seen to it.
  func state(_ name: String, _ notes: CheckpointNotes, _ arrays: [String: NDArray]) -> TrainSnapshot {
    let parts = all[name]?.parts ?? []
    return TrainSnapshot(
      steps: notes.steps[name] ?? 0, values: parts.compactMap { arrays[$0.name] },
      memory: parts.filter(\.isTrainable).map { part in
        part.memoryNames(notes.settings.optimizer).compactMap { arrays[$0] }
      })
  }
}
