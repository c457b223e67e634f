import Foundation
import Texts

/// What lies over a plot's axes, drawn in so many columns and rows of characters.
///
/// Without colour everything is told by characters: lines are strokes with marks on them, fields are textures. With colour lines are braille dots,
/// four times two in a character, and fields half blocks.
struct PlotArea {
  let plot: Plot
  let frame: Frame
  let depth: ColourDepth
  let columns, rows: Int

  /// A point from the upper left corner, in characters.
  typealias Place = (x: Double, y: Double)

  /// The area.
  var canvas: TextCanvas {
    var canvas = TextCanvas(width: columns, height: rows)
    var lines = 0
    for layer in plot.layers {
      switch layer {
      case .line(let series):
        draw(series, number: lines, &canvas)
        lines += 1
      case .points(let series): draw(points: series, &canvas)
      case .arrows(let arrows): draw(arrows, &canvas)
      case .pairs(let pairs): draw(pairs: pairs, &canvas)
      case .bars: break
      case .histogram(let counts): draw(counts, &canvas)
      case .field(let field): draw(field, &canvas)
      case .rule(let rule): draw(rule, &canvas)
      case .diagram: break
      }
    }
    let rules = plot.layers.compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
    for (number, rule) in rules.enumerated() { write(nameOf: rule, number: number, &canvas) }
    return canvas
  }

  /// The row or column of a place between 0 and 1; one that is a little beyond is at the edge.
  static func index(_ place: Double, _ count: Int) -> Int {
    min(max(Int((min(max(place, -1), 2) * Double(count)).rounded(.down)), 0), count - 1)
  }

  /// Where a point lies, also beyond the edges; `nil` for one without a place.
  func place(_ x: Double, _ y: Double) -> Place? {
    guard let place = frame.place(x, y) else { return nil }
    return (place.x * Double(columns), (1 - place.y) * Double(rows))
  }

  /// The character in which a place lies; `nil` outside.
  func cell(_ place: Place) -> (column: Int, row: Int)? {
    let slack = 1e-6 * Double(columns)
    guard place.x >= -slack, place.y >= -slack, place.x <= Double(columns) + slack, place.y <= Double(rows) + slack
    else { return nil }
    return (min(max(Int(place.x), 0), columns - 1), min(max(Int(place.y), 0), rows - 1))
  }

  /// The part of a straight line that lies within the area (Liang and Barsky 1984); `nil` for none.
  func clipped(_ a: Place, _ b: Place) -> (a: Place, b: Place)? {
    var (first, last) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (step, room) in [(-dx, a.x), (dx, Double(columns) - a.x), (-dy, a.y), (dy, Double(rows) - a.y)] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    guard first <= last, dx.isFinite, dy.isFinite else { return nil }
    return ((a.x + first * dx, a.y + first * dy), (a.x + last * dx, a.y + last * dy))
  }

  /// Dots along a straight line within the area.
  func drawDots(_ a: Place, _ b: Place, _ ink: Colour, _ canvas: inout TextCanvas, every step: Int = 1) {
    guard let (a, b) = clipped(a, b) else { return }
    let count = Int(max(abs(b.x - a.x) * 2, abs(b.y - a.y) * 4).rounded(.up))
    for index in stride(from: 0, through: count, by: step) {
      let share = count == 0 ? 0 : Double(index) / Double(count)
      let x = min(Int((a.x + share * (b.x - a.x)) * 2), 2 * columns - 1)
      canvas.dot(x, min(Int((a.y + share * (b.y - a.y)) * 4), 4 * rows - 1), ink)
    }
  }

  /// The same character along a straight line within the area, where there is none yet.
  func drawGlyphs(_ glyph: Character, _ a: Place, _ b: Place, _ canvas: inout TextCanvas, ink: Colour? = nil) {
    guard let (a, b) = clipped(a, b) else { return }
    let count = Int(max(abs(b.x - a.x), abs(b.y - a.y)).rounded(.up)) * 2
    for index in 0...count {
      let share = count == 0 ? 0 : Double(index) / Double(count)
      guard let cell = cell((a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))) else { continue }
      if canvas[cell.column, cell.row].glyph == nil { canvas.put(glyph, cell.column, cell.row, ink) }
    }
  }
}
