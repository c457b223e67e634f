import Display
import Texts

/// A text with the colours that terminals know, as a terminal shows it: laid out in characters of equal width.
public struct TerminalScreen: Sendable {
  /// One character with its colours.
  private struct Cell: Hashable {
    var character: Character = " "
    var ink: Colour?
    var paper: Colour?
    var isBold = false
    /// How many columns it takes.
    var columns = 1
  }

  private var rows: [[Cell]] = [[]]
  private let plain: String

  /// The size of a character, of its letters, and of the border around the screen.
  private static let cell = (width: 8.0, height: 17.0), size = 13.0, border = 14.0
  private static let ink = Colour(228, 229, 234), paper = Colour(22, 23, 28)

  /// What a terminal shows of a text: line breaks, and the colours and boldness of `ESC [ … m`.
  public init(_ text: String) {
    plain = uncoloured(text)
    var pen = Cell(), rest = text[...]
    while let character = rest.popFirst() {
      if character == "\u{1B}", rest.first == "[" {
        let end = rest.firstIndex { $0.isLetter } ?? rest.endIndex
        let codes = rest[..<end].dropFirst().split(separator: ";").map { Int($0) ?? 0 }
        if end < rest.endIndex, rest[end] == "m" { TerminalScreen.take(codes, &pen) }
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
      } else if character.isNewline {
        rows.append([])
      } else {
        pen.character = character
        pen.columns = displayWidth(String(character))
        rows[rows.count - 1].append(pen)
      }
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
  }

  private static func take(_ codes: [Int], _ pen: inout Cell) {
    var rest = (codes.isEmpty ? [0] : codes)[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: pen = Cell()
      case 1: pen.isBold = true
      case 22: pen.isBold = false
      case 39: pen.ink = nil
      case 49: pen.paper = nil
      case 30...37: pen.ink = indexed(code - 30)
      case 40...47: pen.paper = indexed(code - 40)
      case 90...97: pen.ink = indexed(code - 82)
      case 100...107: pen.paper = indexed(code - 92)
      case 38, 48:
        guard let kind = rest.popFirst(), let colour = extended(kind, &rest) else { return }
        if code == 38 { pen.ink = colour } else { pen.paper = colour }
      default: break
      }
    }
  }

  /// `5;n` is one of 256 colours, `2;r;g;b` any.
  private static func extended(_ kind: Int, _ rest: inout ArraySlice<Int>) -> Colour? {
    if kind == 5, let index = rest.popFirst() { return indexed(index) }
    guard kind == 2, rest.count >= 3 else { return nil }
    let parts = rest.prefix(3).map { UInt8(clamping: $0) }
    rest = rest.dropFirst(3)
    return Colour(parts[0], parts[1], parts[2])
  }

  /// The 16 colours that terminals choose, a cube of 6 × 6 × 6, and 24 greys.
  private static func indexed(_ index: Int) -> Colour {
    let named: [UInt32] = [
      0x16171C, 0xE0605E, 0x5FB36A, 0xD9A441, 0x5A9BE0, 0xC07FD0, 0x4FB8B8, 0xC8C9D0, 0x70727C, 0xFF8A85, 0x85D48F,
      0xF2C46A, 0x86BBF2, 0xDBA3E8, 0x7ED8D8, 0xF2F3F7,
    ]
    switch index {
    case 0..<16:
      let bits = named[index]
      return Colour(UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255))
    case 16..<232:
      let levels = [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map { UInt8($0 == 0 ? 0 : 55 + 40 * $0) }
      return Colour(levels[0], levels[1], levels[2])
    default:
      let level = UInt8(clamping: 8 + 10 * (index - 232))
      return Colour(level, level, level)
    }
  }

  /// The screen as a drawing, under a name.
  public func drawing(title: String) -> Drawing {
    let columns = rows.map { $0.reduce(0) { $0 + $1.columns } }.max() ?? 0
    let (width, height) = (
      Double(max(columns, 40)) * TerminalScreen.cell.width, Double(rows.count) * TerminalScreen.cell.height
    )
    let border = TerminalScreen.border
    let whole = Rectangle(0, 0, width + 2 * border, height + 2 * border)
    var papers = ColouredAreas(), inks = ColouredAreas(), labels: [Mark] = []
    for (index, row) in rows.enumerated() {
      add(row, y: border + Double(index) * TerminalScreen.cell.height, &papers, &inks, &labels)
    }
    return Drawing(
      width: whole.width, height: whole.height, title: title, words: plain,
      marks: [.box(whole, .fixed(TerminalScreen.paper))] + papers.marks + inks.marks + labels)
  }

  private func add(
    _ row: [Cell], y: Double, _ papers: inout ColouredAreas, _ inks: inout ColouredAreas, _ labels: inout [Mark]
  ) {
    let cell = TerminalScreen.cell
    var x = TerminalScreen.border, run = "", start = x, style = Cell()
    func flush() {
      guard !run.isEmpty else { return }
      var label = Label(
        run, Point(start, y + 12.8), size: TerminalScreen.size, ink: .fixed(style.ink ?? TerminalScreen.ink),
        isBold: style.isBold)
      label.length = x - start
      labels.append(.label(label))
      run = ""
    }
    for one in row {
      let part = Rectangle(x, y, cell.width * Double(one.columns), cell.height)
      if let paper = one.paper { papers.add(part, paper) }
      let isSame = one.ink == style.ink && one.isBold == style.isBold
      if let shapes = BlockShapes(one.character) {
        flush()
        let ink = one.ink ?? TerminalScreen.ink
        for shape in shapes.parts {
          inks.add(
            Rectangle(
              part.x + shape.x * part.width, part.y + shape.y * part.height, shape.width * part.width,
              shape.height * part.height),
            shapes.opacity < 1 ? ink.mixed(shapes.opacity, one.paper ?? TerminalScreen.paper) : ink)
        }
      } else if one.character == " " {
        flush()
      } else {
        if !isSame { flush() }
        if run.isEmpty { (start, style) = (x, one) }
        run.append(one.character)
      }
      x += part.width
    }
    flush()
  }
}

/// Parts of a drawing by their colour, those side by side as one; no two of them lie over each other.
private struct ColouredAreas {
  private var parts: [(colour: Colour, part: Rectangle)] = []

  mutating func add(_ part: Rectangle, _ colour: Colour) {
    if let last = parts.last, last.colour == colour, last.part.right == part.x, last.part.y == part.y,
      last.part.height == part.height
    {
      parts[parts.count - 1].part.width += part.width
    } else {
      parts.append((colour, part))
    }
  }

  /// One mark a colour.
  var marks: [Mark] {
    var order: [Colour] = [], areas: [Colour: [[Point]]] = [:]
    for (colour, part) in parts {
      if areas[colour] == nil { order.append(colour) }
      areas[colour, default: []].append(part.corners)
    }
    return order.map { .areas(areas[$0] ?? [], .fixed($0), opacity: 1) }
  }
}

/// Characters that are shapes: blocks, halves, eighths, shades and the dots of braille, within a square of 1.
private struct BlockShapes {
  let parts: [Rectangle]
  var opacity = 1.0

  init?(_ character: Character) {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2580: parts = [Rectangle(0, 0, 1, 0.5)]
    case 0x2581...0x2588:
      let share = Double(scalar.value - 0x2580) / 8
      parts = [Rectangle(0, 1 - share, 1, share)]
    case 0x2589...0x258F: parts = [Rectangle(0, 0, Double(0x2590 - scalar.value) / 8, 1)]
    case 0x2590: parts = [Rectangle(0.5, 0, 0.5, 1)]
    case 0x2591...0x2593: (parts, opacity) = ([Rectangle(0, 0, 1, 1)], Double(scalar.value - 0x2590) / 4)
    case 0x2800...0x28FF:
      let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
      parts = places.enumerated().filter { scalar.value >> UInt32($0.offset) & 1 == 1 }.map {
        Rectangle(0.14 + 0.5 * Double($0.element.0), 0.06 + 0.25 * Double($0.element.1), 0.24, 0.13)
      }
    default: return nil
    }
  }
}

extension Colour {
  /// So much of it over another.
  fileprivate func mixed(_ share: Double, _ other: Colour) -> Colour {
    func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8(Double(a) * share + Double(b) * (1 - share)) }
    return Colour(mixed(red, other.red), mixed(green, other.green), mixed(blue, other.blue))
  }
}
