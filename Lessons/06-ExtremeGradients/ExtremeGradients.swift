import Classroom

extension Lesson {
  /// What clipping does to gradients in a deep critic.
  public static var extremeGradients: Lesson { Lesson(embedded: lessonTexts) }
}
