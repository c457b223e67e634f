import Checkpoints
import Experiments
import Files
import Language
import Notebook
import Texts

extension Laboratory {
  /// Keeping a run in a file, and going on with it.
  var checkpointCommands: [Command] { [saveCommand, loadCommand] }

  private var saveCommand: Command {
    Command(
      "save",
      "Saves both networks and their training, to go on later bit for bit (names and cells are not part of it).",
      Argument(
        "file", .file("safetensors"), "a safetensors file; a run that is there is replaced, whole or not at all"),
      group: "Experiment", examples: ["save run.safetensors"]
    ) { session, file in
      let state = try experiment().state
      let target = try session.files.writable(file)
      if Checkpoint.isForeign(target) {
        throw Problem(
          "\(quoted(file)) is there already, and holds no run that was saved",
          hint: "Choose another name, or delete it first.")
      }
      let size = try translated {
        let bytes = try Checkpoint(state).bytes(name: file, program: session.version)
        try DurableFile(path: target, name: file).write(bytes)
        return bytes.count
      }
      session.emit(.text("saved \(file): \(state.place), \(grouped(size)) bytes"))
    }
  }

  private var loadCommand: Command {
    Command(
      "load", "Goes on with a run that save kept. A file that is not right in every respect changes nothing.",
      Argument("file", .file("safetensors"), "what save wrote"),
      group: "Experiment", examples: ["save run.safetensors\nload run.safetensors"]
    ) { session, file in
      let path = try session.files.readable(file)
      if DataFile.holdsNumbers(file) {
        throw Problem(
          "\(quoted(file)) is no run that save kept",
          hint: "data = load(\(quoted(file))) trains on its numbers (help data).")
      }
      let loaded = try translated {
        let state = try Checkpoint(SafetensorsFile(path: path, name: file)).state
        try check(state.settings, file, session.overrides)
        let experiment = try Experiment(state)
        try overrule(experiment, session.overrides)
        return experiment
      }
      take(loaded, in: session)
      session.emit(.text("loaded \(file): \(loaded.state.place)\n\(try summary())"))
    }
  }

  /// Refuses a run of another preset than the chosen one, and settings that `--set` would begin it again with.
  private func check(_ settings: Settings, _ file: String, _ overrides: Overrides) throws(Problem) {
    if let chosen = scope.chosen, chosen.name != settings.preset.name, settings.preset.name != Preset.ownName {
      throw Problem(
        "\(quoted(file)): it is a run of the preset \(settings.preset.name), and \(chosen.name) is in use",
        hint: "Type use \(settings.preset.name) first, then load it.")
    }
    for (name, text) in overrides.values {
      guard let setting = Setting.named(name), setting.effect == .restarts else { continue }
      let saved = settings.value(of: setting)
      guard try translated({ try setting.value(from: text, under: settings) }) != saved else { continue }
      throw Problem(
        "\(quoted(file)): its \(name) is \(saved), and --set \(name)=\(text) would begin the run again",
        hint: "Leave out --set \(name) to go on with it.")
    }
  }

  /// Gives a run the settings of `--set`; those that would begin it again are what it has already.
  private func overrule(_ experiment: Experiment, _ overrides: Overrides) throws {
    for (name, text) in overrides.values {
      guard let setting = Setting.named(name) else { continue }
      try experiment.set(setting, to: text)
    }
  }
}

extension ExperimentState {
  /// `8gaussians after 3 rounds (15 critic steps)`
  fileprivate var place: String {
    "\(settings.preset.name) after \(counted(generator.steps, "round")) (\(counted(critic.steps, "critic step")))"
  }
}
