import Arrays
import Display
import Foundation
import Graphics
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct SVGTests {
  @Test(arguments: Gallery.all.indices)
  func eachKindIsAWellFormedPictureThatSaysWhatItShows(index: Int) throws {
    let (name, figure) = Gallery.all[index]
    let text = SVG(id: name).text(Drawing(figure))
    let page = try MarkupReader.read(text)
    #expect(text.utf8.count < 200_000, "\(name): \(text.utf8.count) bytes")
    #expect(page.texts["title"] == [figure.title])
    let words = page.texts["desc"]?.first ?? ""
    #expect(words.count > 20)
    for layer in figure.plots.prefix(1).flatMap(\.layers) where !layer.name.isEmpty {
      #expect(words.contains(layer.name), "\(name) says nothing of \(layer.name)")
    }
    #expect(page.elements.isDisjoint(with: ["script", "foreignObject", "a", "use", "animate", "iframe", "object"]))
    let links = page.attributes.filter { $0.name.hasSuffix("href") || $0.name.hasPrefix("on") }
    #expect(links.allSatisfy { $0.name == "href" && $0.value.hasPrefix("data:image/png;base64,") })
    #expect(!text.contains("url(http") && !text.contains("@import"))
    if let title = figure.plots.first?.title, !title.isEmpty { #expect(page.texts["text"]?.contains(title) == true) }
  }

  @Test("The names of upright lines, however near each other, stand in rows of their own")
  func namesOfUprightLinesAreApart() throws {
    let rules = (0..<4).map { Layer.rule(Rule("line \($0)", at: 0.5 + Real($0) / 1000, .upwards)) }
    let line = Layer.line(Series("", x: [0, 1], y: [0, 1]))
    let text = SVG().text(Drawing(Figure("", [Plot("", x: Axis("x"), y: Axis("y"), [line] + rules)])))
    let heights = text.matches(of: /<text[^>]* y="([0-9.]+)"[^>]*>line \d</).compactMap { Double($0.output.1) }.sorted()
    #expect(heights.count == 4)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 12 }, "\(heights)")
  }

  @Test func whatIsWrittenIsTextAndNothingOfItIsMarkup() throws {
    let hostile = "</text></svg><script>alert(1)</script>&\"'\u{1B}[31m\u{202E}abc\u{0}]]>"
    let series = Series(hostile, x: [0, 1], y: [0, 1])
    let axis = Axis(hostile, unit: hostile, scale: .categories([hostile, "b"]))
    let figure = Figure(
      hostile,
      [
        Plot(
          hostile, x: axis, y: Axis(hostile),
          [.line(series), .bars(Columns(hostile, [1, 2])), .rule(Rule(hostile, at: 1))]),
        Plot(x: .hidden, y: .hidden, [.diagram(Diagram([[hostile], ["b"]], [.init(0, 1)]))]),
      ], notes: [hostile])
    let text = SVG().text(Drawing(figure, width: 4000))
    let page = try MarkupReader.read(text)
    #expect(!page.elements.contains("script"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x7F })
    // Read back, it is what was typed, with what is hidden spelled out.
    #expect(
      page.texts["title"]?.first?.contains("</text></svg><script>alert(1)</script>&\"'\\u{1b}[31m\\u{202e}abc") == true)
  }

  @Test(arguments: Gallery.odd.indices)
  func whatIsHardToDrawIsDrawnOrSaidToBeMissing(index: Int) throws {
    let (name, figure) = Gallery.odd[index]
    let drawing = Drawing(figure), text = SVG().text(drawing)
    _ = try MarkupReader.read(text)
    #expect(!text.contains("nan\"") && !text.contains("inf\""), "\(name)")
    #expect(drawing.width > 0 && drawing.height > 0 && drawing.height < 3000, "\(name)")
    if name.hasPrefix("none line") || name == "no plots" {
      #expect(drawing.words.contains("to draw"), "\(name): \(drawing.words)")
    }
    if name.hasPrefix("mixed line") || name.hasPrefix("mixed points") {
      #expect(drawing.words.contains("nan: 1") && drawing.words.contains("infinite: 1"), "\(drawing.words)")
    }
  }

  @Test func aMillionPointsAreADensityAndSaySo() {
    let drawing = Drawing(Gallery.crowd)
    #expect(
      drawing.words.contains("1000000 points samples") && drawing.words.contains("as a density"), "\(drawing.words)")
  }

  /// What stands alone under each plot's title, or on the axis already, has no legend; what tells marks apart has.
  @Test func aLegendSaysWhatIsNotSaid() throws {
    func writing(_ plots: [Plot]) throws -> [String] {
      try MarkupReader.read(SVG().text(Drawing(Figure("", plots)))).texts["text"] ?? []
    }
    func counts(_ title: String, _ role: Role) -> Plot {
      Plot(title, [.histogram(Counts("samples", of: [1, 2, 3], cells: 3, role))])
    }
    #expect(try !writing([counts("a", .real), counts("b", .fake)]).contains("samples"))
    #expect(try writing([counts("", .real), counts("", .fake)]).count { $0 == "samples" } == 2)
    let bars = Layer.bars(Columns("norm", [1, 2]))
    #expect(try writing([Plot("a", y: Axis("norm"), [bars])]).count { $0 == "norm" } == 1)
    #expect(try writing([Plot("a", [bars])]).contains("norm"))
  }

  @Test func everySizeHasRoomForItsWords() {
    for (name, figure) in Gallery.all where name != "crowd" {
      for (width, height) in [(320.0, nil), (760, nil), (640, 300), (240, 120), (1600, 900)] as [(Double, Double?)] {
        let drawing = Drawing(figure, width: width, height: height)
        #expect(drawing.width <= width + 1, "\(name) at \(width): \(drawing.width)")
        if let height, height >= 300, !["layers", "graph"].contains(name) {
          #expect(drawing.height <= height + 2, "\(name) at \(width) × \(height): \(drawing.height)")
        }
      }
    }
  }
}

/// Reads XML strictly: which elements there are, with which attributes, and what stands in them.
final class MarkupReader: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var attributes: [(name: String, value: String)] = []
  private(set) var texts: [String: [String]] = [:]
  private var open: [(name: String, text: String)] = []

  struct Malformed: Error { let line: Int, reason: String }

  static func read(_ text: String) throws -> MarkupReader {
    let reader = MarkupReader(), parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse() else {
      throw Malformed(line: parser.lineNumber, reason: parser.parserError.map { "\($0)" } ?? "")
    }
    return reader
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes given: [String: String]
  ) {
    elements.insert(name)
    attributes += given.map { ($0.key, $0.value) }
    open.append((name, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if !open.isEmpty { open[open.count - 1].text += text }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if let last = open.popLast() { texts[last.name, default: []].append(last.text) }
  }
}
