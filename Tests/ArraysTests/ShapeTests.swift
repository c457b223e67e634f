import Arrays
import Refusals
import Testing

@Suite struct ShapeTests {
  @Test(arguments: [
    ([2, 3], [3], [2, 3]), ([2, 1], [1, 4], [2, 4]), ([], [5], [5]), ([1], [0], [0]), ([3, 1, 2], [4, 1], [3, 4, 2]),
  ])
  func broadcastsAsNumPyDoes(_ a: [Int], _ b: [Int], _ result: [Int]) throws {
    #expect(try Shape.broadcast(Shape(a), Shape(b), in: "+") == Shape(result))
    #expect(try Shape.broadcast(Shape(b), Shape(a), in: "+") == Shape(result))
    #expect(Shape(a).broadcasts(to: Shape(result)))
  }

  @Test func refusesWhatDoesNotBroadcastWithBothShapes() {
    #expect {
      try Shape.broadcast([2, 3], [2], in: "+")
    } throws: { error in
      "\(error)".contains("[2×3]") && "\(error)".contains("[2]")
    }
    #expect(!Shape([2, 3]).broadcasts(to: [3]))
    #expect(!Shape([2]).broadcasts(to: [3]))
  }

  @Test func stretchedAxesAreThoseOfStrideZero() {
    let target: Shape = [4, 3, 5, 2]
    for shape: Shape in [[], [2], [5, 1], [1, 5, 1], [4, 1, 1, 2], target] {
      let zero = shape.strides(broadcastTo: target).enumerated().filter { $0.element == 0 }.map(\.offset)
      #expect(zero == shape.stretchedAxes(in: target))
    }
  }

  @Test func axesAreCheckedAndCounted() throws {
    #expect(try Shape([2, 3, 4]).normalized(axes: [-1, 0], in: "sum") == [0, 2])
    #expect(throws: Refusal.self) { try Shape([2, 3]).normalized(axes: [2], in: "sum") }
    #expect(throws: Refusal.self) { try Shape([2, 3]).normalized(axes: [1, -1], in: "sum") }
    #expect(throws: Refusal.self) { try Shape([]).normalized(axes: [0], in: "sum") }
  }

  @Test func hugeShapesSaturateAndAreRefused() {
    let huge = Shape([1 << 40, 1 << 40])
    #expect(huge.count == Int.max)
    #expect(throws: Refusal.self) { try huge.checkSize("zeros") }
    #expect(Shape([1 << 40, 0, 1 << 40]).count == 0)
  }

  @Test func printsWithCrosses() {
    #expect(Shape([64, 28, 28, 1]).description == "[64×28×28×1]")
    #expect(Shape.scalar.description == "[]")
  }
}

@Suite struct LoopNestTests {
  /// Merging axes must not change which positions meet.
  @Test func mergedLoopsVisitTheSamePositionsInTheSameOrder() {
    let shapes: [(Shape, Shape)] = [
      ([3, 4], [3, 4]), ([4], [3, 4]), ([3, 1], [3, 4]), ([1, 2, 1], [3, 2, 5]), ([], [2, 2]),
    ]
    for (input, output) in shapes {
      var visited: [[Int]] = []
      LoopNest.broadcasting([input], to: output).forEach { visited.append($0) }
      let strides = input.strides(broadcastTo: output)
      let expected = (0..<output.count).map { index in
        [
          zip(output.strides, output.extents).enumerated().reduce(0) { sum, axis in
            sum + index / axis.element.0 % axis.element.1 * strides[axis.offset]
          }, index,
        ]
      }
      #expect(visited == expected)
    }
  }

  @Test func contiguousOperandsBecomeOneLoop() {
    #expect(LoopNest.broadcasting([[2, 3, 4], [2, 3, 4]], to: [2, 3, 4]).extents == [24])
    #expect(LoopNest.broadcasting([[2, 3, 4], [4]], to: [2, 3, 4]).extents == [6, 4])
  }
}
