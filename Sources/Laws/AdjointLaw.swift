import Arrays
import Autodiff

/// For a linear map A, ⟨A·x, y⟩ = ⟨x, Aᵀ·y⟩, where Aᵀ·y is what the gradient gives with y as the cotangent.
public enum AdjointLaw {
  /// Throws `LawBroken` unless the two products agree to the tolerance, relative to the sizes involved.
  public static func check(
    _ name: String, at x: NDArray, seed: UInt64 = 1, tolerance: Real? = nil, _ map: (Tensor) throws -> Tensor
  ) throws {
    let input = Tensor(x)
    let output = try map(input)
    let y = Random(seed: seed).normal(output.shape, .init(named: "adjoint"))
    let pulled = gradients(of: output, for: [input], seed: Tensor(y))[0]
    let forward = dot(output, y)
    let backward = pulled.map { dot($0, x) } ?? 0
    let scale = max(1, sizes(output, y))
    let allowed = Double(tolerance ?? (MemoryLayout<Real>.size == 8 ? 1e-10 : 1e-4))
    guard abs(forward - backward) <= allowed * scale else {
      throw LawBroken(description: "\(name): ⟨Ax, y⟩ = \(forward) but ⟨x, Aᵀy⟩ = \(backward)")
    }
  }

  private static func sizes(_ a: Tensor, _ b: NDArray) -> Double {
    zip(a.value?.numbers ?? [], b.numbers).reduce(0) { $0 + abs(Double($1.0) * Double($1.1)) }
  }
}
