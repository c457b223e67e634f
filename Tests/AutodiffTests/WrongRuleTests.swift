import Arrays
import Autodiff
import Laws
import Testing

/// x³ with a rule to be chosen, so that the checker can be checked: a law that passes everything proves nothing.
private struct Cube: Operation {
  let name = "cube"
  let rule: @Sendable (Tensor, Tensor) -> Tensor?
  func shape(of inputs: [Shape]) -> Shape { inputs[0] }
  func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
    Kernel { operands, y in
      for i in 0..<output.count { y[i] = operands[0][i] * operands[0][i] * operands[0][i] }
    }
  }
  func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? { rule(g, x[0]) }
}

@Suite struct WrongRules {
  private let point = NDArray([0.5, -0.7, 1.1], shape: [3])

  private func check(order: Int, _ rule: @escaping @Sendable (Tensor, Tensor) -> Tensor?) throws {
    try GradientLaw().check("cube", order: order, at: [point]) { try Tensor(Cube(rule: rule), [$0[0]]) }
  }

  @Test func theRightRulePasses() throws {
    try check(order: 3) { g, x in 3 * (g * x * x) }
  }

  @Test func wrongValuesAreCaughtAtOrderOne() {
    #expect(throws: LawBroken.self) { try check(order: 1) { g, x in 3 * (g * x) } }
    #expect(throws: LawBroken.self) { try check(order: 1) { g, x in -(3 * (g * x * x)) } }
    #expect(throws: LawBroken.self) { try check(order: 1) { g, x in 3.1 * (g * x * x) } }
    #expect(throws: LawBroken.self) { try check(order: 1) { _, _ in nil } }
  }

  @Test func ruleThatForgetsItsHistoryIsCaughtAtOrderTwo() throws {
    let forgetsInput: @Sendable (Tensor, Tensor) -> Tensor? = { g, x in 3 * (g * x.detached * x.detached) }
    try check(order: 1, forgetsInput)
    #expect(throws: LawBroken.self) { try check(order: 2, forgetsInput) }
    let forgetsHalf: @Sendable (Tensor, Tensor) -> Tensor? = { g, x in 3 * (g * x * x.detached) }
    try check(order: 1, forgetsHalf)
    #expect(throws: LawBroken.self) { try check(order: 2, forgetsHalf) }
    let forgetsCotangent: @Sendable (Tensor, Tensor) -> Tensor? = { g, x in 3 * (g.detached * x * x) }
    try check(order: 1, forgetsCotangent)
    #expect(throws: LawBroken.self) {
      try GradientLaw().check("cube of a square", order: 2, at: [point]) {
        try Tensor(Cube(rule: forgetsCotangent), [square($0[0])]) * $0[0]
      }
    }
  }

  @Test func wrongAdjointIsCaught() {
    struct Doubling: Operation {
      let name = "doubling"
      func shape(of inputs: [Shape]) -> Shape { inputs[0] }
      func kernel(for inputs: [Shape], giving output: Shape) -> Kernel {
        Kernel { operands, y in for i in 0..<output.count { y[i] = 2 * operands[0][i] } }
      }
      func pullback(_ g: Tensor, to slot: Int, of x: [Tensor], giving y: Tensor) -> Tensor? { g }
    }
    #expect(throws: LawBroken.self) {
      try AdjointLaw.check("doubling", at: point) { try Tensor(Doubling(), [$0]) }
    }
  }
}
