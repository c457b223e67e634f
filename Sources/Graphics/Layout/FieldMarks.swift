import Arrays
import Display
import Texts

extension PlotFrame {
  /// The colours of a field, its contour lines, and where its numbers are none.
  func marks(field: Field) -> [Mark] {
    guard field.numbers.shape.rank == 2, field.numbers.count > 0,
      let left = across(field.x.lowerBound), let right = across(field.x.upperBound),
      let bottom = up(field.y.lowerBound), let top = up(field.y.upperBound)
    else { return [] }
    let place = Rectangle(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))
    let image = FieldImage(field, isCrisp: isCrisp(field))
    var marks: [Mark] = [.image(image.raster, place, isCrisp: image.isCrisp)]
    let (rows, columns) = (field.numbers.shape[0], field.numbers.shape[1])
    let cell = (width: place.width / Double(columns), height: place.height / Double(rows))
    marks += missing(field, place, cell)
    if isCrisp(field), !field.map.isOfPixels, cell.width >= 34, cell.height >= 15 {
      marks += numbers(field, place, cell)
    }
    for level in field.contours { marks += contour(field, level, place, cell) }
    return marks
  }

  /// Pixels and named cells keep their edges; what stands for a function of the plane flows.
  private func isCrisp(_ field: Field) -> Bool {
    if case .categories = x.scale { return true }
    if case .categories = y.scale { return true }
    return field.map.isOfPixels || field.numbers.shape[0] < 12 || field.numbers.shape[1] < 12
  }

  /// A cross in each cell whose number is none.
  private func missing(_ field: Field, _ place: Rectangle, _ cell: (width: Double, height: Double)) -> [Mark] {
    let columns = field.numbers.shape[1]
    let cells = field.numbers.withNumbers { numbers in numbers.indices.filter { numbers[$0].isNaN } }
    let places = cells.prefix(mostSymbols).map {
      Point(
        place.x + (Double($0 % columns) + 0.5) * cell.width, place.y + (Double($0 / columns) + 0.5) * cell.height)
    }
    let size = min(5, max(1, min(cell.width, cell.height) * 0.35))
    return places.isEmpty ? [] : [.symbols(places, .cross, size: size, .fixed(Colour(200, 30, 30)), halo: nil)]
  }

  /// Each cell's number, in black or white, whichever is read more easily.
  private func numbers(_ field: Field, _ place: Rectangle, _ cell: (width: Double, height: Double)) -> [Mark] {
    let columns = field.numbers.shape[1]
    return field.numbers.numbers.enumerated().compactMap { index, number in
      guard let colour = field.map.colour(of: number) else { return nil }
      let text = TextMeasure.shortened(shownNumber(number, digits: 3), width: cell.width - 4, size: 10.5)
      let at = Point(
        place.x + (Double(index % columns) + 0.5) * cell.width,
        place.y + (Double(index / columns) + 0.5) * cell.height + 4)
      return .label(Label(text, at, size: 10.5, .middle, ink: .fixed(colour.contrast)))
    }
  }

  /// One contour line; that at the marked zero is thicker. The longest part says its number.
  private func contour(
    _ field: Field, _ level: Real, _ place: Rectangle, _ cell: (width: Double, height: Double)
  ) -> [Mark] {
    let lines = Contours(field.numbers, at: level).lines.map { line in
      line.map { Point(place.x + $0.x * cell.width, place.y + $0.y * cell.height) }
    }
    guard let longest = lines.max(by: { $0.count < $1.count }) else { return [] }
    let isZero = if case .diverging(let zero, _) = field.map { level == zero } else { false }
    let ink = Ink.fixed(field.map.isDark(level) ? Colour(245, 245, 245) : Colour(40, 40, 44))
    // Below the marked zero they are broken, as in print.
    let isBelow = if case .diverging(let zero, _) = field.map { level < zero } else { false }
    let stroke = Stroke(
      ink, width: isZero ? 1.8 : 0.8, dash: isBelow ? [4, 3] : [], opacity: isZero ? 1 : 0.75)
    var marks: [Mark] = [.lines(lines, stroke)]
    if longest.count > 16, place.width > 150 {
      // Along the line at a place of its own for each level, so that the numbers of neighbours don't stand on each other.
      let rank = field.contours.firstIndex(of: level) ?? 0
      let at = longest[longest.count * (1 + rank * 2 % 5) / 7]
      marks.append(
        .label(
          Label(
            shownNumber(level, digits: 3), Point(at.x, at.y + 3.5), size: 9.5, .middle,
            ink: .fixed(Colour(40, 40, 44)), halo: .fixed(Colour(245, 245, 245)))))
    }
    return marks
  }
}

/// A field as pixels.
struct FieldImage {
  /// The pixels.
  let raster: Raster
  /// Whether they keep their edges.
  let isCrisp: Bool
  /// How many pixels a side has at most.
  static let most = 320

  /// One pixel a cell, or as many as make numbers flow into each other; fewer than cells where there are too many.
  init(_ field: Field, isCrisp: Bool) {
    let (rows, columns) = (field.numbers.shape[0], field.numbers.shape[1])
    self.isCrisp = isCrisp
    let (height, width) =
      isCrisp
      ? (min(rows, FieldImage.most * 2), min(columns, FieldImage.most * 2))
      : (min(FieldImage.most, max(rows, 160)), min(FieldImage.most, max(columns, 160)))
    let table = ColourTable(field.map)
    var raster = Raster(width: width, height: height)
    field.numbers.withNumbers { numbers in
      for y in 0..<height {
        let row = (Double(y) + 0.5) / Double(height) * Double(rows) - 0.5
        for x in 0..<width {
          let column = (Double(x) + 0.5) / Double(width) * Double(columns) - 0.5
          let number =
            isCrisp
            ? numbers[min(rows - 1, Int(row + 0.5)) * columns + min(columns - 1, Int(column + 0.5))]
            : FieldImage.between(numbers, rows, columns, row, column)
          raster.set(x, y, table[number])
        }
      }
    }
    self.raster = raster
  }

  /// The number between four middles, each the more the nearer.
  private static func between(
    _ numbers: UnsafeBufferPointer<Real>, _ rows: Int, _ columns: Int, _ row: Double, _ column: Double
  ) -> Real {
    let row = min(max(row, 0), Double(rows - 1)), column = min(max(column, 0), Double(columns - 1))
    let (top, left) = (Int(row), Int(column)), (below, right) = (min(top + 1, rows - 1), min(left + 1, columns - 1))
    let (down, across) = (row - Double(top), column - Double(left))
    func mixed(_ a: Real, _ b: Real, _ share: Double) -> Double {
      // What is infinite stays so, without becoming no number where its share is nothing.
      share == 0 ? Double(a) : Double(a) * (1 - share) + Double(b) * share
    }
    let upper = mixed(numbers[top * columns + left], numbers[top * columns + right], across)
    let lower = mixed(numbers[below * columns + left], numbers[below * columns + right], across)
    return Real(down == 0 ? upper : upper * (1 - down) + lower * down)
  }
}

extension ColourMap {
  /// Whether a number's colour is dark.
  func isDark(_ number: Real) -> Bool { colour(of: number).map { $0.luminance < 0.35 } ?? false }
}

extension Colour {
  /// Black or white, whichever is read more easily on it.
  var contrast: Colour { luminance < 0.5 ? Colour(255, 255, 255) : Colour(20, 20, 24) }
}
