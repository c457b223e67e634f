import Classroom

extension Lesson {
  /// Where supports don't overlap JS is flat in the generator's parameters, and a good discriminator passes that on.
  public static var vanishingJSGradient: Lesson { Lesson(embedded: lessonTexts) }
}
