import Arrays
import FastKernels
import Testing

private let specials: [Float] = [
  0, -0.0, 1, -1, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
  .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 88.8, -88.8, 104, -104, 0.625,
]

@Suite("Functions of elements agree with the reference")
struct ElementwiseTests {
  @Test("unary functions, for counts around the widths of vectors and threads", arguments: UnaryFunction.all)
  func unary(_ function: UnaryFunction) {
    for count in [0, 1, 2, 15, 16, 17, 1000, 70_001] {
      let x = numbers(count, "x").map { 4 * $0 }
      expectAgreement([x], count, "\(function) of \(count)") { $0.unary(function, count) }
    }
  }

  @Test("unary functions of the numbers at the edges", arguments: UnaryFunction.all)
  func edges(_ function: UnaryFunction) {
    let x = specials + specials + specials
    let fast = run(Kernels.fast.unary(function, x.count), [x], x.count)
    let reference = run(Kernels.reference.unary(function, x.count), [x], x.count)
    for i in x.indices {
      let isSame = isClose(fast[i], reference[i], 1e-6) && (fast[i] == 0) == (reference[i] == 0)
      // The reference's sigmoid overflows on the way where the true value is denormal.
      let isTiny = function == .sigmoid && reference[i] == 0 && abs(fast[i]) < .leastNormalMagnitude
      #expect(
        isSame || isTiny,
        "\(function)(\(x[i])) is \(fast[i]), not \(reference[i])")
    }
  }

  @Test("binary functions, for every way that shapes stretch", arguments: BinaryFunction.all)
  func binary(_ function: BinaryFunction) {
    let whole = Shape([2, 3, 4, 5])
    for stretchedA in subsets(of: 4) {
      for stretchedB in subsets(of: 4) {
        expectBroadcast(
          function, whole.reducing(stretchedA, keep: true), whole.reducing(stretchedB, keep: true))
      }
    }
  }

  @Test(
    "binary functions of scalars, of nothing, of rows and columns, and of many numbers",
    arguments: [
      ([], []), ([1], []), ([0], [1]), ([3, 0], [3, 1]), ([70_001], [70_001]), ([70_001], []),
      ([300, 257], [257]),
      ([300, 257], [300, 1]), ([2, 40_000], [2, 1]), ([40_000, 2], [40_000, 1]),
      ([3, 1, 300, 40], [3, 5, 1, 40]),
    ] as [([Int], [Int])])
  func binaryShapes(_ a: [Int], _ b: [Int]) {
    for function in [BinaryFunction.add, .subtract, .gate(slope: 0.1)] {
      expectBroadcast(function, Shape(a), Shape(b))
      expectBroadcast(function, Shape(b), Shape(a))
    }
  }

  @Test("binary functions with strides that no broadcast has")
  func strided() {
    let nest = LoopNest(extents: [3, 7], strides: [[30, 3], [1, 5], [7, 1]], offsets: [2, 1, 0])
    expectAgreement([numbers(90, "a"), numbers(40, "b")], 21, "strided") { $0.binary(.subtract, nest) }
  }

  @Test(
    "minimum, maximum and comparisons keep not-a-number where the reference does", arguments: BinaryFunction.all)
  func binaryEdges(_ function: BinaryFunction) {
    let pairs = specials.flatMap { a in specials.map { (a, $0) } }
    let nest = LoopNest(extents: [pairs.count], strides: [[1], [1], [1]])
    expectAgreement([pairs.map(\.0), pairs.map(\.1)], pairs.count, "\(function)") {
      $0.binary(function, nest)
    }
  }

  @Test("an output may take the place of its input")
  func inPlace() {
    let x = numbers(1000, "x")
    var shared = x
    shared.withUnsafeMutableBufferPointer { numbers in
      let place = numbers.baseAddress.unsafelyUnwrapped
      let operand = [UnsafePointer(place)]
      operand.withUnsafeBufferPointer { Kernels.fast.unary(.square, 1000).run($0, place) }
    }
    #expect(shared == x.map { $0 * $0 })
  }

  @Test("a choice between two, for every way that shapes stretch")
  func select() {
    let whole = Shape([3, 4, 5])
    for c in subsets(of: 3) {
      for a in subsets(of: 3) {
        for b in subsets(of: 3) {
          let shapes = [c, a, b].map { whole.reducing($0, keep: true) }
          expectSelection(shapes, whole)
        }
      }
    }
    expectSelection([[70_001], [70_001], [70_001]], [70_001])
    expectSelection([[300, 1], [300, 400], []], [300, 400])
    expectSelection([[0], [0], []], [0])
  }

  private func expectBroadcast(_ function: BinaryFunction, _ a: Shape, _ b: Shape) {
    guard let output = try? Shape.broadcast(a, b, in: "test") else { return }
    let nest = LoopNest.broadcasting([a, b], to: output)
    expectAgreement(
      [numbers(a.count, "a"), numbers(b.count, "b")], output.count, "\(function) of \(a), \(b)"
    ) {
      $0.binary(function, nest)
    }
  }

  private func expectSelection(_ shapes: [Shape], _ output: Shape) {
    let nest = LoopNest.broadcasting(shapes, to: output)
    var inputs = shapes.enumerated().map { numbers($0.element.count, "operand \($0.offset)") }
    inputs[0] = inputs[0].map { $0 > 0 ? $0 : 0 }
    expectAgreement(inputs, output.count, "select \(shapes)") { $0.select(nest) }
  }
}
