/// Words to read: the question that a lesson asks, an explanation, a formula.
public struct Read<State>: LessonPart {
  /// The step.
  public let recipe: Recipe<State>

  /// Words.
  public init(_ id: String, _ words: Wording, file: String = #fileID, line: Int = #line) {
    self.init(id, file: file, line: line) { _ in words }
  }

  /// Words with numbers computed when they are shown.
  public init(_ id: String, file: String = #fileID, line: Int = #line, words: @escaping (State) throws -> Wording) {
    recipe = Recipe(outline: Outline(id: id, kind: .read, file: file, line: line)) { state in
      Content(text: { try words(state) })
    }
  }
}

/// What the lesson simplified, and what that hides: its last step.
public struct Simplified<State>: LessonPart {
  /// The step.
  public let recipe: Recipe<State>

  /// One sentence or two for each simplification.
  public init(_ points: Wording..., id: String = "simplified", file: String = #fileID, line: Int = #line) {
    recipe = Recipe(outline: Outline(id: id, kind: .simplified, file: file, line: line)) { _ in
      Content(text: { Wording(list: points) })
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
