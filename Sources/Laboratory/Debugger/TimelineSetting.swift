import Experiments
import Language
import Notebook
import Texts

/// `set timeline MIB`: how much memory going back may take. It belongs to the bench, not to a run, which would take it back as well.
enum TimelineSetting {
  static let name = "timeline"
  static let usual = 256
  static let range = 0...1_048_576

  /// The bytes that a text asks for.
  static func bytes(_ text: String) throws(Problem) -> Int {
    guard let count = Int(text), range.contains(count) else {
      throw Problem(
        "timeline cannot be \(text)",
        hint: "timeline takes a whole number of MiB, 0…\(range.upperBound); 0 turns it off.")
    }
    return count << 20
  }
}

/// What `set` can change.
enum Settable {
  case run(Setting)
  case timeline

  static var all: [Settable] { Setting.all.map(Settable.run) + [.timeline] }

  var name: String {
    switch self {
    case .run(let setting): setting.name
    case .timeline: TimelineSetting.name
    }
  }

  var summary: String {
    switch self {
    case .run(let setting): setting.summary
    case .timeline: "how many MiB going back may take; 0 turns it off"
    }
  }

  var range: String {
    switch self {
    case .run(let setting): setting.range
    case .timeline: "a whole number of MiB, 0…\(TimelineSetting.range.upperBound)"
    }
  }
}

extension Laboratory {
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
