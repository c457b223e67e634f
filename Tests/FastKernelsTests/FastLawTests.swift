import Arrays
import Autodiff
import FastKernels
import Laws
import Testing

/// What holds for the reference kernels holds for the fast ones, operation by operation.
@Suite("Both tables of kernels meet the laws of operations")
struct FastLawTests {
  @Test("gradients of orders 1 and 2 agree with differences", arguments: OperationCase.all)
  func gradients(_ operation: OperationCase) throws {
    try Kernels.$chosen.withValue(.fast) {
      for set in operation.shapes.indices {
        try GradientLaw().check(operation.name, order: 2, at: operation.points(set), operation.apply)
      }
    }
  }

  @Test("derivatives where formulas break down are as the table says", arguments: Anatomy.examples)
  func singularPoints(_ anatomy: Anatomy) throws {
    try Kernels.$chosen.withValue(.fast) { for point in anatomy.singularPoints { try point.check() } }
  }

  @Test("a task's choice ends with the task's work")
  func chosen() {
    #expect(Kernels.current.name == Kernels.standard.name)
    Kernels.$chosen.withValue(.fast) { #expect(Kernels.current.name == Kernels.fast.name) }
    #expect(Kernels.current.name == Kernels.standard.name)
  }
}

@Suite("A fused loop is its definition")
struct FusedLawTests {
  /// Three inputs, one of them stretched; every function once, each on what came before, and two outputs.
  @Test(
    "for every function",
    arguments: UnaryFunction.all.map(FusedLoop.Function.unary) + BinaryFunction.all.map(FusedLoop.Function.binary) + [
      .select, .copy,
    ])
  func everyFunction(_ function: FusedLoop.Function) {
    let all: [FusedLoop.Operand] = [.step(0), .input(2), .input(1)]
    let operands = Array(all.prefix(function.operands))
    for columns in [1, 7, 16, 33, 700] {
      let (whole, row) = (Shape([9, columns]), Shape([columns]))
      let loop = FusedLoop(
        nest: .broadcasting([whole, row, whole], to: whole),
        steps: [
          .init(.binary(.add), [.input(0), .input(1)]),
          .init(function, operands),
          .init(.binary(.multiply), [.step(1), .input(0)]),
        ], outputs: [1, 2])
      let inputs = [whole.count, row.count, whole.count].enumerated().map {
        numbers($1, "input \($0)").map { $0 + 2.5 }
      }
      let (fast, definition) = (
        run(Kernels.fast.fused(loop), inputs, whole.count), run(loop.referenceKernel, inputs, whole.count)
      )
      #expect(zip(fast, definition).allSatisfy { isClose($0, $1, 1e-5) }, "\(function), \(columns) columns")
    }
  }

  private func run(_ kernel: FusedKernel, _ inputs: [[Float]], _ count: Int) -> [Float] {
    var outputs = [[Float](repeating: .nan, count: count), [Float](repeating: .nan, count: count)]
    let arrays = inputs.map { NDArray($0, shape: [$0.count]) }
    let (first, second) = (NDArray(repeating: .nan, shape: [count]), NDArray(repeating: .nan, shape: [count]))
    withExtendedLifetime((arrays, first, second)) {
      let targets = [first, second].map { UnsafeMutablePointer(mutating: $0.pointer) }
      arrays.map(\.pointer).withUnsafeBufferPointer { operands in
        targets.withUnsafeBufferPointer { kernel.run(operands, $0) }
      }
      outputs = [first.numbers, second.numbers]
    }
    return outputs.flatMap { $0 }
  }
}

extension FusedLoop.Function {
  fileprivate var operands: Int {
    switch self {
    case .unary, .copy: 1
    case .binary: 2
    case .select: 3
    }
  }
}
