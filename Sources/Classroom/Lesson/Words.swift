/// What a step says: words as they stand, or words with measured numbers in them, computed when the step is shown.
public struct Words<State>: ExpressibleByStringLiteral {
  let bind: (State) throws -> Wording

  /// Words without a number.
  public init(stringLiteral text: String) { bind = { _ in Wording(stringLiteral: text) } }

  private init(_ words: @escaping (State) throws -> Wording) { bind = words }

  /// Words about what was measured: `.about { s in "c is \(s.bound.c)" }`.
  public static func about(_ words: @escaping (Measured<State>) throws -> Wording) -> Words {
    Words { try words(Measured($0)) }
  }
}
