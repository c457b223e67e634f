import Arrays
import FastKernels
import Testing

private let reductions: [Reduction] = [.sum, .maximum, .minimum, .sumOfProducts]

@Suite("Reductions agree with the reference")
struct ReductionTests {
  @Test("over every set of axes of every rank up to four", arguments: reductions)
  func everySubset(_ reduction: Reduction) {
    for extents in [
      [], [7], [1], [5, 6], [40, 3], [3, 40], [4, 5, 6], [2, 3, 4, 5], [3, 1, 18, 20], [2, 7, 3, 70],
    ] {
      for axes in subsets(of: extents.count) { expectReduction(reduction, Shape(extents), axes) }
    }
  }

  @Test("of arrays large enough to be cut in blocks", arguments: reductions)
  func large(_ reduction: Reduction) {
    let shapes: [Shape] = [
      [100_001], [64, 2000], [2000, 64], [50_000, 2], [2, 50_000], [9, 30, 17, 40], [3001, 33],
    ]
    for shape in shapes {
      for axes in subsets(of: shape.rank) { expectReduction(reduction, shape, axes) }
    }
  }

  @Test("of nothing gives the identity", arguments: reductions)
  func empty(_ reduction: Reduction) {
    for axes in subsets(of: 2) {
      expectReduction(reduction, [0, 3], axes)
      expectReduction(reduction, [3, 0], axes)
    }
  }

  @Test("not-a-number is never hidden", arguments: [0, 5, 99, 16_000])
  func notANumber(_ place: Int) {
    var x = numbers(20_000, "x")
    x[place] = .nan
    for reduction in [Reduction.sum, .maximum, .minimum] {
      for (extents, axes) in [([20_000], [0]), ([100, 200], [0]), ([100, 200], [1]), ([10_000, 2], [0])] {
        let shape = Shape(extents)
        let nest = LoopNest.reducing(shape, along: axes, operands: 1)
        let count = shape.reducing(axes, keep: false).count
        expectAgreement([x], count, tolerance: 1e-4, "\(reduction)") { $0.reduce(reduction, nest, count) }
      }
    }
  }

  @Test("a million numbers add up to one part in a million")
  func accuracy() {
    let x = numbers(1_000_000, "x").map { abs($0) + 0.1 }
    let exact = x.reduce(0.0) { $0 + Double($1) }
    for shape in [Shape([1_000_000]), [250_000, 4], [1000, 1000], [10, 100, 1000]] {
      let axes = Array(0..<shape.rank)
      let nest = LoopNest.reducing(shape, along: axes, operands: 1)
      let sum = run(Kernels.fast.reduce(.sum, nest, 1), [x], 1)[0]
      #expect(abs(Double(sum) / exact - 1) < 1e-6)
    }
    let columns = LoopNest.reducing([250_000, 4], along: [0], operands: 1)
    let total = run(Kernels.fast.reduce(.sum, columns, 4), [x], 4).reduce(0.0) { $0 + Double($1) }
    #expect(abs(total / exact - 1) < 1e-6)
  }

  private func expectReduction(_ reduction: Reduction, _ shape: Shape, _ axes: [Int]) {
    let operands = reduction == .sumOfProducts ? 2 : 1
    let nest = LoopNest.reducing(shape, along: axes, operands: operands)
    let count = shape.reducing(axes, keep: false).count
    let inputs = (0..<operands).map { numbers(shape.count, "operand \($0)") }
    let joined = shape.count / max(1, count)
    // A unit of the last place of the sum of magnitudes, about half their number.
    let tolerance = 2e-6 + 6e-8 * Float(joined)
    expectAgreement(inputs, count, tolerance: tolerance, "\(reduction) of \(shape) along \(axes)") {
      $0.reduce(reduction, nest, count)
    }
  }
}
