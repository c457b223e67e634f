import Arrays
import Display
import Foundation
import Graphics
import Testing

@Suite struct PNGTests {
  @Test(arguments: [(1, 1), (3, 2), (17, 31), (300, 5)])
  func whatIsWrittenIsReadAgain(width: Int, height: Int) throws {
    for isOpaque in [true, false] {
      let bytes = (0..<width * height * 4).map { UInt8(truncatingIfNeeded: $0 % 4 == 3 && isOpaque ? 255 : $0 * 37) }
      let read = try #require(PNGReader(Raster(width: width, height: height, bytes: bytes).png()))
      #expect((read.width, read.height) == (width, height))
      let expected = isOpaque ? bytes.enumerated().filter { $0.offset % 4 != 3 }.map(\.element) : bytes
      #expect(read.bytes == expected)
    }
  }

  @Test(.enabled(if: Drawing.canDrawPixels, "cairo is not installed"), arguments: Gallery.all.indices)
  func eachKindIsTwiceAsSharpAsThePage(index: Int) throws {
    let drawing = Drawing(Gallery.all[index].figure)
    for theme in [Theme.light, .dark] {
      let file = try drawing.png(theme: theme), read = try #require(PNGReader(file))
      #expect(
        read.width == Int((drawing.width * 2).rounded(.up)) && read.height == Int((drawing.height * 2).rounded(.up)))
      #expect(read.density == 7559)
      let paper = theme.colour(.paper), text = theme.colour(.text)
      #expect(read.pixel(0, 0) == [Int(paper.red), Int(paper.green), Int(paper.blue)])
      // The title is written: some pixels have the very colour of writing.
      #expect(read.count(Int(text.red), Int(text.green), Int(text.blue), within: 3) > 50)
      if let folder = ProcessInfo.processInfo.environment["WGANLAB_GALLERY"] {
        let path = "\(folder)/\(Gallery.all[index].name)"
        try Data(file).write(to: URL(fileURLWithPath: "\(path)-\(theme.name).png"))
        try Data(SVG(id: Gallery.all[index].name).text(drawing).utf8).write(to: URL(fileURLWithPath: path + ".svg"))
      }
    }
  }

  @Test(.enabled(if: Drawing.canDrawPixels, "cairo is not installed"))
  func marksStandWhereTheirNumbersSay() throws {
    // A field of two halves, blue and orange, fills its frame; a disc stands in the middle of it.
    let field = Field(
      "", NDArray([-1, 1], shape: [1, 2]), x: 0...2, y: 0...1, map: .diverging(zero: 0, reach: 1))
    let middle = Series("", x: [1], y: [0.5], .plain(0))
    let plot = Plot(x: .hidden, y: .hidden, [.field(field), .points(middle)])
    let file = try Drawing(Figure("", [plot]), width: 400).png(scale: 1), read = try #require(PNGReader(file))
    let blue = try #require(field.map.colour(of: -1)), orange = try #require(field.map.colour(of: 1))
    func isNear(_ pixel: [Int], _ colour: Colour) -> Bool {
      zip(pixel, [colour.red, colour.green, colour.blue]).allSatisfy { abs($0 - Int($1)) <= 2 }
    }
    let left = read.pixel(read.width / 4, read.height / 3), right = read.pixel(read.width * 3 / 5, read.height / 3)
    #expect(isNear(left, blue), "\(left)")
    #expect(isNear(right, orange), "\(right)")
  }

  @Test(.enabled(if: Drawing.canDrawPixels, "cairo is not installed"))
  func whatIsHardToDrawNeverFails() throws {
    for (name, figure) in Gallery.odd {
      let file = try Drawing(figure).png(scale: 1)
      #expect(PNGReader(file) != nil, "\(name)")
    }
  }
}
