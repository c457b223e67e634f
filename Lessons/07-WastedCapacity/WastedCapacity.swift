import Classroom

extension Lesson {
  /// What a critic whose weights are clipped can say about data, and what it leaves out.
  public static var wastedCapacity: Lesson { Lesson(embedded: lessonTexts) }
}
