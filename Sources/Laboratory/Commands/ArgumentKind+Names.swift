import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// The name of a setting.
  var settingName: ArgumentKind<Changeable> {
    ArgumentKind(candidates: { session, _ in self.changeables(session).map { ($0.name, $0.summary) } }) {
      word, session throws(Problem) in
      try refuseEquals(word.text)
      return try meant(
        word.text, among: self.changeables(session), \.name, "setting", "show settings", habits[plain(word.text)])
    }
  }

  /// The value of a setting: one word, judged by the setting.
  var settingValue: ArgumentKind<Word> {
    ArgumentKind(
      candidates: { session, _ in
        let named = self.changeables(session).first { $0.name == session.precedingWords.last }
        return named?.candidates.map { ($0, nil) } ?? []
      }
    ) { word, _ throws(Problem) in
      try refuseEquals(word.text)
      return word
    }
  }
}

extension ArgumentKind where Value == String {
  /// The name of a preset, or `own` for networks that fit the learner's own samples.
  static var preset: ArgumentKind {
    ArgumentKind(
      candidates: { _, _ in
        Preset.all.map { ($0.name, $0.summary) } + [(Preset.ownName, "networks that fit your own data")]
      }
    ) { word, _ throws(Problem) in
      try meant(word.text, among: Preset.all.map(\.name) + [Preset.ownName], \.self, "preset", "use alone")
    }
  }
}

extension Laboratory {
  /// The preset of a name; `own` has to have data.
  func preset(named name: String) throws(Problem) -> Preset {
    if let preset = Preset.named(name) { return preset }
    guard let data = try experiment().settings.data else {
      throw Problem(
        "there are no data of your own yet",
        hint: #"data = load("points.csv") takes them, or data = any tensor [samples × numbers] (help data)."#)
    }
    return .own(data)
  }
}

/// Other names that settings have elsewhere.
private let habits = [
  "lr": "rate", "learningrate": "rate", "alpha": "rate", "ncritic": "critics", "batchsize": "batch",
  "gp": "lambda", "gpweight": "lambda", "weightclip": "clip", "c": "clip", "opt": "optimizer", "loss": "objective",
]

private func plain(_ word: String) -> String { word.lowercased().filter { $0 != "_" && $0 != "-" } }

/// Refuses `set batch=64` and `set batch = 64`.
private func refuseEquals(_ word: String) throws(Problem) {
  guard word.contains("=") else { return }
  let parts = word.split(separator: "=", omittingEmptySubsequences: false)
  let example =
    parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty ? "set \(parts[0]) \(parts[1])" : "set batch 64"
  throw Problem("a setting and its value have a space between them, no =", hint: "Type: \(example)")
}

/// The one that a word names, or begins; throws which were likely meant.
func meant<Choice>(
  _ word: String, among all: [Choice], _ name: (Choice) -> String, _ kind: String, _ listing: String,
  _ habit: String? = nil
) throws(Problem) -> Choice {
  if let exact = all.first(where: { name($0) == word }) { return exact }
  let beginning = all.filter { name($0).hasPrefix(word) }
  if beginning.count == 1, let only = beginning.first { return only }
  guard beginning.isEmpty else {
    throw Problem("\"\(word)\" could be \(alternatives(beginning.map(name)))")
  }
  let near = habit.map { [$0] } ?? nearest(word, among: all.map(name))
  throw Problem(
    "there is no \(kind) \"\(word)\"",
    hint: didYouMean(near) ?? "\(listing) lists them.")
}
