import Display
import Foundation
import Texts

/// A drawing as SVG: real text, a title and a description, colours for light and dark, no scripts, nothing fetched.
public struct SVG: Sendable {
  /// What its ids begin with; a page with several drawings gives each its own.
  public var id: String
  /// Whether it carries the rules for its colours; a page says them once for all.
  public var hasStyle: Bool

  /// A way to write drawings.
  public init(id: String = "figure", hasStyle: Bool = true) { (self.id, self.hasStyle) = (id, hasStyle) }

  /// The drawing as text.
  public func text(_ drawing: Drawing) -> String {
    var writer = SVGWriter(id: id)
    for mark in drawing.marks { writer.add(mark) }
    let (width, height) = (svgNumber(drawing.width), svgNumber(drawing.height))
    let name = drawing.title.isEmpty ? "Figure" : drawing.title
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="wgf" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="\(id)-title \(id)-desc">
      <title id="\(id)-title">\(markupText(name))</title>
      <desc id="\(id)-desc">\(markupText(drawing.words))</desc>
      \(hasStyle ? "<style>\n\(SVG.style)</style>\n" : "")\
      <rect class="f-paper" width="100%" height="100%"/>
      \(writer.lines.joined(separator: "\n"))
      </svg>

      """
  }

  /// The rules for colours: light, dark where the reader's screen is, light again on paper.
  public static let style: String = {
    let roles: [Role] = [.real, .fake, .interpolate, .slope] + (0..<6).map(Role.plain)
    let inks = [Ink.paper, .text, .muted, .faint] + roles.map(Ink.role)
    func rules(_ theme: Theme) -> String {
      var seen: Set<String> = []
      return inks.filter { seen.insert(svgName($0) ?? "").inserted }.map { ink in
        let (name, colour) = (svgName(ink) ?? "", theme.colour(ink).hex)
        return ".wgf .f-\(name){fill:\(colour)} .wgf .s-\(name){stroke:\(colour)}\n"
      }.joined()
    }
    return """
      .wgf{font-family:system-ui,-apple-system,"Segoe UI","DejaVu Sans",Helvetica,Arial,sans-serif}
      .wgf .m{font-family:"DejaVu Sans Mono",ui-monospace,Menlo,Consolas,monospace;white-space:pre}
      .wgf .l{fill:none;stroke-linejoin:round;stroke-linecap:round}
      .wgf .h{paint-order:stroke;stroke-width:3;stroke-linejoin:round}
      .wgf .crisp{image-rendering:pixelated}
      \(rules(.light))@media screen and (prefers-color-scheme:dark){
      \(rules(.dark))}

      """
  }()
}

/// What an ink's class is called; `nil` for one that is the same everywhere.
private func svgName(_ ink: Ink) -> String? {
  switch ink {
  case .paper: "paper"
  case .text: "text"
  case .muted: "muted"
  case .faint: "faint"
  case .role(let role): "c" + role.colour.hex.dropFirst()
  case .fixed: nil
  }
}

/// A length with one decimal, without a point where it is whole.
func svgNumber(_ number: Double) -> String {
  let tenths = number.isNaN ? 0 : Int((min(max(number, -1e6), 1e6) * 10).rounded())
  let (whole, part) = (abs(tenths) / 10, abs(tenths) % 10)
  return (tenths < 0 ? "-" : "") + String(whole) + (part == 0 ? "" : ".\(part)")
}

/// Text as it stands between tags and in attributes: nothing of it is markup, and nothing hidden is left.
public func markupText(_ text: String) -> String {
  sanitized(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
}

/// Writes marks line by line.
private struct SVGWriter {
  let id: String
  var lines: [String] = []
  private var clips = 0

  init(id: String) { self.id = id }

  mutating func add(_ mark: Mark) {
    switch mark {
    case .lines(let paths, let stroke):
      let data = paths.filter { $0.count > 1 }.map(SVGWriter.path).joined()
      if !data.isEmpty { lines.append("<path\(SVGWriter.attributes(stroke)) d=\"\(data)\"/>") }
    case .areas(let paths, let ink, let opacity):
      let data = paths.filter { $0.count > 2 }.map { SVGWriter.path($0) + "z" }.joined()
      if !data.isEmpty { lines.append("<path\(SVGWriter.filled(ink, opacity)) d=\"\(data)\"/>") }
    case .symbols(let places, let symbol, let size, let ink, let halo): add(places, symbol, size, ink, halo)
    case .label(let label): add(label)
    case .image(let raster, let part, let isCrisp):
      let data = Data(raster.png()).base64EncodedString()
      lines.append(
        "<image\(isCrisp ? " class=\"crisp\"" : "") x=\"\(svgNumber(part.x))\" y=\"\(svgNumber(part.y))\" "
          + "width=\"\(svgNumber(part.width))\" height=\"\(svgNumber(part.height))\" preserveAspectRatio=\"none\" "
          + "href=\"data:image/png;base64,\(data)\"/>")
    case .clipped(let part, let marks):
      clips += 1
      let name = "\(id)-clip\(clips)"
      lines.append("<clipPath id=\"\(name)\"><path d=\"\(SVGWriter.path(part.corners))z\"/></clipPath>")
      lines.append("<g clip-path=\"url(#\(name))\">")
      for mark in marks { add(mark) }
      lines.append("</g>")
    }
  }

  private mutating func add(_ places: [Point], _ symbol: Symbol, _ size: Double, _ ink: Ink, _ halo: Ink?) {
    guard !places.isEmpty else { return }
    let shape = SVGWriter.shape(symbol, size)
    let data = places.map { "M\(svgNumber($0.x + shape.start.x)) \(svgNumber($0.y + shape.start.y))" + shape.rest }
    let paint =
      symbol.isFilled ? SVGWriter.filled(ink, 1) : SVGWriter.attributes(Stroke(ink, width: size > 2.5 ? 1.4 : 1))
    if let halo {
      lines.append("<path\(SVGWriter.attributes(Stroke(halo, width: 3.4))) d=\"\(data.joined())\"/>")
    }
    lines.append("<path\(paint) d=\"\(data.joined())\"/>")
  }

  /// A symbol as where it begins and how it goes on from there.
  private static func shape(_ symbol: Symbol, _ size: Double) -> (start: Point, rest: String) {
    guard !symbol.isRound else {
      let (radius, across) = (svgNumber(size), svgNumber(2 * size))
      return (Point(-size, 0), "a\(radius) \(radius) 0 1 0 \(across) 0a\(radius) \(radius) 0 1 0 -\(across) 0")
    }
    var rest = "", before = Point(0, 0), start: Point?
    for line in symbol.lines {
      for (index, corner) in line.enumerated() {
        let place = Point(corner.x * size, corner.y * size)
        if start == nil {
          start = place
        } else {
          rest += "\(index == 0 ? "m" : "l")\(svgNumber(place.x - before.x)) \(svgNumber(place.y - before.y))"
        }
        before = place
      }
      if symbol.isFilled { rest += "z" }
    }
    return (start ?? Point(0, 0), rest)
  }

  private mutating func add(_ label: Label) {
    var attributes =
      " x=\"\(svgNumber(label.at.x))\" y=\"\(svgNumber(label.at.y))\" font-size=\"\(svgNumber(label.size))\""
    switch label.anchor {
    case .start: break
    case .middle: attributes += " text-anchor=\"middle\""
    case .end: attributes += " text-anchor=\"end\""
    }
    if let length = label.length {
      attributes += " textLength=\"\(svgNumber(length))\" lengthAdjust=\"spacingAndGlyphs\""
    }
    if label.isBold { attributes += " font-weight=\"600\"" }
    if label.angle != 0 {
      attributes += " transform=\"rotate(\(svgNumber(label.angle)) \(svgNumber(label.at.x)) \(svgNumber(label.at.y)))\""
    }
    var classes = label.length == nil ? [] : ["m"]
    if let name = svgName(label.ink) { classes.append("f-" + name) } else { attributes += fixed("fill", label.ink) }
    if let halo = label.halo {
      classes.append("h")
      if let name = svgName(halo) { classes.append("s-" + name) } else { attributes += fixed("stroke", halo) }
    }
    let named = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    lines.append("<text\(named)\(attributes)>\(markupText(label.text))</text>")
  }

  private func fixed(_ attribute: String, _ ink: Ink) -> String {
    " \(attribute)=\"\(Theme.light.colour(ink).hex)\""
  }

  private static func path(_ points: [Point]) -> String {
    guard let first = points.first else { return "" }
    return "M\(svgNumber(first.x)) \(svgNumber(first.y))"
      + (points.count > 1 ? "L" : "")
      + points.dropFirst().map { "\(svgNumber($0.x)) \(svgNumber($0.y))" }.joined(separator: " ")
  }

  private static func filled(_ ink: Ink, _ opacity: Double) -> String {
    let paint = svgName(ink).map { " class=\"f-\($0)\"" } ?? " fill=\"\(Theme.light.colour(ink).hex)\""
    return paint + (opacity < 1 ? " fill-opacity=\"\(opacity)\"" : "")
  }

  private static func attributes(_ stroke: Stroke) -> String {
    var attributes =
      svgName(stroke.ink).map { " class=\"l s-\($0)\"" }
      ?? " class=\"l\" stroke=\"\(Theme.light.colour(stroke.ink).hex)\""
    if stroke.width != 1 { attributes += " stroke-width=\"\(svgNumber(stroke.width))\"" }
    if !stroke.dash.isEmpty {
      attributes += " stroke-dasharray=\"\(stroke.dash.map(svgNumber).joined(separator: " "))\""
    }
    if stroke.opacity < 1 { attributes += " stroke-opacity=\"\(stroke.opacity)\"" }
    return attributes
  }
}
