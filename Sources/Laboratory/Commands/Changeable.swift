import Experiments
import Language
import Notebook
import Texts

/// What `set` changes, whoever keeps it: the run, the bench or the session.
struct Changeable {
  /// What `set` calls it.
  let name: String
  /// What it is, in a line.
  let summary: String
  /// What it takes, for people.
  let range: String
  /// What its value can be completed to.
  let candidates: [String]
  /// Gives it the value that a text stands for, and says what follows.
  let change: (String, Session) throws(Problem) -> Void
}

extension Laboratory {
  /// All that `set` changes, what belongs to the run first.
  func changeables(_ session: Session) -> [Changeable] {
    Setting.all.map(changeable) + [timelineSetting] + session.preferences.map(changeable)
  }

  private func changeable(_ setting: Setting) -> Changeable {
    var settings = Settings(preset: .eightGaussians)
    settings.objectives = scope.objectives
    return Changeable(
      name: setting.name, summary: setting.summary, range: setting.range(under: settings),
      candidates: setting.candidates(under: settings)
    ) {
      text, session throws(Problem) in try change(setting, to: text, in: session)
    }
  }

  private func changeable(_ preference: Preference) -> Changeable {
    Changeable(
      name: preference.name, summary: preference.summary, range: alternatives(preference.words),
      candidates: preference.words
    ) { text, session throws(Problem) in
      try preference.set(text)
      session.emit(.text("\(preference.name) is \(preference.value())"))
    }
  }
}
