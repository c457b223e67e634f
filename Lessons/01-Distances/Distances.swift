import Classroom

extension Lesson {
  /// Total variation, Kullback-Leibler, Jensen-Shannon and Wasserstein: what each of them compares, and what it cannot see.
  public static var distances: Lesson { Lesson(embedded: lessonTexts) }
}
