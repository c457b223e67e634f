import Arrays
import Autodiff

/// Checks of gradients against central differences, to any order.
///
/// The function is made scalar with a random cotangent and followed along random directions; the derivative of the check's own
/// gradient is then checked the same way, so order 2 holds the rules of the rules to account (as HIPS autograd's `check_grads`).
public struct GradientLaw: Sendable {
  /// The largest relative error that passes.
  public var tolerance: Real
  /// How far apart the points of a difference lie.
  public var spacing: Real
  /// Where the random cotangents and directions come from.
  public var random: Random

  /// What the scalar type allows: 1e-7 in double precision, 2e-2 in single.
  public init(tolerance: Real? = nil, seed: UInt64 = 1) {
    let double = MemoryLayout<Real>.size == 8
    self.tolerance = tolerance ?? (double ? 1e-7 : 2e-2)
    self.spacing = double ? 1e-3 : 2e-2
    self.random = Random(seed: seed)
  }

  /// Throws `LawBroken` unless the gradient of `f` at `points` agrees with differences, up to `order`.
  public func check(
    _ name: String, order: Int, at points: [NDArray], _ f: @escaping ([Tensor]) throws -> Tensor
  ) throws {
    let cotangent = normal(try f(points.map { Tensor($0) }).shape, "cotangent", order)
    let scalar: ([Tensor]) throws -> Tensor = { x in (try f(x) * Tensor(cotangent)).sum() }
    try checkFirstOrder(name, at: points, scalar, order)
    guard order > 1 else { return }
    try check("gradient of \(name)", order: order - 1, at: points) { x in try self.slopeAlong(x, scalar, order) }
  }

  /// The gradient of a scalar function as one number: along a direction drawn once for this order.
  private func slopeAlong(_ x: [Tensor], _ f: ([Tensor]) throws -> Tensor, _ order: Int) throws -> Tensor {
    let slopes = gradients(of: try f(x), for: x)
    return zip(x, slopes).enumerated().reduce(Tensor(0)) { sum, pair in
      guard let slope = pair.element.1 else { return sum }
      return sum + (slope * Tensor(normal(slope.shape, "slope \(pair.offset)", order))).sum()
    }
  }

  private func checkFirstOrder(
    _ name: String, at points: [NDArray], _ f: ([Tensor]) throws -> Tensor, _ order: Int
  ) throws {
    let x = points.map { Tensor($0) }
    let slopes = gradients(of: try f(x), for: x)
    for (slot, point) in points.enumerated() where point.count > 0 {
      for trial in 0..<2 {
        let direction = normal(point.shape, "direction \(slot) \(trial)", order)
        let analytic = slopes[slot].map { dot($0, direction) } ?? 0
        let measured = try difference(f, points, slot, direction)
        let size = slopes[slot].map { Double(norm($0)) } ?? 0
        let scale = max(abs(analytic), abs(measured), 0.05 * size, 1e-3)
        guard abs(analytic - measured) <= Double(tolerance) * scale else {
          throw LawBroken(
            description:
              "\(name), input \(slot) \(point.shape): the rule gives \(analytic), differences give \(measured)")
        }
      }
    }
  }

  /// (8(f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h: the error falls with the fourth power of the spacing.
  private func difference(
    _ f: ([Tensor]) throws -> Tensor, _ points: [NDArray], _ slot: Int, _ direction: NDArray
  ) throws -> Double {
    func value(_ distance: Real) throws -> Double {
      var moved = points.map { Tensor($0) }
      moved[slot] = moved[slot] + distance * Tensor(direction)
      return Double((try f(moved)).value?.item ?? .nan)
    }
    let near = try value(spacing) - value(-spacing)
    let far = try value(2 * spacing) - value(-2 * spacing)
    return (8 * near - far) / (12 * Double(spacing))
  }

  private func normal(_ shape: Shape, _ purpose: String, _ order: Int) -> NDArray {
    random.normal(shape, .init(named: purpose), step: order)
  }
}

func dot(_ a: Tensor, _ b: NDArray) -> Double {
  zip(a.value?.numbers ?? [], b.numbers).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

private func norm(_ a: Tensor) -> Double {
  (a.value?.numbers ?? []).reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
}
