import Arrays
import Display
import Foundation
import Graphics
import Language
import Notebook
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct PictureExportTests {
  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private let hostile = "</style><script>alert(1)</script>\u{1B}[31m\u{202E}&amp;\"'"

  /// A session that showed a figure, printed, failed, and had something hostile typed.
  private func worked() -> Bench {
    let bench = Bench()
    bench.run("1 + 1", "show picture", "trian </pre>", "\"\(hostile.replacing("\"", with: "\\\""))\"", "show picture")
    return bench
  }

  @Test func aWebPageStandsAloneAndNothingTypedIsMarkup() throws {
    let folder = Folder(), bench = worked(), path = folder.path + "/a <title><script>x.html"
    #expect(!bench.run("export \"\(folder.path)/nowhere/a.html\"").isOK)
    #expect(bench.run("export \"\(folder.path)/a.html\"").isOK)
    let page = try text(folder.path + "/a.html"), read = try PageReader.read(page)
    #expect(read.elements.isDisjoint(with: ["script", "link", "iframe", "object", "base", "form", "a"]))
    #expect(read.elements.isSuperset(of: ["header", "main", "h1", "h2", "section", "figure", "svg", "title", "desc"]))
    #expect(read.count["figure"] == 2 && read.count["h1"] == 1 && read.count["html"] == 1)
    // Ids are each there once, and what is referred to is there.
    #expect(Set(read.ids).count == read.ids.count)
    for reference in read.references { #expect(read.ids.contains(reference), "\(reference)") }
    for (name, value) in read.attributes {
      #expect(!name.hasPrefix("on"))
      if name == "href" || name == "src" { #expect(value.hasPrefix("data:image/png;base64,")) }
    }
    #expect(page.contains("prefers-color-scheme:dark") && page.contains("@media print") && !page.contains("@import"))
    #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x7F })
    #expect(read.text.contains("</style><script>alert(1)</script>\\u{1b}[31m\\u{202e}&amp;"))
    #expect(read.text.contains("trian </pre>"))
    // A file's name is shown too.
    #expect(bench.run("export \"\(path)\"").isOK)
    let named = try PageReader.read(text(path))
    #expect(!named.elements.contains("script") && named.text.contains("a <title><script>x.html"))
  }

  @Test func aMarkdownPageHasItsPicturesBesideItAndOverwritesNone() throws {
    let folder = Folder(), bench = worked(), path = folder.path + "/my page.md"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.path + "/my page-2.svg"))
    #expect(bench.message("export \"\(path)\"").contains("is there already"))
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(bench.run("export \"\(path)\" replace").output.contains("2 pictures beside it"))
    let page = try text(path)
    for number in 1...2 {
      #expect(page.contains("](<my page-\(number).svg>)"))
      let picture = try text(folder.path + "/my page-\(number).svg")
      #expect(try PageReader.read(picture).elements.contains("svg"))
    }
  }

  @Test func aNotebookHasEachPictureInThreeWays() throws {
    let folder = Folder(), bench = worked()
    #expect(bench.run("export \"\(folder.path)/a.ipynb\"").isOK)
    let data = Data(try text(folder.path + "/a.ipynb").utf8)
    let notebook = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let outputs = try #require(cells[1]["outputs"] as? [[String: Any]])
    #expect(outputs.map { $0["output_type"] as? String } == ["display_data", "stream"])
    let shown = try #require(outputs[0]["data"] as? [String: Any])
    let svg = try #require(shown["image/svg+xml"] as? [String])
    #expect(try PageReader.read(svg.joined()).elements.contains("desc"))
    let plain = try #require(shown["text/plain"] as? [String])
    let printed = try #require(outputs[1]["text"] as? [String])
    #expect(plain.joined() + "\n" + printed.joined() == Bench().run("show picture").output)
    if let encoded = shown["image/png"] as? String {
      let png = try #require(Data(base64Encoded: encoded))
      #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
    // It runs again.
    let again = Bench()
    #expect(again.run("run \"\(folder.path)/a.ipynb\"").output.contains("2\n"))
  }

  @Test func aScreenShowsWhatATerminalDoes() throws {
    let folder = Folder(), bench = worked()
    #expect(bench.run("export \"\(folder.path)/a.svg\"").isOK)
    let screen = try text(folder.path + "/a.svg"), read = try PageReader.read(screen)
    #expect(read.elements.isDisjoint(with: ["script", "image"]) && read.count["text"] ?? 0 > 5)
    #expect(read.text.contains("wgan [1]>") && read.text.contains("</style><script>alert(1)</script>\\u{1b}[31m"))
    #expect(screen.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
  }

  @Test func aFigureIsWrittenByItsEnding() throws {
    let folder = Folder(), bench = Bench(), figure = Figure("f", [Plot(x: Axis("a"), [.rule(Rule("r", at: 1))])])
    try bench.session.write(figure, to: folder.path + "/f.svg")
    #expect(try PageReader.read(text(folder.path + "/f.svg")).text.contains("f"))
    #expect(throws: Problem.self) { try bench.session.write(figure, to: folder.path + "/f.svg") }
    try bench.session.write(figure, to: folder.path + "/f.svg", replacing: true)
    #expect(throws: Problem.self) { try bench.session.write(figure, to: folder.path + "/f.jpg") }
    if Drawing.canDrawPixels {
      try bench.session.write(figure, to: folder.path + "/f.png")
      let file = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/f.png"))
      #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
  }

  @Test func programsGetPicturesWhenTheyAskForThem() throws {
    let result = Bench().run("show picture")
    #expect(!result.jsonLine.contains("<svg"))
    let line = result.jsonLine(hasPictures: true)
    let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let results = try #require(object["results"] as? [[String: Any]])
    let svg = try #require(results.first?["svg"] as? String)
    #expect(try PageReader.read(svg).elements.contains("svg"))
    #expect(line.filter { $0 == "\n" }.count == 1)
  }
}

/// Reads a page strictly, as XML.
private final class PageReader: NSObject, XMLParserDelegate {
  private(set) var count: [String: Int] = [:]
  private(set) var attributes: [(String, String)] = []
  private(set) var text = ""
  var elements: Set<String> { Set(count.keys) }
  var ids: [String] { attributes.filter { $0.0 == "id" }.map(\.1) }
  var references: [String] {
    attributes.flatMap { name, value -> [String] in
      if name == "aria-labelledby" { return value.split(separator: " ").map(String.init) }
      guard name == "clip-path", value.hasPrefix("url(#"), value.hasSuffix(")") else { return [] }
      return [String(value.dropFirst(5).dropLast())]
    }
  }

  struct Malformed: Error { let line: Int }

  static func read(_ page: String) throws -> PageReader {
    let reader = PageReader(), parser = XMLParser(data: Data(page.utf8))
    parser.delegate = reader
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
    return reader
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes given: [String: String]
  ) {
    count[name, default: 0] += 1
    attributes += given.map { ($0.key, $0.value) }
  }

  func parser(_ parser: XMLParser, foundCharacters found: String) { text += found }
}
