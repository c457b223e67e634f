import Arrays
import Display
import Laboratory
import Language
import Notebook
import Texts

/// The proof of one lesson under way: a clean classroom, and what was found so far.
final class Proof {
  let lesson: Lesson
  private(set) var flaws: [LessonReport.Flaw] = []
  private(set) var claims: [LessonReport.Measurement] = []
  /// The language that the lesson is taken in.
  var language = PlayerLanguage.english
  /// What each step showed on the straight way through, for replays to be held against.
  var screens: [String: String] = [:]
  /// What each step says that can be typed, and the step at which it is: what is to be noticed is said when the step is done.
  var typed: [(said: Outline, index: Int, commands: [String])] = []

  /// What its lines may read and write.
  private let files: FileAccess
  /// How long a step may take.
  let patience: Patience
  /// Whether one has taken too long: the rest is left.
  private(set) var hasGivenUp = false

  init(_ lesson: Lesson, _ files: FileAccess, _ patience: Patience) {
    (self.lesson, self.files, self.patience) = (lesson, files, patience)
  }

  /// What is wrong, at a line of the lesson's file or, where none is known, at the step's heading.
  func flaw(_ message: String, at step: Outline? = nil, line: Int? = nil) {
    note(
      .init(step: step?.id, file: step?.file, line: line ?? step?.line, message: message + inWords, excerpt: nil))
  }

  /// What is wrong at a place in the lesson's file.
  func flaw(_ failure: Failure, at step: Outline? = nil) {
    let place = failure.location
    note(
      .init(
        step: step?.id, file: place?.file ?? step?.file, line: place?.line ?? step?.line,
        message: ([failure.problem.message] + [failure.problem.hint].compactMap { $0 }).joined(separator: ". ")
          + inWords,
        excerpt: failure.excerpt))
  }

  /// A flaw is told once, however often it is met. What was stopped because it took too long says no more than that.
  private func note(_ found: LessonReport.Flaw) {
    var flaw = found
    if patience.isOver {
      guard !hasGivenUp else { return }
      hasGivenUp = true
      flaw = .init(
        step: found.step, file: found.file, line: found.line,
        message: "it takes longer than \(patience.text); nothing was looked at after it", excerpt: found.excerpt)
    }
    let isKnown = flaws.contains { known in
      known.message == flaw.message && known.file == flaw.file && known.line == flaw.line
    }
    if !isKnown { flaws.append(flaw) }
  }

  /// Whose words are at fault, where it is not the lesson itself: a translation.
  private var inWords: String { language == .english ? "" : " (--language \(language.rawValue))" }

  /// What was thrown, told with the place that it knows.
  func flaw(_ message: String, _ error: any Error, at step: Outline) {
    if let failure = error as? Failure { return flaw(failure, at: step) }
    flaw("\(message): \((error as? Problem)?.message ?? "\(error)")", at: step)
  }

  /// What went wrong with a line that was typed: told with its place where the lesson's file has it.
  func flaw(_ message: String, _ failure: Failure, at step: Outline) {
    if failure.location != nil { return flaw(failure, at: step) }
    flaw("\(message): \(failure.problem.message)", at: step)
  }

  func note(_ claim: Claim, at step: Outline) {
    claims.append(
      .init(step: step.id, subject: claim.subject, claim: claim.claim, measured: claim.measured, holds: claim.holds))
  }

  /// Keeps so many of the measurements: the same ones were made before.
  func forgetClaims(after count: Int) { claims.removeSubrange(count...) }

  /// Does something in a classroom where nothing was done yet.
  func inCleanRoom(_ body: (Player) -> Void) {
    guard !hasGivenUp else { return }
    patience.begin()
    let laboratory = Laboratory()
    let classroom = Classroom(laboratory, lessons: [lesson])
    classroom.language = language
    let session = Session(
      [laboratory.toolkit(files: files), classroom.toolkit], output: MemorySink(), files: files)
    session.streams = false
    session.isCancelled = { [patience] in Cancellation.isRequested || patience.isOver }
    body(Player(classroom: classroom, session: session))
    classroom.leave()
  }
}

/// How long something may take, from its last beginning on.
final class Patience {
  private let duration: Duration
  private var end: ContinuousClock.Instant

  init(_ duration: Duration) { (self.duration, end) = (duration, .now + duration) }

  /// Whether it has taken too long.
  var isOver: Bool { .now > end }

  /// Begins anew.
  func begin() { end = .now + duration }

  /// `5 min`
  var text: String { durationText(duration / .seconds(1)) }
}

extension Player {
  /// Types lines; returns what they printed, and what went wrong with the first that failed.
  func type(_ lines: [String]) -> (output: String, failure: Failure?) {
    var output = ""
    for line in lines {
      let result = session.run(cell: line)
      output += result.output
      if let failure = result.failure { return (output, failure) }
    }
    return (output, nil)
  }
}
