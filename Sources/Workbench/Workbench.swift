import Classroom
import Display
import Laboratory
import Notebook

/// A session with an experiment on its bench and lessons at hand: what the prompt, scripts and tests start alike.
public final class Workbench {
  /// What lines are typed into.
  public let session: Session
  /// The experiment.
  public let laboratory: Laboratory
  /// The lessons, and how far the learner is in them.
  public let classroom: Classroom

  /// A workbench that shows to `output` and touches `files`. Progress is kept in a file, if one is given.
  public init(
    output: any OutputSink, files: FileAccess = .unrestricted, lessons: [Lesson] = [], progress: ProgressFile? = nil
  ) {
    laboratory = Laboratory()
    classroom = Classroom(laboratory, lessons: lessons, progress: progress)
    session = Session([laboratory.toolkit(files: files), classroom.toolkit], output: output, files: files)
  }

  /// Ends what goes on beyond a cell, when nothing more is typed: a tape gets its file, which is said beside the output.
  public func close() { if let words = laboratory.close() { session.output.writeError(words + "\n") } }

  /// A lesson that is being taken holds its session, which holds it.
  deinit { classroom.leave() }
}
