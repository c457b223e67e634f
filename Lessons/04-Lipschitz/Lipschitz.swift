import Classroom

extension Lesson {
  /// Why a critic's slope has to be bounded, how to find out how steep one is, and in which norm.
  public static var lipschitz: Lesson { Lesson(embedded: lessonTexts) }
}
