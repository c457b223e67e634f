import Arrays

/// Something that a lesson measured. Only what is read from the lesson's state is `Measured`, so a literal cannot stand in a sentence,
/// nor in an answer, as if it had been found out.
///
/// Members of what was measured are measured (`state.bound.value`), as are elements and what arithmetic makes of them.
@dynamicMemberLookup
public struct Measured<Value> {
  let value: Value

  init(_ value: Value) { self.value = value }

  /// A part of what was measured.
  public subscript<Part>(dynamicMember path: KeyPath<Value, Part>) -> Measured<Part> {
    Measured<Part>(value[keyPath: path])
  }

  /// What is computed once in a run.
  public func callAsFunction<Result>() throws -> Measured<Result> where Value == Once<Result> {
    try Measured<Result>(value())
  }

  /// What the learner's bench gives now.
  public func callAsFunction<Result>() throws -> Measured<Result> where Value == Live<Result> {
    try Measured<Result>(value())
  }
}

extension Measured where Value == Scene {
  /// The one number that an expression of the prompt gives now, such as `norm(generator.gradient)`. An expression without a name in it
  /// measures nothing, and is refused.
  public func number(_ expression: String) throws -> Measured<Real> {
    try value.requireName(in: expression)
    return try Measured<Real>(value.number(expression))
  }
}

extension Measured where Value: Collection {
  /// An element.
  public subscript(index: Value.Index) -> Measured<Value.Element> { Measured<Value.Element>(value[index]) }

  /// A part of each element.
  public func map<Part>(_ path: KeyPath<Value.Element, Part>) -> Measured<[Part]> {
    Measured<[Part]>(value.map { $0[keyPath: path] })
  }
}

extension Measured where Value: BinaryFloatingPoint {
  /// Minus it.
  public static prefix func - (number: Measured) -> Measured { Measured(-number.value) }
  /// The sum of two.
  public static func + (a: Measured, b: Measured) -> Measured { Measured(a.value + b.value) }
  /// The difference of two.
  public static func - (a: Measured, b: Measured) -> Measured { Measured(a.value - b.value) }
  /// The product of two.
  public static func * (a: Measured, b: Measured) -> Measured { Measured(a.value * b.value) }
  /// The ratio of two.
  public static func / (a: Measured, b: Measured) -> Measured { Measured(a.value / b.value) }
  /// A constant more.
  public static func + (a: Value, b: Measured) -> Measured { Measured(a + b.value) }
  /// A multiple.
  public static func * (a: Value, b: Measured) -> Measured { Measured(a * b.value) }
  /// A constant over it.
  public static func / (a: Value, b: Measured) -> Measured { Measured(a / b.value) }
  /// A fraction of it.
  public static func / (a: Measured, b: Value) -> Measured { Measured(a.value / b) }
}
