import Arrays
import Autodiff

/// What the derivatives of an operation are, to order 4, where its formula breaks down: a pole, a kink, a tie, a border.
///
/// Where the derivative exists it is what the mathematics says, and nowhere 0·∞. Where it does not, the convention holds that
/// `Autodiff`'s page states. Recorded programs are held to the same table.
public struct SingularPoint: Sendable, CustomStringConvertible {
  /// The operation and the point: `x^3 at 0`.
  public let description: String
  /// The numbers at which it is differentiated.
  public let point: NDArray
  /// For each order the expected derivative, number by number. Each order is the gradient of the sum of the one before.
  public let expected: [[Real]]
  /// The operation as a function of one tensor.
  public let function: @Sendable (Tensor) throws -> Tensor

  /// An operation at a list of numbers.
  public init(
    _ name: String, at point: [Real], _ expected: [[Real]], _ function: @escaping @Sendable (Tensor) throws -> Tensor
  ) {
    description = "\(name) at \(point)"
    self.point = NDArray(point, shape: [point.count])
    self.expected = expected
    self.function = function
  }

  /// A function of one number at a number.
  public init(
    _ name: String, at point: Real, _ expected: [Real], _ function: @escaping @Sendable (Tensor) throws -> Tensor
  ) {
    self.init(name, at: [point], expected.map { [$0] }, function)
  }

  /// The derivatives of `x` to order 4, each with its history.
  public func derivatives(at x: Tensor) throws -> [Tensor] {
    var derivative = try function(x)
    return expected.map { _ in
      derivative = gradient(of: derivative.sum(), for: x)
      return derivative
    }
  }

  /// Throws `LawBroken` unless every order is as expected.
  public func check() throws { try check(derivatives(at: Tensor(point)).map { $0.value?.numbers ?? [] }) }

  /// Throws `LawBroken` unless these numbers, computed by whatever means, are as expected.
  public func check(_ found: [[Real]]) throws {
    for (order, (found, expected)) in zip(found, expected).enumerated() {
      guard found.count == expected.count, zip(found, expected).allSatisfy(SingularPoint.agree) else {
        throw LawBroken(description: "\(description), order \(order + 1): \(found), not \(expected)")
      }
    }
  }

  private static func agree(_ a: Real, _ b: Real) -> Bool {
    a == b || (a.isNaN && b.isNaN) || Swift.abs(a - b) <= 1e-5 * max(1, Swift.abs(b))
  }
}
