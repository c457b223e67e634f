import Classroom

extension Lesson {
  /// Two problems with one answer: the cheapest plan, and the critic whose scores are the prices that prove it.
  public static var earthMover: Lesson { Lesson(embedded: lessonTexts) }
}
