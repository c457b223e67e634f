import Experiments
import Language
import Notebook
import Texts

/// `set timeline MIB`: how much memory going back may take. It belongs to the bench, not to a run, which would take it back as well.
enum TimelineSetting {
  static let name = "timeline"
  static let usual = 256
  static let range = 0...1_048_576
  /// What it takes, for people.
  static let words = "a whole number of MiB, 0…\(range.upperBound)"

  /// The bytes that a text asks for.
  static func bytes(_ text: String) throws(Problem) -> Int {
    guard let count = Int(text), range.contains(count) else {
      throw Problem(
        "timeline cannot be \(text)",
        hint: "timeline takes \(words); 0 turns it off.")
    }
    return count << 20
  }
}

extension Laboratory {
  /// `timeline`, as `set` sees it.
  var timelineSetting: Changeable {
    Changeable(
      name: TimelineSetting.name, summary: "how many MiB going back may take; 0 turns it off",
      range: TimelineSetting.words, candidates: []
    ) { text, session throws(Problem) in try setTimeline(text, in: session) }
  }

  /// Changes how much memory going back may take.
  func setTimeline(_ text: String, in session: Session, quietly: Bool = false) throws(Problem) {
    scope.timelineBound = try TimelineSetting.bytes(text)
    let experiment = try experiment(), wasOff = experiment.timeline == nil
    experiment.keepTimeline(bound: scope.timelineBound)
    guard !quietly else { return }
    let text =
      scope.timelineBound == 0
      ? "timeline is off: what was done is forgotten, and nothing can be gone back to"
      : "timeline holds \(scope.timelineBound >> 20) MiB at most" + (wasOff ? ", from \(experiment.placeText) on" : "")
    session.emit(.text(text))
  }
}
