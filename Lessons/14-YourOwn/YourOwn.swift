import Classroom

extension Lesson {
  /// Data, an objective and layers of the learner's own, and which of them has to bound the critic's slope.
  public static var yourOwn: Lesson { Lesson(embedded: lessonTexts) }
}
