import Classroom

extension Lesson {
  /// Dirac-GAN: why two networks that learn from each other circle around what both want, and what brings them home.
  public static var stability: Lesson { Lesson(embedded: lessonTexts) }
}
