/// Words to read: the question that a lesson asks, an explanation, a formula.
public struct Read<State>: LessonPart {
  /// The step.
  public let recipe: Recipe<State>

  /// Words.
  public init(_ id: String, _ words: Words<State>, file: String = #fileID, line: Int = #line) {
    recipe = Recipe(outline: Outline(id: id, kind: .read, file: file, line: line)) { state in
      Content(text: { try words.bind(state) })
    }
  }
}

/// What the lesson simplified, and what that hides: its last step.
public struct Simplified<State>: LessonPart {
  /// The step.
  public let recipe: Recipe<State>

  /// One sentence or two for each simplification.
  public init(_ points: Words<State>..., id: String = "simplified", file: String = #fileID, line: Int = #line) {
    recipe = Recipe(outline: Outline(id: id, kind: .simplified, file: file, line: line)) { state in
      Content(text: { Wording(list: try points.map { try $0.bind(state) }) })
    }
  }
}

extension Wording {
  /// Points under each other, after a heading.
  fileprivate init(list points: [Wording]) {
    var parts = Interpolation(literalCapacity: 0, interpolationCount: 0)
    parts.appendLiteral("What we simplified:")
    for point in points {
      parts.appendLiteral("\n\n")
      parts.appendLiteral("- ")
      parts.append(point)
    }
    self.init(stringInterpolation: parts)
  }
}
