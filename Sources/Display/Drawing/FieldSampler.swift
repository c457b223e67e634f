import Arrays

/// A field's numbers on another grid than its own: the area under a new cell averaged where that is larger, else the numbers between which it lies,
/// weighed for fields that are smooth.
struct FieldSampler {
  private let field: Field
  private let height, width: Int

  /// A way to read a field; one that is no matrix has no numbers.
  init(_ field: Field) {
    let isMatrix = field.numbers.shape.rank == 2
    self.field = field
    (height, width) = isMatrix ? (field.numbers.shape[0], field.numbers.shape[1]) : (0, 0)
  }

  /// Smooth fields have contour lines; matrices and images have cells.
  private var isSmooth: Bool { !field.contours.isEmpty }

  private var isImage: Bool { field.map.isOfPixels }

  /// The numbers at the middles of a grid over a frame, its top row first; `nil` where the field does not reach.
  func numbers(over frame: Frame, columns: Int, rows: Int) -> [Real?] {
    guard height > 0, width > 0 else { return Array(repeating: nil, count: columns * rows) }
    let across = (0...columns).map { column(frame.x.number(at: Double($0) / Double(columns))) }
    let down = (0...rows).map { row(frame.y.number(at: 1 - Double($0) / Double(rows))) }
    return field.numbers.withNumbers { numbers in
      (0..<rows).flatMap { y in
        (0..<columns).map { x in
          number(numbers, left: across[x], right: across[x + 1], top: down[y], bottom: down[y + 1])
        }
      }
    }
  }

  /// Where a number of the horizontal axis lies, in cells from the left.
  private func column(_ x: Double) -> Double {
    let (low, high) = (Double(field.x.lowerBound), Double(field.x.upperBound))
    return high > low ? (x - low) / (high - low) * Double(width) : Double(width) / 2
  }

  /// Where a number of the vertical axis lies, in cells from the top.
  private func row(_ y: Double) -> Double {
    let (low, high) = (Double(field.y.lowerBound), Double(field.y.upperBound))
    return high > low ? (high - y) / (high - low) * Double(height) : Double(height) / 2
  }

  private func number(
    _ numbers: UnsafeBufferPointer<Real>, left: Double, right: Double, top: Double, bottom: Double
  ) -> Real? {
    let (x, y) = ((left + right) / 2, (top + bottom) / 2)
    guard x >= 0, y >= 0, x <= Double(width), y <= Double(height) else { return nil }
    if right - left > 1.01 || bottom - top > 1.01 {
      guard field.map == .packed else { return average(numbers, left, right, top, bottom) }
      let parts = [16, 8, 0].map { shift in
        average(numbers, left, right, top, bottom) { $0 >= 0 && $0 <= 16_777_215 ? Real(Int($0) >> shift & 255) : .nan }
      }
      return ColourMap.packed(parts, low: 0, high: 255)
    }
    return isSmooth ? between(numbers, x - 0.5, y - 0.5) : numbers[index(x, y)]
  }

  private func index(_ x: Double, _ y: Double) -> Int {
    min(max(Int(y), 0), height - 1) * width + min(max(Int(x), 0), width - 1)
  }

  private func average(
    _ numbers: UnsafeBufferPointer<Real>, _ left: Double, _ right: Double, _ top: Double, _ bottom: Double,
    part: (Real) -> Real = { $0 }
  ) -> Real {
    var (sum, weight) = (0.0, 0.0), farthest = Real(0)
    for row in max(0, Int(top))..<max(max(0, Int(top)) + 1, min(height, Int(bottom.rounded(.up)))) where row < height {
      let tall = min(bottom, Double(row + 1)) - max(top, Double(row))
      for column in max(0, Int(left))..<max(max(0, Int(left)) + 1, min(width, Int(right.rounded(.up))))
      where column < width {
        let area = tall * (min(right, Double(column + 1)) - max(left, Double(column)))
        let number = part(numbers[row * width + column])
        if !(abs(number) <= abs(farthest)) { farthest = number }
        (sum, weight) = (sum + area * Double(number), weight + area)
      }
    }
    // Of a matrix, what stands out is not to be averaged away.
    return isSmooth || isImage ? Real(sum / weight) : farthest
  }

  /// The numbers of four neighbours, weighed by how near they are.
  private func between(_ numbers: UnsafeBufferPointer<Real>, _ x: Double, _ y: Double) -> Real {
    let (column, row) = (x.rounded(.down), y.rounded(.down))
    let (right, below) = (x - column, y - row)
    func at(_ dx: Double, _ dy: Double) -> Double { Double(numbers[index(max(0, column + dx), max(0, row + dy))]) }
    let upper = right == 0 ? at(0, 0) : at(0, 0) * (1 - right) + at(1, 0) * right
    let lower = right == 0 ? at(0, 1) : at(0, 1) * (1 - right) + at(1, 1) * right
    return Real(below == 0 ? upper : upper * (1 - below) + lower * below)
  }
}
