import Datasets
import Experiments
import Networks
import Refusals
import Texts

/// What a checkpoint says in words, in the metadata of its file.
struct CheckpointNotes {
  /// What `format` has to say.
  static let format = "wganlab checkpoint"
  /// The version of the format that is written of a run on a preset's samples, without a history: what older programs read.
  static let plainVersion = 2
  /// The version that is written with samples of the learner's own or with a history.
  static let version = 3
  /// The version that is written with faults of the museum on, the newest that is read.
  static let faultVersion = 4
  /// More steps than any run makes.
  static let mostSteps = 1_000_000_000_000

  /// The preset and what the learner chose.
  var settings: Settings
  /// How many steps each network has taken, by its name.
  var steps: [String: Int]
  /// Which sample the critic's coming step begins at, counted from the run's beginning.
  var sample: Int
  /// Each network as it is typed, by its name.
  var networks: [String: String]
  /// How many classes are told beside each sample.
  var told: Int
  /// The objectives of the learner's own by which it is trained, or was.
  private(set) var objectives: [Objective] = []
  /// The names of the networks that are the learner's own.
  var own: [String]
  /// Whether the run's history is in the file.
  var hasHistory = false

  /// What a run's state says.
  init(_ state: ExperimentState) {
    let architecture = state.architecture
    settings = state.settings
    steps = ["critic": state.critic.steps, "generator": state.generator.steps]
    sample = state.order.first(ofStep: state.critic.steps, batch: settings.batch)
    networks = [
      "critic": NetworkSpec(input: architecture.sample, architecture.critic).text,
      "generator": NetworkSpec(input: [architecture.noise], architecture.generator).text,
    ]
    told = architecture.told
    own = (architecture.ownsCritic ? ["critic"] : []) + (architecture.ownsGenerator ? ["generator"] : [])
    add([settings.objective])
  }

  /// Objectives by which it was trained, too; the kit's own and names that are there are left out.
  mutating func add(_ others: [Objective]) {
    for objective in others where objective.isOwn && !objectives.contains(where: { $0.name == objective.name }) {
      objectives.append(objective)
    }
  }

  /// As a file holds them.
  func texts(program: String) -> [(key: String, text: String)] {
    var texts = [
      ("format", CheckpointNotes.format),
      ("version", String(version)),
      ("program", program),
      ("preset", settings.preset.name), ("seed", String(settings.seed)), ("own", own.joined(separator: " ")),
    ]
    texts += settings.chosen.filter { $0.key != "seed" }.map { ("setting." + $0.key, $0.value) }
    for objective in objectives { texts.append(("objective." + objective.name, objective.record ?? "")) }
    let faults = settings.faults.all.map(\.name)
    if !faults.isEmpty { texts.append(("faults", faults.joined(separator: " "))) }
    texts += steps.map { ($0.key + ".steps", String($0.value)) }
    texts.append(("critic.samples", String(sample)))
    if told > 0 { texts.append(("classes", String(told))) }
    texts += networks.map { ($0.key + ".network", $0.value) }
    return texts
  }

  /// The oldest version that can say all of it.
  private var version: Int {
    if !settings.faults.isEmpty { return CheckpointNotes.faultVersion }
    return hasHistory || settings.data != nil ? CheckpointNotes.version : CheckpointNotes.plainVersion
  }
}

extension CheckpointNotes {
  /// Reads what a file says; throws what this program does not understand.
  init(_ file: SafetensorsFile) throws(Refusal) {
    try CheckpointNotes.checkFormat(file)
    let settings = try CheckpointNotes.settings(file)
    objectives = settings.objectives
    // What an older version says has neither samples nor a history, this one has one of them; with faults there may be samples.
    let mayHave = file.note("version") == String(CheckpointNotes.version)
    hasHistory = mayHave && (file.entry(named: WrittenHistory.name) != nil || settings.data == nil)
    self.settings = settings
    (steps, networks) = ([:], [:])
    for name in ["critic", "generator"] {
      steps[name] = try CheckpointNotes.steps(file, name + ".steps")
      networks[name] = try file.needed(name + ".network")
    }
    sample = try CheckpointNotes.sample(file, settings, steps["critic"] ?? 0)
    told = file.note("classes") == nil ? 0 : try CheckpointNotes.count(file, "classes", most: OwnData.mostClasses)
    own = try file.needed("own").split(separator: " ").map(String.init)
    guard own.allSatisfy({ networks[$0] != nil }) else {
      throw file.damage("own is \(quoted(own.joined(separator: " "))), which names no networks")
    }
  }

  private static func checkFormat(_ file: SafetensorsFile) throws(Refusal) {
    guard file.note("format") == format else {
      let names = file.entries.map(\.name)
      throw Refusal(
        quoted(file.name), "it is a safetensors file, but no checkpoint of wganlab",
        names.isEmpty
          ? "It holds no tensors."
          : "load(\"…\", \"name\") reads a single tensor; it holds \(firstFew(names.map { quoted($0) })).")
    }
    let text = try file.needed("version")
    guard let number = Int(text), number >= 1 else { throw file.damage("its format version is \(quoted(text))") }
    guard number <= faultVersion else {
      throw Refusal(
        quoted(file.name), "its format version is \(number), this program reads up to \(faultVersion)",
        "Load it with a newer wganlab.")
    }
  }

  private static func settings(_ file: SafetensorsFile) throws(Refusal) -> Settings {
    var settings = Settings(preset: try preset(file))
    settings.objectives = try objectives(file)
    let prefix = "setting."
    for note in file.header.notes.map({ (key: String(decoding: $0.key, as: UTF8.self), text: $0.text) }) {
      guard note.key == "seed" || note.key.hasPrefix(prefix) else { continue }
      let name = note.key == "seed" ? note.key : String(note.key.dropFirst(prefix.count))
      guard let setting = Setting.named(name) else {
        throw file.damage("it chooses a setting \(quoted(name)), there is none")
      }
      do throws(Refusal) { try settings.choose(setting, note.text) } catch {
        throw file.damage("its setting \(name) is \(quoted(note.text)): \(name) takes \(setting.range)")
      }
    }
    return settings.with(try faults(file))
  }

  /// The faults that the run is made with.
  private static func faults(_ file: SafetensorsFile) throws(Refusal) -> FaultsOn {
    guard file.note("version") == String(faultVersion) else { return FaultsOn() }
    let names = try file.needed("faults").split(separator: " ").map(String.init)
    var all: [Fault] = []
    for name in names {
      guard let fault = Fault.named(name), !all.contains(where: { $0.name == name }) else {
        throw file.damage("it has the fault \(quoted(name)) on, which is none or is there twice")
      }
      all.append(fault)
    }
    guard !all.isEmpty else { throw file.damage("it has no faults on") }
    return FaultsOn(all)
  }

  /// The objective that the learner wrote, if the run is trained by such a one.
  private static func objectives(_ file: SafetensorsFile) throws(Refusal) -> [Objective] {
    let prefix = "objective."
    var found: [Objective] = []
    for note in file.header.notes.map({ (key: String(decoding: $0.key, as: UTF8.self), text: $0.text) })
    where note.key.hasPrefix(prefix) {
      do throws(Refusal) {
        found.append(try Objective(String(note.key.dropFirst(prefix.count)), record: note.text))
      } catch { throw file.damage("its objective cannot be read: \(error.place): \(error.problem)") }
    }
    return found
  }

  /// The preset, on the learner's own samples where the file holds such.
  private static func preset(_ file: SafetensorsFile) throws(Refusal) -> Preset {
    let name = try file.needed("preset"), data = try SavedData(file)?.data
    if name == Preset.ownName {
      guard let data else { throw file.damage("its preset is own, and it lacks \(quoted(SavedData.samples))") }
      return .own(data)
    }
    guard let preset = Preset.named(name) else {
      throw Refusal(
        quoted(file.name), "its preset is \(quoted(name)), which this program does not have",
        "use lists the presets; a newer wganlab may know it.")
    }
    return data.map(preset.on) ?? preset
  }

  private static func steps(_ file: SafetensorsFile, _ key: String) throws(Refusal) -> Int {
    try count(file, key, most: mostSteps)
  }

  /// The most samples that a run may have seen.
  static let mostSamples = mostSteps * 16384

  /// Files of version 1 do not say it: there every step had a batch of the present size.
  private static func sample(_ file: SafetensorsFile, _ settings: Settings, _ steps: Int) throws(Refusal) -> Int {
    guard file.note("version") != "1" else { return steps * settings.batch }
    return try count(file, "critic.samples", most: mostSamples)
  }

  private static func count(_ file: SafetensorsFile, _ key: String, most: Int) throws(Refusal) -> Int {
    let text = try file.needed(key)
    guard let count = Int(text) else { throw file.damage("\(key) is \(quoted(text)), no whole number") }
    guard count >= 0 else { throw file.damage("\(key) is \(count), a count cannot be negative") }
    guard count <= most else { throw file.damage("\(key) is \(count), more than \(most)") }
    return count
  }
}

extension SafetensorsFile {
  /// A text that every checkpoint has.
  func needed(_ key: String) throws(Refusal) -> String {
    guard let text = note(key) else { throw damage("its metadata have no \(quoted(key))") }
    return text
  }

  /// A checkpoint that is not as it was saved.
  func damage(_ problem: String) -> Refusal {
    Refusal(quoted(name), problem, "The checkpoint is damaged or was changed: load another save.")
  }
}
