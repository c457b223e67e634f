import Arrays
import Texts

/// What the marks of plots mean, in words, with the least and the greatest number of what has each; the same marks of several plots once.
struct PlotLegend {
  let plots: [Plot]
  let depth: ColourDepth
  /// Whether it says names alone, each on a line at most.
  var isBrief = false

  /// A mark as it is drawn, and what it means.
  private struct Entry {
    var mark: TextCanvas
    let words: String

    /// How much of a line it takes.
    var width: Int { mark.width + 1 + displayWidth(words) }
  }

  /// What tells the marks of one meaning from others.
  struct Key: Equatable {
    let kind: String
    let name: String
    var mark: Character?
    var map: ColourMap?
  }

  /// The meanings that it explains.
  var keys: [Key] { groups.map(\.key) }

  /// In at most so many columns: entries beside each other where they fit, long ones folded.
  func canvas(width: Int) -> TextCanvas {
    var places: [(entry: Entry, column: Int, row: Int, lines: [String])] = []
    var column = 0, row = 0, height = 0
    for entry in entries(width: width) {
      if column > 0, column + entry.width > width { (column, row) = (0, height) }
      let rest = width - column - entry.mark.width - 1
      // Words that have hardly room beside a wide mark stand below it.
      let lines =
        isBrief
        ? [shortened(entry.words, to: rest)]
        : rest < min(12, displayWidth(entry.words))
          ? [""] + foldedHard(entry.words, to: width) : foldedHard(entry.words, to: rest)
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

  /// The layers that have something to be explained, those of one meaning together.
  private var groups: [(key: Key, layers: [Layer])] {
    var groups: [(key: Key, layers: [Layer])] = []
    for layer in plots.flatMap(\.layers) {
      guard let key = Key(layer) else { continue }
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].layers.append(layer)
      } else {
        groups.append((key, [layer]))
      }
    }
    return groups
  }

  private func entries(width: Int) -> [Entry] {
    let isCrowded = plots.contains { $0.lineCount > 1 }
    let entries = groups.compactMap { key, layers -> Entry? in
      guard let layer = layers.first, let words = isBrief ? key.name : Layer.words(layers),
        !words.isEmpty || key.kind == "field"
      else { return nil }
      // Where one meaning has several colours, its mark has none.
      let roles = Set(layers.compactMap(\.role)), role = roles.count == 1 ? roles.first : nil
      switch layer {
      case .line: return glyphs(isCrowded ? "─\(key.mark ?? "─")─" : "───", role, words)
      case .points: return glyphs(String(key.mark ?? "o"), role, words)
      case .arrows: return glyphs("→", role, words)
      case .pairs: return glyphs("··", role, words)
      case .histogram, .bars: return glyphs("█", role, words)
      case .field(let field): return ramp(field, words, width: width)
      case .rule, .diagram: return nil
      }
    }
    return entries + (plots.contains(where: \.mixesSamples) ? [glyphs("⊗", nil, "both")] : [])
  }

  private func glyphs(_ text: String, _ role: Role?, _ words: String) -> Entry {
    var mark = TextCanvas(width: displayWidth(text), height: 1)
    mark.write(text, 0, 0, depth == .none ? nil : role?.terminalColour)
    return Entry(mark: mark, words: words)
  }

  /// The colours or textures from the lowest to the highest number, both beside them, and the zero of a map that has one in their middle.
  private func ramp(_ field: Field, _ words: String, width: Int) -> Entry {
    // A scale of colours that nothing here has would say what is not so.
    guard field.numbers.numbers.contains(where: \.isFinite) else { return glyphs("", nil, words) }
    let (low, high) = field.map.range
    // What the ends say is not said again.
    let words = plots.count == 1 && field.reaches(low, high) ? sanitized(field.name) : words
    let ends = (numberText(low, digits: 3), numberText(high, digits: 3))
    let whole = [text(ends.0 + " "), scale(field.map, 0..<1, 10), text(" " + ends.1)]
    guard case .diverging(let zero, _) = field.map else { return joined(whole, words) }
    // Where there is no room for the zero between two wide halves, narrower ones; then none.
    let middle = text(" \(numberText(zero, digits: 3)) ")
    let halves = [5, 4, 3, 2].map { count in
      [whole[0], scale(field.map, 0..<0.5, count), middle, scale(field.map, 0.5..<1, count), whole[2]]
    }
    return joined(halves.first { $0.reduce(0) { $0 + $1.width } <= width } ?? whole, words)
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

  /// A part of a map's colours, so many of them, or of its textures, in places from 0 to 1.
  private func scale(_ map: ColourMap, _ part: Range<Real>, _ count: Int) -> TextCanvas {
    guard depth != .none else {
      let textures = map.textures, isWhole = part.upperBound - part.lowerBound > 0.9
      let half = isWhole ? textures[...] : part.lowerBound == 0 ? textures[..<4] : textures[5...]
      return text(String(half.filter { $0 != " " }))
    }
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

extension PlotLegend.Key {
  /// The meaning of a layer; `nil` for one that has no legend.
  fileprivate init?(_ layer: Layer) {
    let name = sanitized(layer.name)
    switch layer {
    case .line(let series): self.init(kind: "line", name: name, mark: series.role.mark)
    case .points(let series): self.init(kind: "points", name: name, mark: series.role.mark)
    case .arrows, .pairs: self.init(kind: "arrows", name: name, mark: layer.isDirected ? "→" : nil)
    case .histogram: self.init(kind: "histogram", name: name)
    case .bars: self.init(kind: "bars", name: name)
    case .field(let field): self.init(kind: "field", name: name, map: field.map)
    case .rule, .diagram: return nil
    }
  }
}

extension Layer {
  fileprivate var isDirected: Bool { if case .arrows = self { true } else { false } }

  /// Whose it is.
  fileprivate var role: Role? {
    switch self {
    case .line(let series), .points(let series): series.role
    case .arrows(let arrows), .pairs(let arrows): arrows.role
    case .bars(let columns): columns.role
    case .histogram(let counts): counts.role
    case .field, .rule, .diagram: nil
    }
  }
}

extension Plot {
  /// Whether real and fake samples are drawn in it.
  fileprivate var mixesSamples: Bool {
    let roles = layers.compactMap { layer -> Role? in if case .points(let series) = layer { series.role } else { nil } }
    return roles.contains(.real) && roles.contains(.fake)
  }
}
