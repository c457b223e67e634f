import Laboratory
import Notebook

/// A lesson being taken: the classroom and the session in which it is talked to.
struct Player {
  let classroom: Classroom
  let session: Session

  var laboratory: Laboratory { classroom.laboratory }
  var lessons: [Lesson] { classroom.lessons }
  var phrases: Phrases { classroom.language.phrases }
  var progress: Progress { classroom.progress }
  var run: Run? {
    get { classroom.run }
    nonmutating set { classroom.run = newValue }
  }

  /// Changes a lesson's record and keeps it.
  func note(_ lesson: Lesson, _ change: (inout Progress.Record) -> Void) {
    note { change(&$0.lessons[lesson.key, default: Progress.Record()]) }
  }

  /// Changes the progress and keeps it.
  func note(_ change: (inout Progress) -> Void) {
    change(&classroom.progress)
    guard let file = classroom.file, !classroom.isFileLost else { return }
    do {
      let kept = try file.update(change)
      classroom.progress = kept.progress
      guard let place = kept.setAside else { return }
      session.output.writeError(
        "\(file.path) could not be read as progress; it is kept as \(place), and lessons are counted anew\n")
    } catch {
      classroom.isFileLost = true
      session.output.writeError("progress is not kept: \(file.path) could not be written\n")
    }
  }
}
