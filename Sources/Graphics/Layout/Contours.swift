import Arrays
import Display

/// Lines along which the numbers of a field are equal, found by marching squares.
///
/// Coordinates are columns and rows; a cell's number stands at its middle, (0.5, 0.5) for the first one.
public struct Contours {
  /// The lines, each as its points in order.
  public private(set) var lines: [[Point]] = []

  /// The lines at one number. Where a number is none, a line ends.
  public init(_ field: NDArray, at level: Real) {
    let (rows, columns) = (field.shape[0], field.shape[1])
    guard rows > 1, columns > 1, level.isFinite else { return }
    var segments: [(Edge, Edge)] = []
    field.withNumbers { numbers in
      func number(_ row: Int, _ column: Int) -> Real { numbers[row * columns + column] }
      for row in 0..<rows - 1 {
        for column in 0..<columns - 1 {
          let corners = [
            number(row, column), number(row, column + 1), number(row + 1, column + 1), number(row + 1, column),
          ]
          guard corners.allSatisfy(\.isFinite) else { continue }
          segments += Contours.segments(row, column, corners.map { $0 >= level }, corners, level)
        }
      }
      lines = Contours.joined(segments).map { edges in
        edges.map { edge in
          let from = number(edge.row, edge.column)
          let to = edge.isDown ? number(edge.row + 1, edge.column) : number(edge.row, edge.column + 1)
          let span = Double(to) - Double(from), share = span == 0 ? 0.5 : (Double(level) - Double(from)) / span
          return edge.isDown
            ? Point(Double(edge.column) + 0.5, Double(edge.row) + 0.5 + share)
            : Point(Double(edge.column) + 0.5 + share, Double(edge.row) + 0.5)
        }
      }
    }
  }

  /// The way from one cell's middle to the next one's, to the right or down.
  private struct Edge: Hashable { let row, column: Int, isDown: Bool }

  /// The lines through one square of four middles, as which of its sides they join.
  private static func segments(
    _ row: Int, _ column: Int, _ above: [Bool], _ corners: [Real], _ level: Real
  ) -> [(Edge, Edge)] {
    let top = Edge(row: row, column: column, isDown: false), left = Edge(row: row, column: column, isDown: true)
    let bottom = Edge(row: row + 1, column: column, isDown: false)
    let right = Edge(row: row, column: column + 1, isDown: true)
    // Which sides are crossed: those between corners on different sides of the level.
    let sides = [top, right, bottom, left]
    let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }.map { sides[$0] }
    if crossed.count == 2 { return [(crossed[0], crossed[1])] }
    guard crossed.count == 4 else { return [] }
    // A saddle: the mean decides which corners belong together.
    let middle = corners.reduce(0.0) { $0 + Double($1) } / 4 >= Double(level)
    return middle == above[0] ? [(top, right), (bottom, left)] : [(top, left), (right, bottom)]
  }

  /// Segments that meet, as lines.
  private static func joined(_ segments: [(Edge, Edge)]) -> [[Edge]] {
    var at: [Edge: [Int]] = [:]
    for (index, segment) in segments.enumerated() {
      at[segment.0, default: []].append(index)
      at[segment.1, default: []].append(index)
    }
    var isUsed = [Bool](repeating: false, count: segments.count)
    func walk(from start: Edge) -> [Edge] {
      var line: [Edge] = [], place = start
      while let next = at[place]?.first(where: { !isUsed[$0] }) {
        isUsed[next] = true
        place = segments[next].0 == place ? segments[next].1 : segments[next].0
        line.append(place)
      }
      return line
    }
    var lines: [[Edge]] = []
    for (index, segment) in segments.enumerated() where !isUsed[index] {
      isUsed[index] = true
      let forwards = walk(from: segment.1), backwards = walk(from: segment.0)
      lines.append(backwards.reversed() + [segment.0, segment.1] + forwards)
    }
    return lines
  }
}
