import Arrays
import Texts

/// What the marks of a plot mean, in words, with the least and the greatest number of each layer.
struct PlotLegend {
  let plot: Plot
  let depth: ColourDepth

  /// A mark as it is drawn, and what it means.
  private struct Entry {
    var mark: TextCanvas
    let words: String

    /// How much of a line it takes.
    var width: Int { mark.width + 1 + displayWidth(words) }
  }

  /// In at most so many columns: entries beside each other where they fit, long ones folded.
  func canvas(width: Int) -> TextCanvas {
    var places: [(entry: Entry, column: Int, row: Int, lines: [String])] = []
    var column = 0, row = 0, height = 0
    for entry in entries {
      if column > 0, column + entry.width > width { (column, row) = (0, height) }
      let rest = width - column - entry.mark.width - 1
      // Words that have hardly room beside a wide mark stand below it.
      let lines =
        rest < min(12, displayWidth(entry.words))
        ? [""] + folded(entry.words, to: width) : folded(entry.words, to: rest)
      places.append((entry, column, row, lines))
      height = max(height, row + lines.count)
      column += entry.width + 3
    }
    var canvas = TextCanvas(width: places.isEmpty ? 0 : width, height: height)
    for (entry, column, row, lines) in places {
      canvas.add(entry.mark, column, row)
      let start = lines.first == "" ? column : column + entry.mark.width + 1
      for (index, line) in lines.enumerated() where !line.isEmpty { canvas.write(line, start, row + index) }
    }
    return canvas
  }

  private var entries: [Entry] {
    let isCrowded = plot.lineCount > 1
    let entries = plot.layers.flatMap { layer -> [Entry] in
      guard let words = layer.words else { return [] }
      switch layer {
      case .line(let series): return [line(series, words, isCrowded)]
      case .points(let series): return [glyphs(String(series.role.mark), series.role, words)]
      case .arrows(let arrows): return [glyphs("→", arrows.role, words)]
      case .pairs(let pairs): return [glyphs("··", pairs.role, words)]
      case .histogram(let counts): return [glyphs("█", counts.role, words)]
      case .bars(let bars): return [glyphs("█", bars.role, words)]
      case .field(let field): return [ramp(field, words)]
      case .rule, .diagram: return []
      }
    }
    return entries + (plot.mixesSamples ? [glyphs("⊗", nil, "both")] : [])
  }

  private func glyphs(_ text: String, _ role: Role?, _ words: String) -> Entry {
    var mark = TextCanvas(width: displayWidth(text), height: 1)
    mark.write(text, 0, 0, depth == .none ? nil : role?.colour)
    return Entry(mark: mark, words: words)
  }

  private func line(_ series: Series, _ words: String, _ isCrowded: Bool) -> Entry {
    glyphs(isCrowded ? "─\(series.role.mark)─" : "───", series.role, words)
  }

  /// The colours or textures from the lowest to the highest number, both beside them, and the zero of a map that has one in their middle.
  private func ramp(_ field: Field, _ words: String) -> Entry {
    // A scale of colours that nothing here has would say what is not so.
    guard field.numbers.numbers.contains(where: \.isFinite) else { return glyphs("", nil, words) }
    let (low, high) = field.map.range
    // What the ends say is not said again.
    let words = field.reaches(low, high) ? sanitized(field.name) : words
    let ends = (numberText(low, digits: 3), numberText(high, digits: 3))
    if case .diverging(let zero, _) = field.map {
      let middle = " \(numberText(zero, digits: 3)) "
      return joined(
        [text(ends.0 + " "), scale(field.map, 0..<0.5), text(middle), scale(field.map, 0.5..<1), text(" " + ends.1)],
        words)
    }
    return joined([text(ends.0 + " "), scale(field.map, 0..<1), text(" " + ends.1)], words)
  }

  private func text(_ text: String) -> TextCanvas {
    var canvas = TextCanvas(width: displayWidth(text), height: 1)
    canvas.write(text, 0, 0)
    return canvas
  }

  private func joined(_ parts: [TextCanvas], _ words: String) -> Entry {
    var mark = TextCanvas(width: parts.reduce(0) { $0 + $1.width }, height: 1), column = 0
    for part in parts {
      mark.add(part, column, 0)
      column += part.width
    }
    return Entry(mark: mark, words: words)
  }

  /// A part of a map's colours or textures, in places from 0 to 1.
  private func scale(_ map: ColourMap, _ part: Range<Real>) -> TextCanvas {
    guard depth != .none else {
      let textures = map.textures, isWhole = part.upperBound - part.lowerBound > 0.9
      let half = isWhole ? textures[...] : part.lowerBound == 0 ? textures[..<4] : textures[5...]
      return text(String(half.filter { $0 != " " }))
    }
    let count = part.upperBound - part.lowerBound > 0.9 ? 10 : 5
    var canvas = TextCanvas(width: count, height: 1)
    for index in 0..<count {
      let place = part.lowerBound + (Real(index) + 0.5) / Real(count) * (part.upperBound - part.lowerBound)
      let colour = map.colour(at: place)
      canvas[index, 0].upper = colour
      canvas[index, 0].lower = colour
    }
    return canvas
  }
}

extension Field {
  /// Whether these are its least and its greatest number.
  fileprivate func reaches(_ low: Real, _ high: Real) -> Bool {
    let finite = numbers.numbers.filter(\.isFinite)
    return finite.min() == low && finite.max() == high
  }
}

extension Plot {
  /// Whether real and fake samples are drawn in it.
  fileprivate var mixesSamples: Bool {
    let roles = layers.compactMap { layer -> Role? in if case .points(let series) = layer { series.role } else { nil } }
    return roles.contains(.real) && roles.contains(.fake)
  }
}
