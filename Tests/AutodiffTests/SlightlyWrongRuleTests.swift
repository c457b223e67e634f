import Arrays
import Autodiff
import Laws
import Testing

/// Passes its input on, with a rule that is wrong by one part in a hundred thousand: at once, or only when it is differentiated again.
private struct Skew: Operation {
  static let error: Real = 1e-5
  let name = "skew"
  let isLate: Bool
  func shape(of inputs: [Shape]) -> Shape { inputs[0] }
  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernel { operands, y in y.update(from: operands[0], count: output.count) }
  }
  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? {
    isLate ? (1 + Skew.error) * g - Skew.error * g.detached : (1 + Skew.error) * g
  }
}

/// In double precision the checker catches a rule that is wrong by 1e-5, in whichever operation it is.
@Suite(.enabled(if: MemoryLayout<Real>.size == 8)) struct SlightlyWrongRules {
  /// A slope of 0 has no size to be wrong by.
  private static let sloping = OperationCase.all.filter { $0.name != "relu below 0" }

  @Test(arguments: sloping) func areCaughtAtOrderOne(_ operation: OperationCase) {
    #expect(throws: LawBroken.self) {
      try GradientLaw().check(operation.name, order: 1, at: operation.points(0)) { x in
        try Tensor(Skew(isLate: false), [operation.apply(x)])
      }
    }
  }

  private static let curved = OperationCase.all.filter { operation in
    [
      "reciprocal", "square", "sqrt", "exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "multiply", "divide",
      "power", "variance", "norm", "norm with epsilon", "sum of products", "product", "conv2d same", "batchnorm",
    ].contains(operation.name)
  }

  @Test(arguments: curved) func areCaughtAtOrderTwo(_ operation: OperationCase) throws {
    let skewed = { (x: [Tensor]) in try operation.apply(x.map { try Tensor(Skew(isLate: true), [$0]) }) }
    try GradientLaw().check(operation.name, order: 1, at: operation.points(0), skewed)
    #expect(throws: LawBroken.self) {
      try GradientLaw().check(operation.name, order: 2, at: operation.points(0), skewed)
    }
  }

  @Test func thereAreCurvedOnes() { #expect(SlightlyWrongRules.curved.count == 20) }
}
