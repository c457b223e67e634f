import Experiments
import Networks
import Refusals

/// What a tape says in words, in the metadata of its file: everything that a program of another kind needs to make the steps again.
struct TapeNotes {
  /// What `format` says.
  static let format = "wganlab tape"
  /// The version of the format.
  static let version = 1
  private let texts: [(key: String, text: String)]

  /// What is said of a run as it stands before the tape's first step. Throws where a network cannot be told as text.
  init(_ experiment: Experiment, program: String) throws(Refusal) {
    let settings = experiment.settings, architecture = experiment.architecture
    let networks = [
      ("critic", NetworkSpec(input: architecture.sample, architecture.critic)),
      ("generator", NetworkSpec(input: [architecture.noise], architecture.generator)),
    ]
    for (name, network) in networks where (try? NetworkSpec(text: network.text))?.text != network.text {
      throw Refusal(
        "record", "the \(name)'s layers cannot be written down as text", "Give its layers ordinary numbers.")
    }
    texts =
      [
        ("format", TapeNotes.format), ("version", String(TapeNotes.version)), ("program", program),
        ("preset", settings.preset.name),
        ("critic.steps", String(experiment.critic.steps)), ("generator.steps", String(experiment.generator.steps)),
        ("equations", settings.equationLines.joined(separator: "\n")),
      ] + networks.map { ("\($0).network", $1.text) }
      + Setting.all.map { ("setting.\($0.name)", settings.value(of: $0)) }
  }

  /// As a file holds them, with whose each step is: a letter for each, c or g.
  func all(order: String) -> [(key: String, text: String)] { texts + [("order", order)] }
}

extension Settings {
  /// What both networks minimise, a line for each quantity, as the language writes it.
  fileprivate var equationLines: [String] {
    let objective = self.objective
    if let own = objective.equations { return own.lines.map(\.text) }
    let lines = Objective.written[objective.name] ?? []
    guard self.generatorLoss == .saturating, !objective.estimatesDistance else { return lines }
    return lines.map { $0.hasPrefix("generatorloss") ? "generatorloss = -mean(softplus(critic(fake)))" : $0 }
  }
}
