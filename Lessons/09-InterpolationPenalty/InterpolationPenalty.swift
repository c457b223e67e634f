import Classroom

extension Lesson {
  /// The penalty of WGAN-GP: where the slope is measured, how a gradient gets into a loss, and what it does to the slopes.
  public static var interpolationPenalty: Lesson { Lesson(embedded: lessonTexts) }
}
