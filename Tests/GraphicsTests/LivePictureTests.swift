import Display
import Foundation
import Graphics
import Testing

/// A figure that is drawn again and again stands once, where it stood.
@Suite(.enabled(if: Drawing.canDrawPixels, "cairo is not installed: what is redrawn in pixels is not looked at"))
struct LivePictureTests {
  static let ways = PixelProtocol.all.filter { $0.obstacle() == nil }.map(\.name)

  /// What stands on a terminal after some outputs were shown and redrawn.
  private func standing(_ way: String, _ body: (DescriptorSink) -> Void) throws -> PictureTerminal {
    let path = FileManager.default.temporaryDirectory.appending(path: "live-\(UUID().uuidString)").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    try #require(descriptor >= 0)
    defer {
      close(descriptor)
      try? FileManager.default.removeItem(atPath: path)
    }
    let protocolOfThatName = try #require(PixelProtocol.all.first { $0.name == way })
    let renderer = Renderer.pixels(protocolOfThatName, theme: .light, otherwise: .plain)
    body(DescriptorSink(output: descriptor, renderer: renderer, showsProgress: true))
    return PictureTerminal(try String(contentsOfFile: path, encoding: .utf8), cellsHoldPictures: way != "kitty")
  }

  @Test(arguments: ways) func theOlderFrameIsGone(way: String) throws {
    let terminal = try standing(way) { sink in
      for _ in 0..<4 { sink.redraw([.figure(Gallery.density)]) }
    }
    #expect(terminal.pictures.count == 1 && terminal.drawn == 4, "\(terminal.pictures)")
    // The cursor is below the picture, as far as each frame left it.
    let once = try standing(way) { $0.redraw([.figure(Gallery.density)]) }
    #expect(terminal.pictures == once.pictures && terminal.row == once.row)
  }

  @Test(arguments: ways) func whatStandsByItselfStays(way: String) throws {
    let terminal = try standing(way) { sink in
      sink.show(.figure(Gallery.density))
      sink.redraw([.figure(Gallery.density), .text("below")])
      sink.redraw([.figure(Gallery.density), .text("below")])
      sink.write("between\n")
      sink.redraw([.figure(Gallery.density)])
      sink.redraw([.text("no picture any more")])
    }
    // The first one, and the one that stood when something was written below it.
    #expect(terminal.pictures.count == 2 && terminal.drawn == 4, "\(terminal.pictures)")
    #expect(zip(terminal.pictures, terminal.pictures.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
  }

  @Test(arguments: ways) func severalInOneFrameGoTogether(way: String) throws {
    let terminal = try standing(way) { sink in
      for _ in 0..<3 { sink.redraw([.figure(Gallery.images), .figure(Gallery.images)]) }
    }
    #expect(terminal.pictures.count == 2, "\(terminal.pictures)")
  }
}

/// A terminal with endless lines that knows which pictures stand in which of them.
struct PictureTerminal {
  /// The lines that each picture covers.
  private(set) var pictures: [Range<Int>] = []
  /// How many were ever drawn.
  private(set) var drawn = 0
  /// The cursor's line.
  private(set) var row = 0

  /// What stands after a text. Where cells hold pictures, erasing them erases those; kitty's lie above them, and are deleted by commands.
  init(_ text: String, cellsHoldPictures: Bool) {
    var rest = Substring(text), saved = 0, lines = 0
    while let first = rest.first {
      // A picture's own size is said by kitty alone; the lines that room was made for say it for all.
      if let match = rest.prefixMatch(of: /\x1BD/) {
        (row, lines) = (row + 1, lines + 1)
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\x1B\[(\d+)A/) {
        row -= Int(match.1) ?? 0
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\x1B\[(\d*)B/) {
        row += Int(match.1) ?? 1
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\x1B\[J/) {
        let row = row
        if cellsHoldPictures { pictures.removeAll { $0.lowerBound >= row } }
        rest = rest[match.range.upperBound...]
      } else if rest.hasPrefix("\u{1B}7") {
        saved = row
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("\u{1B}8") {
        (row, lines) = (saved, 0)
        rest = rest.dropFirst(2)
      } else if let match = rest.prefixMatch(of: /\x1B_Ga=d,d=C,q=2\x1B\\/) {
        let row = row
        pictures.removeAll { $0.contains(row) }
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\x1B_G([^;]*);[^\x1B]*\x1B\\/) {
        if match.1.hasPrefix("a=T") { draw(lines) }
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\x1B\]1337;[^\x07]*\x07/) {
        draw(lines)
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\x1BP[^\x1B]*\x1B\\/) {
        draw(lines)
        rest = rest[match.range.upperBound...]
      } else {
        if first == "\n" || first == "\r\n" { row += 1 }
        rest.removeFirst()
      }
    }
  }

  private mutating func draw(_ lines: Int) {
    drawn += 1
    pictures.append(row..<(row + lines + 1))
  }
}
