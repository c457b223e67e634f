import Arrays

extension PlotArea {
  /// A field as textures, or with colour as half blocks with contour lines over them.
  func draw(_ field: Field, _ canvas: inout TextCanvas) {
    let sampler = FieldSampler(field)
    guard depth != .none else {
      for (index, number) in sampler.numbers(over: frame, columns: columns, rows: rows).enumerated() {
        if let number { canvas.put(field.map.texture(of: number), index % columns, index / columns) }
      }
      return
    }
    for (index, number) in sampler.numbers(over: frame, columns: columns, rows: 2 * rows).enumerated() {
      guard let number else { continue }
      let (column, row) = (index % columns, index / columns)
      guard let colour = field.map.colour(of: number) else {
        canvas.put(Shade.notANumber, column, row / 2)
        continue
      }
      if row % 2 == 0 { canvas[column, row / 2].upper = colour } else { canvas[column, row / 2].lower = colour }
    }
    drawContours(field, sampler, &canvas)
  }

  /// Dots along which the field has one of its contours' numbers: a dot is set where a neighbour lies on the other side.
  private func drawContours(_ field: Field, _ sampler: FieldSampler, _ canvas: inout TextCanvas) {
    guard !field.contours.isEmpty else { return }
    let (wide, high) = (2 * columns, 4 * rows)
    let numbers = sampler.numbers(over: frame, columns: wide, rows: high)
    for level in field.contours {
      // The marked zero is whole, the others are dotted.
      let isZero = field.map.isZero(level)
      for y in 0..<high {
        for x in 0..<wide where isZero || (x + y) % 2 == 0 {
          guard let here = numbers[y * wide + x], !here.isNaN else { continue }
          let right = x + 1 < wide ? numbers[y * wide + x + 1] ?? here : here
          let below = y + 1 < high ? numbers[(y + 1) * wide + x] ?? here : here
          if (here < level) != (right < level) || (here < level) != (below < level), !right.isNaN, !below.isNaN {
            canvas.dot(x, y, nil)
          }
        }
      }
    }
  }
}

extension ColourMap {
  /// Whether a number is the zero of a map that has one.
  func isZero(_ number: Real) -> Bool {
    if case .diverging(let zero, _) = self { number == zero } else { false }
  }

  /// How dark the textures are from low to high: of a diverging map the lower half in strokes, the upper one in blocks, and nothing at its zero.
  var textures: [Character] {
    switch self {
    case .grey, .packed, .sequential: [" ", "░", "▒", "▓", "█"]
    case .diverging: ["#", "=", "-", "·", " ", "░", "▒", "▓", "█"]
    }
  }

  /// The texture of a number.
  func texture(of number: Real) -> Character {
    let place = place(of: number)
    guard !place.isNaN else { return Shade.notANumber }
    let textures = textures
    return textures[min(textures.count - 1, Int(place * Real(textures.count)))]
  }
}
