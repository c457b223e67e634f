import Arrays
import Experiments
import Networks
import Refusals
import Texts

/// Both networks that a file speaks of, before they are made.
struct CheckpointPlans {
  private(set) var all: [String: NetworkPlan] = [:]
  /// How many classes are told beside each sample.
  private let told: Int

  /// Builds the plans; a network that is not the learner's own has to be the preset's.
  init(
    _ settings: Settings, _ networks: [String: String], _ own: [String], told: Int = 0, _ file: SafetensorsFile
  ) throws(Refusal) {
    self.told = told
    for (name, text) in networks.sorted(by: { $0.key < $1.key }) {
      let plan: NetworkPlan
      do {
        plan = try NetworkPlan(name, try NetworkSpec(text: text))
      } catch {
        throw file.damage("its \(name) \(quoted(text)) cannot be built: \(error)")
      }
      if !own.contains(name) { try CheckpointPlans.check(plan, name, text, settings, told, file) }
      all[name] = plan
    }
    guard all["generator"]?.input.rank == 1 else { throw file.damage("its generator takes no list of noise") }
  }

  private static func check(
    _ plan: NetworkPlan, _ name: String, _ text: String, _ settings: Settings, _ told: Int, _ file: SafetensorsFile
  ) throws(Refusal) {
    let usual = Architecture(settings, sample: plan.input, told: told)
    let layers = name == "critic" ? usual.critic : usual.generator
    let input = name == "critic" ? plan.input : [usual.noise]
    let expected = NetworkSpec(input: input, layers).text
    guard text == expected else {
      throw file.damage("its \(name) is \(quoted(text)), that of \(settings.preset.name) is \(quoted(expected))")
    }
  }

  /// Refuses tensors that are missing, too many, of another shape or of another type.
  func check(
    _ file: SafetensorsFile, _ settings: Settings, besides others: [String: ExpectedTensor]
  ) throws(Refusal) {
    var missing: [String] = []
    var found = Dictionary(file.entries.map { ($0.name, $0) }) { first, _ in first }
    // What they hold was judged when the settings were read.
    for tensor in SavedData.tensors(of: settings.data) { found[tensor.name] = nil }
    let own = all.sorted(by: { $0.key < $1.key }).flatMap(\.value.parts).flatMap { part in
      ([part.name] + part.memoryNames(settings.optimizer)).map { (key: $0, value: ExpectedTensor(shape: part.shape)) }
    }
    for (name, expected) in own + others.sorted(by: { $0.key < $1.key }) {
      guard let entry = found.removeValue(forKey: name) else { missing.append(name); continue }
      guard entry.shape == expected.shape.extents else {
        throw file.damage("\(quoted(name)) is \(Shape(entry.shape)), \(expected.owner) has \(expected.shape)")
      }
      guard entry.type == expected.type else {
        throw file.damage(
          "\(quoted(name)) holds \(entry.type.rawValue) numbers, a checkpoint holds \(expected.type.rawValue)")
      }
    }
    guard missing.isEmpty else { throw file.damage("it lacks \(firstFew(missing.map { quoted($0) }))") }
    guard found.isEmpty else {
      throw file.damage(
        "it holds tensors that its networks do not have: \(firstFew(found.keys.sorted().map { quoted($0) }))")
    }
  }

  /// What the networks are made of.
  func architecture(_ settings: Settings, _ names: [String]) -> Architecture {
    var made = Architecture(settings, sample: all["critic"]?.input ?? [], told: told)
    if let own = all["critic"], names.contains("critic") { made = made.with(critic: own.layers) }
    if let own = all["generator"], names.contains("generator") {
      made = made.with(generator: own.layers, noise: own.input[0])
    }
    return made
  }

  /// Where one of them stands. All its arrays are there: `check` has seen to it.
  func state(
    _ name: String, _ steps: Int, _ optimizer: Optimizer, _ arrays: [String: NDArray]
  ) -> TrainSnapshot {
    let parts = all[name]?.parts ?? []
    return TrainSnapshot(
      steps: steps, values: parts.compactMap { arrays[$0.name] },
      memory: parts.filter(\.isTrainable).map { part in
        part.memoryNames(optimizer).compactMap { arrays[$0] }
      })
  }
}

/// What a tensor of a checkpoint has to be.
struct ExpectedTensor {
  var shape: Shape
  var type = ElementType.f32
  /// What it belongs to, as messages say it.
  var owner = "its network"
}
