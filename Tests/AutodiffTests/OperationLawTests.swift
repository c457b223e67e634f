import Arrays
import Autodiff
import Laws
import Testing

/// Every operation, on at least five sets of shapes.
@Suite struct OperationLaws {
  @Test(arguments: OperationCase.all)
  func gradientsOfOrdersOneAndTwoAgreeWithDifferences(_ operation: OperationCase) throws {
    #expect(operation.shapes.count >= 5)
    for set in operation.shapes.indices {
      try GradientLaw().check(operation.name, order: 2, at: operation.points(set), operation.apply)
    }
  }

  @Test(arguments: OperationCase.all.filter(\.isLinear))
  func linearOperationsHaveTheirAdjointAsGradient(_ operation: OperationCase) throws {
    for set in operation.shapes.indices {
      let x = operation.points(set)
      try AdjointLaw.check(operation.name, at: x[0]) { try operation.apply([$0]) }
      let zero = try operation.apply(x.map { 0 * Tensor($0) })
      #expect(zero.value?.numbers.allSatisfy { $0 == 0 } == true)
    }
  }

  @Test(arguments: OperationCase.all.filter { $0.name.hasPrefix("conv") || $0.name == "product" })
  func contractionsAreAdjointInEachOperand(_ operation: OperationCase) throws {
    for set in operation.shapes.indices {
      let points = operation.points(set)
      try AdjointLaw.check(operation.name, at: points[0]) { try operation.apply([$0, Tensor(points[1])]) }
      try AdjointLaw.check(operation.name, at: points[1]) { try operation.apply([Tensor(points[0]), $0]) }
    }
  }

  @Test(arguments: OperationCase.all)
  func shapesAreKnownWithoutNumbers(_ operation: OperationCase) throws {
    for set in operation.shapes.indices {
      let computed = try operation.apply(operation.points(set).map { Tensor($0) })
      let placed = try operation.apply(operation.shapes[set].map { Tensor(placeholder: $0) })
      #expect(placed.shape == computed.shape)
      #expect(placed.value == nil || placed.shape.count == 0 || placed.ancestorCount == 0)
    }
  }
}

extension Tensor {
  fileprivate var ancestorCount: Int { Autodiff.ancestors(of: self).count - 1 }
}
