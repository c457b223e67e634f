import Classroom

extension Lesson {
  /// The crude bound on a critic's slope, in the article's two ways, and what it does to the weights.
  public static var weightClipping: Lesson { Lesson(embedded: lessonTexts) }
}
