import Arrays
import Display
import Foundation
import Graphics
import Testing

@Suite struct ContoursTests {
  @Test func aContourRunsWhereTheNumbersAreEqual() {
    let field = Gallery.surface(40, reach: 2) { x, y in x * x + y * y }
    for level in [0.3, 1, 2.5] as [Real] {
      let lines = Contours(field, at: level).lines
      #expect(lines.count == 1)
      for line in lines {
        #expect(line.first == line.last && line.count > 12)
        for point in line {
          let (x, y) = (point.x / 10 - 2, 2 - point.y / 10)
          #expect(abs((x * x + y * y).squareRoot() - Double(level).squareRoot()) < 0.01)
        }
      }
    }
  }

  @Test func aSlopeHasOneStraightContourFromEdgeToEdge() {
    let field = NDArray((0..<30).map { Real($0 % 6) }, shape: [5, 6])
    let lines = Contours(field, at: 2.25).lines
    #expect(lines.count == 1 && lines.first?.count == 5)
    #expect(lines.joined().allSatisfy { abs($0.x - 2.75) < 1e-6 })
  }

  @Test func whatIsNoNumberEndsIt() {
    var numbers = (0..<30).map { Real($0 % 6) }
    numbers[2 * 6 + 2] = .nan
    let lines = Contours(NDArray(numbers, shape: [5, 6]), at: 2.25).lines
    #expect(lines.map(\.count) == [2, 2])
    #expect(Contours(NDArray([1, 2], shape: [1, 2]), at: 1.5).lines.isEmpty)
    #expect(Contours(NDArray([1, 2, 3, 4], shape: [2, 2]), at: .nan).lines.isEmpty)
    #expect(Contours(NDArray([3, 3, 3, 3], shape: [2, 2]), at: 3).lines.isEmpty)
  }

  @Test func aSaddleIsPartedByItsMean() {
    let saddle = NDArray([1, 0, 0, 1], shape: [2, 2])
    #expect(Contours(saddle, at: 0.4).lines.count == 2 && Contours(saddle, at: 0.6).lines.count == 2)
    #expect(Contours(saddle, at: 0.4).lines != Contours(saddle, at: 0.6).lines)
  }
}
