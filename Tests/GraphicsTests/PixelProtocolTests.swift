import Arrays
import Display
import Foundation
import Graphics
import Testing

@Suite struct PixelProtocolTests {
  private let page = Page(width: 80, height: 30, cell: CellSize(width: 8, height: 16))

  /// What a renderer shows of a figure's plots.
  private func shown(_ way: PixelProtocol, _ figure: Figure = Gallery.density, on page: Page? = nil) -> String {
    Renderer.pixels(way, theme: .light, otherwise: .plain).plots(figure, page ?? self.page)
  }

  @Test(.enabled(if: Drawing.canDrawPixels, "cairo is not installed"))
  func kittyGetsThePNGInPieces() throws {
    let text = shown(.kitty)
    var encoded = "", keys: [String: String] = [:], isLast = false
    for piece in text.components(separatedBy: "\u{1B}\\").dropLast() {
      #expect(!isLast && piece.hasPrefix("\u{1B}_G"))
      let parts = piece.dropFirst(3).split(separator: ";", maxSplits: 1).map(String.init)
      #expect(parts.count == 2 && parts[1].utf8.count <= 4096)
      for key in parts[0].split(separator: ",") {
        let pair = key.split(separator: "=").map(String.init)
        if pair[0] == "m" { isLast = pair[1] == "0" } else { keys[pair[0]] = pair[1] }
      }
      // Only the last piece may be of another length than a multiple of 4.
      #expect(isLast || parts[1].utf8.count % 4 == 0)
      encoded += parts[1]
    }
    #expect(isLast && text.hasSuffix("\u{1B}\\"))
    #expect(keys["a"] == "T" && keys["f"] == "100" && keys["q"] == "2")
    let read = try #require(PNGReader(base64: encoded))
    let (columns, rows) = (try #require(Int(keys["c"] ?? "")), try #require(Int(keys["r"] ?? "")))
    #expect(columns <= 79 && rows <= 29)
    #expect(read.width <= columns * 8 && read.width > (columns - 2) * 8)
    #expect(read.height <= rows * 16 && read.height > (rows - 1) * 16)
  }

  @Test(.enabled(if: Drawing.canDrawPixels, "cairo is not installed"))
  func itermGetsTheFileWithItsSize() throws {
    let text = shown(.iterm)
    let match = try #require(
      text.wholeMatch(
        of: /\x1B\]1337;File=inline=1;size=(\d+);width=(\d+);height=(\d+);preserveAspectRatio=0:([^\x07]+)\x07/))
    let file = try #require(Data(base64Encoded: String(match.4)))
    #expect(file.count == Int(match.1))
    let read = try #require(PNGReader(Array(file)))
    #expect(read.width <= (Int(match.2) ?? 0) * 8 && read.height <= (Int(match.3) ?? 0) * 16)
  }

  @Test(.enabled(if: PixelProtocol.sixel.obstacle() == nil, "cairo or libsixel is not installed"))
  func sixelGetsThePixelsInItsColours() throws {
    let text = shown(.sixel), kitty = shown(.kitty)
    let read = try #require(SixelReader(text))
    // The same picture: as large as the PNG, and about as bright on the whole.
    let encoded = kitty.components(separatedBy: "\u{1B}\\").dropLast()
      .map { String($0.split(separator: ";", maxSplits: 1)[1]) }.joined()
    let png = try #require(PNGReader(base64: encoded))
    #expect((read.width, read.height) == (png.width, png.height))
    #expect(read.colours <= 256 && read.colours > 16)
    var apart = 0
    for y in stride(from: 0, to: png.height, by: 7) {
      for x in stride(from: 0, to: png.width, by: 7) {
        let (a, b) = (read.pixel(x, y), png.pixel(x, y))
        if zip(a, b).contains(where: { abs($0 - $1) > 60 }) { apart += 1 }
      }
    }
    #expect(apart * 49 * 20 < png.width * png.height, "\(apart) of the pixels looked at differ")
  }

  @Test(.enabled(if: Drawing.canDrawPixels, "cairo is not installed"))
  func aPictureFitsEveryWindow() {
    for (name, figure) in Gallery.all where !["layers", "graph", "crowd"].contains(name) {
      for page in [
        Page(width: 40, height: 12), Page(width: 80, height: 24, cell: CellSize(width: 18, height: 36)),
        Page(width: 200, height: 60),
      ] {
        let text = shown(.kitty, figure, on: page)
        guard let match = text.firstMatch(of: /c=(\d+),r=(\d+)/), let columns = Int(match.1), let rows = Int(match.2)
        else {
          // Where there is no room for all plots they are drawn in characters.
          #expect(page.height < 24, "\(name): no picture")
          continue
        }
        #expect(
          columns < page.width && rows < page.height, "\(name) on \(page.width) × \(page.height): \(columns) × \(rows)")
      }
    }
  }

  @Test func whatIsMissingIsRefusedByItsPackage() {
    for way in PixelProtocol.all {
      guard let refusal = way.obstacle() else { continue }
      #expect(refusal.remedy.contains("apt-get install lib"))
    }
    #expect(Set(PixelProtocol.all.map(\.name)) == ["kitty", "iterm", "sixel"])
  }

  @Test func nothingToDrawIsNoEscapeSequence() {
    for way in PixelProtocol.all { #expect(!shown(way, Figure("nothing", [])).contains("\u{1B}")) }
    #expect(!Renderer.words.text(Gallery.ladder).contains("\u{1B}"))
    #expect(Renderer.words.text(Gallery.ladder).contains("12 bars wgan-gp: dense1 0.4"))
  }
}

/// Sixel graphics read again: DCS, raster attributes, colours, runs, lines.
struct SixelReader {
  private(set) var width = 0, height = 0
  private var pixels: [Int: [Int]] = [:]
  /// How many colours it defines.
  private(set) var colours = 0

  init?(_ text: String) {
    guard text.hasPrefix("\u{1B}P"), text.hasSuffix("\u{1B}\\"), let begin = text.firstIndex(of: "q") else {
      return nil
    }
    var bytes = Array(text[text.index(after: begin)...].utf8.dropLast(2))[...]
    func numbers() -> [Int] {
      var numbers = [0]
      while let byte = bytes.first, byte == 0x3B || (0x30...0x39).contains(byte) {
        bytes.removeFirst()
        if byte == 0x3B {
          numbers.append(0)
        } else {
          numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte) - 0x30
        }
      }
      return numbers
    }
    var palette: [Int: [Int]] = [:], pen = 0, x = 0, y = 0, isSized = false
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        let attributes = numbers()
        guard attributes.count == 4 else { return nil }
        (width, height, isSized) = (attributes[2], attributes[3], true)
      case UInt8(ascii: "#"):
        let colour = numbers()
        pen = colour[0]
        if colour.count == 5 {
          guard colour[1] == 2 else { return nil }
          palette[pen] = colour[2...].map { $0 * 255 / 100 }
        }
      case UInt8(ascii: "$"): x = 0
      case UInt8(ascii: "-"): (x, y) = (0, y + 6)
      case UInt8(ascii: "!"):
        let count = numbers()[0]
        guard let sixel = bytes.popFirst(), (0x3F...0x7E).contains(sixel) else { return nil }
        for _ in 0..<count { set(&x, y, sixel, palette[pen]) }
      case 0x3F...0x7E: set(&x, y, byte, palette[pen])
      case 0x0A, 0x0D: break
      default: return nil
      }
    }
    colours = palette.count
    guard isSized else { return nil }
  }

  private mutating func set(_ x: inout Int, _ y: Int, _ sixel: UInt8, _ colour: [Int]?) {
    for bit in 0..<6 where (sixel - 0x3F) >> bit & 1 == 1 { pixels[(y + bit) << 16 | x] = colour ?? [0, 0, 0] }
    x += 1
  }

  /// Red, green and blue of a pixel; none where nothing is drawn.
  func pixel(_ x: Int, _ y: Int) -> [Int] { pixels[y << 16 | x] ?? [] }
}
