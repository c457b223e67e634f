import Arrays
import Refusals

infix operator .< : ComparisonPrecedence
infix operator .<= : ComparisonPrecedence
infix operator .> : ComparisonPrecedence
infix operator .>= : ComparisonPrecedence
infix operator .== : ComparisonPrecedence
infix operator .!= : ComparisonPrecedence

/// Arithmetic as it is written. Shapes broadcast as in NumPy; shapes that do not are a programming error here, so
/// check what a user typed with `Tensor.pair` first.
extension Tensor {
  /// The result of a function of pairs, or why the shapes do not broadcast.
  public static func pair(_ function: BinaryFunction, _ a: Tensor, _ b: Tensor) throws(Refusal) -> Tensor {
    try Tensor(Pairwise(function: function), [a, b])
  }

  /// The sum, pair by pair.
  public static func + (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .add), a, b) }
  /// The difference, pair by pair.
  public static func - (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .subtract), a, b) }
  /// The product, pair by pair.
  public static func * (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .multiply), a, b) }
  /// The quotient, pair by pair.
  public static func / (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .divide), a, b) }
  /// Each number with its sign changed.
  public static prefix func - (a: Tensor) -> Tensor { made(Elementwise(function: .negate), a) }

  /// The sum with one number.
  public static func + (a: Tensor, b: Real) -> Tensor { a + Tensor(b) }
  /// The sum with one number.
  public static func + (a: Real, b: Tensor) -> Tensor { Tensor(a) + b }
  /// The difference to one number.
  public static func - (a: Tensor, b: Real) -> Tensor { a - Tensor(b) }
  /// The difference from one number.
  public static func - (a: Real, b: Tensor) -> Tensor { Tensor(a) - b }
  /// The product with one number.
  public static func * (a: Real, b: Tensor) -> Tensor { Tensor(a) * b }
  /// The product with one number.
  public static func * (a: Tensor, b: Real) -> Tensor { a * Tensor(b) }
  /// The quotient by one number.
  public static func / (a: Tensor, b: Real) -> Tensor { a * Tensor(1 / b) }
  /// The quotient of one number.
  public static func / (a: Real, b: Tensor) -> Tensor { Tensor(a) / b }

  /// 1 where less, else 0.
  public static func .< (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .less), a, b) }
  /// 1 where less or equal, else 0.
  public static func .<= (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .lessOrEqual), a, b) }
  /// 1 where greater, else 0.
  public static func .> (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .greater), a, b) }
  /// 1 where greater or equal, else 0.
  public static func .>= (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .greaterOrEqual), a, b) }
  /// 1 where equal, else 0.
  public static func .== (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .equal), a, b) }
  /// 1 where different, else 0.
  public static func .!= (a: Tensor, b: Tensor) -> Tensor { made(Pairwise(function: .notEqual), a, b) }
}
