import Texts

/// A grid of characters with colours that figures are drawn on before they become lines. What lies outside is not drawn.
struct TextCanvas {
  /// How many columns there are.
  let width: Int
  /// How many lines there are.
  let height: Int
  private var cells: [Cell]

  /// One place: a character over a ground. The ground has two colours, one above the other, as half blocks do.
  struct Cell: Equatable {
    /// What stands there; empty for the second half of a wide character.
    var glyph: String?
    /// Its colour.
    var ink: Colour?
    /// The colours behind it: the upper half's and the lower one's.
    var upper, lower: Colour?
    /// Dots of a braille pattern, drawn where there is no character.
    var dots: UInt8 = 0
  }

  /// An empty one.
  init(width: Int, height: Int) {
    (self.width, self.height) = (max(0, width), max(0, height))
    cells = Array(repeating: Cell(), count: self.width * self.height)
  }

  /// One that holds lines of words.
  init(lines: [String]) {
    self.init(width: lines.map(displayWidth).max() ?? 0, height: lines.count)
    for (row, line) in lines.enumerated() { write(line, 0, row) }
  }

  /// Whether a place is on it.
  func contains(_ column: Int, _ row: Int) -> Bool { (0..<width).contains(column) && (0..<height).contains(row) }

  /// A place; outside, one that is empty and stays so.
  subscript(_ column: Int, _ row: Int) -> Cell {
    get { contains(column, row) ? cells[row * width + column] : Cell() }
    set { if contains(column, row) { cells[row * width + column] = newValue } }
  }

  /// Puts a character.
  mutating func put(_ glyph: Character, _ column: Int, _ row: Int, _ ink: Colour? = nil) {
    guard contains(column, row) else { return }
    cells[row * width + column].glyph = String(glyph)
    cells[row * width + column].ink = ink
  }

  /// Writes words from a column on.
  mutating func write(_ text: String, _ column: Int, _ row: Int, _ ink: Colour? = nil) {
    var place = column
    for character in text {
      let wide = displayWidth(String(character))
      guard wide > 0 else { continue }
      guard place + wide <= width else { return }
      put(character, place, row, ink)
      if wide == 2, contains(place + 1, row) { cells[row * width + place + 1].glyph = "" }
      place += wide
    }
  }

  /// Sets a dot of a grid that is twice as fine across and four times as fine downwards.
  mutating func dot(_ x: Int, _ y: Int, _ ink: Colour?) {
    guard x >= 0, y >= 0, contains(x / 2, y / 4) else { return }
    let index = y / 4 * width + x / 2
    cells[index].dots |= TextCanvas.dots[y % 4][x % 2]
    if cells[index].glyph == nil { cells[index].ink = ink }
  }

  /// The bits of a braille pattern, by line and column.
  private static let dots: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// Puts another one on top, its upper left corner at a place.
  mutating func add(_ other: TextCanvas, _ column: Int, _ row: Int) {
    for y in 0..<other.height {
      for x in 0..<other.width { self[column + x, row + y] = other[x, y] }
    }
  }

  /// Lines of text, nothing behind the last thing to be seen.
  func lines(_ depth: ColourDepth) -> [String] {
    (0..<height).map { row in
      var line = "", colours = (ink: Colour?.none, ground: Colour?.none)
      let end = (0..<width).last { self[$0, row].isVisible } ?? -1
      for column in 0..<(end + 1) {
        let (glyph, ink, ground) = self[column, row].look
        if depth != .none, (ink, ground) != colours { line += depth.sequence(ink: ink, ground: ground) }
        colours = (ink, ground)
        line += glyph
      }
      return depth != .none && (colours.ink != nil || colours.ground != nil) ? line + ColourDepth.reset : line
    }
  }
}

extension TextCanvas.Cell {
  fileprivate var isVisible: Bool { (glyph ?? " ") != " " || dots != 0 || upper != nil || lower != nil }

  /// What is written, in which colour, on which ground.
  fileprivate var look: (glyph: String, ink: Colour?, ground: Colour?) {
    let braille = Unicode.Scalar(0x2800 + UInt32(dots)).map { String(Character($0)) }
    guard let upper, let lower else { return (glyph ?? (dots == 0 ? " " : braille ?? " "), ink, upper ?? lower) }
    guard let drawn = glyph ?? (dots == 0 ? nil : braille) else { return ("▀", upper, lower) }
    let ground = upper.mixed(with: lower)
    return (drawn, TextCanvas.Cell.legible(ink, on: ground), ground)
  }

  /// The colour where it is told from the ground, 3 to 1 at least; else darker or brighter until it is, so that its hue remains.
  private static func legible(_ ink: Colour?, on ground: Colour) -> Colour {
    let end = ground.relativeLuminance > 0.18 ? Colour(0, 0, 0) : Colour(255, 255, 255)
    guard var ink else { return end }
    for _ in 0..<4 where ink.contrast(with: ground) < 3 { ink = ink.mixed(with: end) }
    return ink
  }
}
