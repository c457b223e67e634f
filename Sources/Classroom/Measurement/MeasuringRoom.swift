import Display
import Laboratory
import Language
import Notebook

/// A room in which nothing was done yet, for lines of a lesson: they neither see nor change what the learner works on.
struct MeasuringRoom {
  private let session: Session

  /// A room that knows the lesson's other measurements, and stops when the learner's session is asked to.
  init(_ measurements: Measurements, _ scene: Scene) {
    let laboratory = Laboratory()
    var names = Toolkit()
    names.scope = measurements
    session = Session(
      [names, laboratory.toolkit(files: scene.session.files)], output: MemorySink(), files: scene.session.files)
    session.streams = false
    session.isCancelled = scene.session.isCancelled
  }

  /// Runs the lines; what they have given a value.
  func values(of block: LessonBlock) throws -> [String: Value] {
    try session.perform(block.lines, at: block.position)
    return session.variables
  }
}
