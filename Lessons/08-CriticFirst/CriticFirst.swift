import Classroom

extension Lesson {
  /// A critic may be trained to the end, a discriminator may not; and how the two take turns.
  public static var criticFirst: Lesson { Lesson(embedded: lessonTexts) }
}
