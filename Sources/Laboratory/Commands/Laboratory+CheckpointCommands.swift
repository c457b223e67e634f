import Checkpoints
import Experiments
import Files
import Language
import Notebook
import Refusals
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
      Argument(
        "addition", .keyword("with", .word(["history", "faults"]), default: ""),
        "history: what it has done, too, so that back, goto and switch go on after load; faults: the bugs that are on"),
      group: "Experiment", examples: ["save run.safetensors", "train 2\nsave run.safetensors with history"]
    ) { session, file, addition in
      try checkOpen("save")
      let state = try kept(withFaults: addition == "faults"), timeline = addition == "history" ? try timeline() : nil
      let target = try session.files.writable(file)
      if Checkpoint.isForeign(target) {
        throw Problem(
          "\(quoted(file)) is there already, and holds no run that was saved",
          hint: "Choose another name, or delete it first.")
      }
      let size = try translated {
        let history = try timeline.map { (timeline) throws(Refusal) in try timeline.parts() }
        let bytes = try Checkpoint(state, history: history).bytes(name: file, program: session.version)
        try DurableFile(path: target, name: file).write(bytes)
        return bytes.count
      }
      let left = addition == "faults" ? [] : try experiment().settings.faults.all.map(\.name)
      session.emit(
        .text(
          foldedLines(
            "saved \(file): \(state.place), \(timeline.map { "its history: \($0.extent), " } ?? "")\(grouped(size)) bytes"
              + (left.isEmpty
                ? ""
                : "; without \(counted(left.count, "fault")) that \(left.count == 1 ? "is" : "are") on (save \(file) with faults keeps \(left.count == 1 ? "it" : "them"))")
          )))
    }
  }

  /// The run as it is kept: without the faults that are on, unless they were asked for.
  private func kept(withFaults: Bool) throws(Problem) -> ExperimentState {
    var state = try experiment().state
    let faults = state.settings.faults.all
    guard !withFaults else {
      guard faults.isEmpty else { return state }
      throw Problem("no fault is on", hint: "save keeps the run; fault NAME on turns one on.")
    }
    if let fault = faults.first(where: \.changesNetworks) {
      throw Problem(
        "nothing is saved: the networks are made with the fault \(fault.name)",
        hint: "save … with faults keeps it; fault \(fault.name) off makes other networks.")
    }
    state.settings = state.settings.with(FaultsOn())
    return state
  }

  private var loadCommand: Command {
    Command(
      "load",
      "Goes on with a run that save kept, or takes one network's numbers from a file. A file that is not right in every respect changes nothing.",
      Argument("file", .file("safetensors"), "what save wrote; with into, any file with a tensor for each parameter"),
      Argument(
        "network", .keyword("into", .word(["critic", "generator"]), default: ""),
        "only this network's numbers, by their names: critic.dense1.weight"),
      group: "Experiment",
      examples: [
        "save run.safetensors\nload run.safetensors", "save run.safetensors\nload run.safetensors into critic",
      ]
    ) { session, file, network in
      let path = try session.files.readable(file)
      if !network.isEmpty { return try loadNumbers(of: network, from: file, at: path, in: session) }
      if DataFile.holdsNumbers(file) {
        throw Problem(
          "\(quoted(file)) is no run that save kept",
          hint: "data = load(\(quoted(file))) trains on its numbers (help data).")
      }
      var loadedHistory = false
      let loaded = try translated {
        let checkpoint = try Checkpoint(SafetensorsFile(path: path, name: file))
        try check(checkpoint.state.settings, file, session.overrides)
        let experiment = try Experiment(checkpoint.state)
        loadedHistory = checkpoint.history != nil
        if let history = checkpoint.history, scope.timelineBound > 0 {
          try keep(history, of: file, experiment)
        }
        try overrule(experiment, session.overrides)
        return experiment
      }
      take(loaded, in: session)
      var words = "loaded \(file): \(loaded.state.place)"
      if loadedHistory, let timeline = loaded.timeline {
        words += ", its history: \(timeline.extent)"
      } else if loadedHistory {
        words += "; its history is left out: the timeline is off"
      }
      let faults = loaded.settings.faults.all.map(\.name)
      if !faults.isEmpty { words += "; \(listed(faults)) \(faults.count == 1 ? "is" : "are") on" }
      session.emit(.text("\(foldedLines(words))\n\(try summary())"))
    }
  }

  /// Gives a run that was loaded what it has done.
  private func keep(_ history: TimelineParts, of file: String, _ experiment: Experiment) throws(Refusal) {
    do throws(Refusal) { try experiment.keepTimeline(history, bound: scope.timelineBound) } catch {
      throw Refusal(
        quoted(file), "its history: \(error.problem)",
        "The checkpoint is damaged or was changed: load another save.")
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

extension Timeline {
  /// `2 branches, 12 states on the way`
  fileprivate var extent: String {
    "\(counted(branches.count, "branch", "branches")), \(counted(snapshotCount, "state")) on the way"
  }
}
