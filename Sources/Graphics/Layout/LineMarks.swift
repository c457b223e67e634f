import Arrays
import Display

/// How many points are drawn one by one; more become a density, or a line through fewer of them.
let mostSymbols = 2500
/// How many arrows or pairs are drawn; of more, each so-and-so-manyth.
let mostArrows = 1200

extension PlotFrame {
  /// Points joined in their order, with gaps where there is none. A point alone between gaps gets a mark.
  func marks(line series: Series) -> [Mark] {
    let runs = places(series.points).split(separator: nil).map { $0.compactMap { $0 } }
    let alone = runs.filter { $0.count == 1 }.map { $0[0] }
    // The lines of a grid are many: thin ones, and whole.
    let isGrid = series.gaps > 0, lines = runs.map(thinned)
    let stroke = Stroke(ink(series.role), width: isGrid ? 1 : 1.8, dash: isGrid ? [] : series.role.dash)
    return haloed(lines, 4) + [
      .lines(lines, stroke),
      .symbols(Array(alone.prefix(mostSymbols)), Symbol(series.role), size: 3, ink(series.role), halo: halo),
    ]
  }

  /// Of each column of half a pixel the first, the highest, the lowest and the last point: the line looks the same.
  private func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 600 else { return points }
    var kept: [Point] = [], bin: [Point] = []
    func flush() {
      guard let first = bin.first, let last = bin.last else { return }
      kept.append(first)
      if let least = bin.min(by: { $0.y < $1.y }), let most = bin.max(by: { $0.y < $1.y }), bin.count > 2 {
        kept += [least, most]
      }
      if bin.count > 1 { kept.append(last) }
      bin = []
    }
    for point in points {
      if let before = bin.first, abs(before.x - point.x) >= 0.5 { flush() }
      bin.append(point)
    }
    flush()
    // A line that goes to and fro everywhere keeps each so-and-so-manyth point.
    let step = (kept.count + 3999) / 4000
    return step == 1 ? kept : kept.indices.filter { $0 % step == 0 || $0 == kept.count - 1 }.map { kept[$0] }
  }

  /// A mark at each point, or how dense they are.
  func marks(points series: Series) -> [Mark] {
    let places = places(series.points).compactMap { $0 }
    guard places.count > mostSymbols else {
      let size = places.count > 600 ? 2.2 : places.count > 150 ? 2.8 : 3.4
      return [.symbols(places, Symbol(series.role), size: size, ink(series.role), halo: halo)]
    }
    return [.image(density(places, series.role), part, isCrisp: false)]
  }

  /// How many points lie in each cell, as how opaque it is: as the square root of their count, so that few show beside many.
  private func density(_ points: [Point], _ role: Role) -> Raster {
    let (columns, rows) = (max(1, min(240, Int(part.width / 3))), max(1, min(240, Int(part.height / 3))))
    var counts = [Int](repeating: 0, count: columns * rows)
    for point in points {
      let across = (point.x - part.x) / max(part.width, 1e-9), down = (point.y - part.y) / max(part.height, 1e-9)
      guard (0...1).contains(across), (0...1).contains(down) else { continue }
      counts[min(rows - 1, Int(down * Double(rows))) * columns + min(columns - 1, Int(across * Double(columns)))] += 1
    }
    let most = Double(max(1, counts.max() ?? 1))
    var raster = Raster(width: columns, height: rows)
    for (place, count) in counts.enumerated() where count > 0 {
      let opacity = 0.15 + 0.85 * (Double(count) / most).squareRoot()
      raster.set(place % columns, place / columns, role.colour, opacity: UInt8(opacity * 255))
    }
    return raster
  }

  /// Arrows as shafts with heads.
  func marks(arrows: Arrows) -> [Mark] {
    var shafts: [[Point]] = [], heads: [[Point]] = []
    for (from, to) in kept(arrows) {
      let (x, y) = (to.x - from.x, to.y - from.y), length = (x * x + y * y).squareRoot()
      guard length > 0.3 else { continue }
      let head = min(7, max(2.5, length * 0.4)), (ux, uy) = (x / length, y / length)
      let neck = Point(to.x - ux * head, to.y - uy * head)
      shafts.append([from, neck])
      heads.append([
        to, Point(neck.x - uy * head * 0.42, neck.y + ux * head * 0.42),
        Point(neck.x + uy * head * 0.42, neck.y - ux * head * 0.42),
      ])
    }
    let ink = ink(arrows.role)
    // Of many, the brighter edges would hide what is below.
    let edges = shafts.count > 80 ? [] : haloed(shafts + heads.map { $0 + [$0[0]] }, 3)
    return edges
      + [.lines(shafts, Stroke(ink, width: 1.3)), .areas(heads, ink, opacity: 1)]
  }

  /// A brighter edge around lines that stand on a field.
  private func haloed(_ lines: [[Point]], _ width: Double) -> [Mark] {
    halo.map { [.lines(lines, Stroke($0, width: width, opacity: 0.85))] } ?? []
  }

  /// Thin lines between partners.
  func marks(pairs: Arrows) -> [Mark] {
    let lines = kept(pairs).map { [$0.0, $0.1] }
    return [.lines(lines, Stroke(ink(pairs.role), width: 1, opacity: lines.count > 200 ? 0.45 : 0.75))]
  }

  /// Both ends of what has two; of very many each so-and-so-manyth.
  private func kept(_ arrows: Arrows) -> [(Point, Point)] {
    let ends = zip(places(arrows.from), places(arrows.to)).compactMap { from, to in
      from.flatMap { from in to.map { (from, $0) } }
    }
    let step = max(1, (ends.count + mostArrows - 1) / mostArrows)
    return stride(from: 0, to: ends.count, by: step).map { ends[$0] }
  }

  /// A line across or upwards, with its name at its end; those of several upright ones stand in rows below each other.
  func marks(rule: Rule, row: Int = 0) -> [Mark] {
    let ink = isOverField ? Ink.fixed(Colour(30, 30, 34)) : .text, halo = halo ?? .paper
    let stroke = Stroke(ink, width: 1, dash: [5, 4])
    switch rule.direction {
    case .across:
      guard let y = up(rule.at) else { return [] }
      let isHigh = y > part.y + 16
      return [
        .line(Point(part.x, y), Point(part.right, y), stroke),
        .label(
          Label(rule.name, Point(part.right - 4, isHigh ? y - 4 : y + 12), size: 10.5, .end, ink: ink, halo: halo)),
      ]
    case .upwards:
      guard let x = across(rule.at) else { return [] }
      let isLeft = x < part.right - TextMeasure.width(rule.name, size: 10.5) - 8
      return [
        .line(Point(x, part.y), Point(x, part.bottom), stroke),
        .label(
          Label(
            rule.name, Point(isLeft ? x + 4 : x - 4, part.y + 12 + 14 * Double(row)), size: 10.5,
            isLeft ? .start : .end, ink: ink,
            halo: halo)),
      ]
    }
  }
}
