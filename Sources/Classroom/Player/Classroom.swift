import Laboratory
import Language
import Notebook

/// A laboratory in which lessons are taken. Between two steps everything stays allowed that is allowed without a lesson.
public final class Classroom {
  /// The laboratory.
  public let laboratory: Laboratory
  /// The lessons, in the curriculum's order.
  public let lessons: [Lesson]
  /// The lesson that is being taken, if any.
  var run: Run?
  /// How far the learner has come.
  var progress: Progress
  private let file: ProgressFile?
  private var isFileLost = false

  /// A classroom in a laboratory. Progress is kept in `file`; without one, only as long as the session.
  ///
  /// The session keeps its classroom alive, until `close`.
  public init(_ laboratory: Laboratory, lessons: [Lesson], progress file: ProgressFile? = nil) {
    self.laboratory = laboratory
    self.lessons = lessons
    self.file = file
    progress = file?.load() ?? Progress()
    let session = laboratory.session
    session.add(commands)
    session.promptPrefix = { [unowned self] in run.map { "Lesson \($0.lesson.number) · \($0.place) " } ?? "" }
    let others = session.otherNames
    session.otherNames = { others() + lessons.map(\.name) }
    session.afterwards = { try self.judgeCell() }
  }

  /// Lets go of the session.
  public func close() {
    laboratory.session.afterwards = nil
    laboratory.session.promptPrefix = { "" }
  }

  var session: Session { laboratory.session }

  /// Changes a lesson's record and keeps it.
  func note(_ lesson: Lesson, _ change: (inout Progress.Record) -> Void) {
    change(&progress.lessons[lesson.name, default: Progress.Record()])
    guard let file, !isFileLost else { return }
    do {
      let kept = try file.update(lesson.name, change)
      progress = kept.progress
      guard let place = kept.setAside else { return }
      session.output.writeError(
        "\(file.path) could not be read as progress; it is kept as \(place), and lessons are counted anew\n")
    } catch {
      isFileLost = true
      session.output.writeError("progress is not kept: \(file.path) could not be written\n")
    }
  }
}

/// One lesson being taken.
struct Run {
  let lesson: Lesson
  let steps: [Step]
  /// The step that is shown.
  var index: Int
  /// Steps that were answered or done in this run.
  var settled: Set<String> = []
  /// Steps that were done in an earlier run: `next` may pass them, and doing them again is judged as the first time.
  var doneBefore: Set<String> = []
  /// How many of the step's hints were given.
  var hints = 0
  /// The missteps that could be seen after the last cell.
  var made: Set<Int> = []

  var step: Step { steps[index] }
  var isLast: Bool { index == steps.count - 1 }
  /// `4/9`
  var place: String { "\(index + 1)/\(steps.count)" }
  /// Whether `next` may go on.
  var isOpen: Bool { step.content.task == nil || isSettled || doneBefore.contains(step.outline.id) }
  /// Whether the step was answered or done in this run.
  var isSettled: Bool { settled.contains(step.outline.id) }
}
