import Classroom

/// The lessons in order. A new lesson is a folder `Lessons/NN-Name`, its name in `Package.swift`, and its line here.
public enum Curriculum {
  /// Every lesson.
  public static var lessons: [Lesson] {
    [
      .vanishingJSGradient,
      .weightClipping,
      .interpolationPenalty,
      .fashionMNIST,
    ]
  }
}
