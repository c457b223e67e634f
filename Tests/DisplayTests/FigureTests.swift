import Arrays
import Display
import Foundation
import Testing
import Texts

/// What figures look like in characters.
@Suite struct FigureTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden/"
  static let sizes = [(80, 24), (40, 12)]

  /// Each kind of figure as it is written down, plain and in 256 colours, on a full terminal and on a small one. `WGANLAB_RECORD=1` writes anew what
  /// they look like: to be read before it is kept.
  @Test(arguments: FigureSamples.all.map(\.name)) func itLooksAsWrittenDown(name: String) throws {
    let figure = try #require(FigureSamples.all.first { $0.name == name }).figure
    for (width, height) in FigureTests.sizes {
      for renderer in [Renderer.plain, .colour] {
        let path = FigureTests.folder + "\(name)-\(width)x\(height)-\(renderer.name).txt"
        let text = renderer.text(figure, on: Page(width: width, height: height)) + "\n"
        if ProcessInfo.processInfo.environment["WGANLAB_RECORD"] != nil {
          try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try text == String(contentsOfFile: path, encoding: .utf8), "\(path):\n\(text)")
      }
    }
  }

  /// In every way of drawing and on every page no line is too long and, where there is a window to speak of, none too many: one is left for the prompt.
  @Test(arguments: FigureSamples.all.map(\.name)) func itFits(name: String) throws {
    let figure = try #require(FigureSamples.all.first { $0.name == name }).figure
    for (width, height) in [(80, 24), (100, 30), (60, 20), (40, 12), (24, 8), (4, 1)] {
      for renderer in Renderer.all {
        let lines = uncoloured(renderer.text(figure, on: Page(width: width, height: height))).split(separator: "\n")
        if width >= 24 { #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(renderer.name) \(width)") }
        if height >= 8 { #expect(lines.count < height, "\(name) \(width)×\(height): \(lines.count)") }
      }
    }
  }

  /// Colour is never the only carrier: without its escape sequences a drawing still has every mark, name and number of the plain one.
  @Test func colourSaysNothingThatWordsDoNot() {
    for (name, figure) in FigureSamples.all where name != "images" {
      let coloured = uncoloured(Renderer.colour.text(figure)), plain = Renderer.plain.text(figure)
      #expect(!coloured.contains("\u{1B}"))
      let words = { (text: String) in
        Set(
          text.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }.filter {
            $0.contains(where: \.isNumber)
          })
      }
      #expect(words(plain).isSubset(of: words(coloured)), "\(name)")
    }
  }

  /// A terminal that has all colours is told by its own word.
  @Test func coloursAreTold() {
    #expect(Renderer.inColour(colorterm: "truecolor").name == "truecolour")
    #expect(Renderer.inColour(colorterm: "24bit").name == "truecolour")
    #expect(Renderer.inColour(colorterm: nil).name == "colour" && Renderer.inColour(colorterm: "yes").name == "colour")
    let text = FigureSamples.lines
    #expect(Renderer.trueColour.text(text).contains("38;2;") && !Renderer.trueColour.text(text).contains("38;5;"))
    #expect(Renderer.colour.text(text).contains("38;5;") && !Renderer.colour.text(text).contains("38;2;"))
  }
}

/// No numbers end the program, and what is missing is said.
@Suite struct HostileFigureTests {
  static let hostile: [(name: String, numbers: [Real])] = [
    ("none", []), ("one", [1]), ("equal", [2, 2, 2, 2]), ("nan", [.nan, .nan]), ("some nan", [1, .nan, 3]),
    ("infinite", [.infinity, -.infinity, 1]), ("large", [1e30, -1e30, 0]), ("largest", [3e38, -3e38, .nan]),
    ("small", [1e-38, 2e-38, 0]), ("negative", [-1, -2, -3]), ("least", [.leastNonzeroMagnitude, 0]),
  ]

  private static func plots(_ numbers: [Real], _ scale: Axis.Scale) -> [Plot] {
    let points = NDArray(numbers.enumerated().flatMap { [Real($0), $1] }, shape: [numbers.count, 2])
    let around = NDArray(numbers.flatMap { [$0, $0] }, shape: [numbers.count, 2])
    let (x, y) = (Axis("x", scale: scale), Axis("y", scale: scale))
    let matrix = NDArray(numbers, shape: [numbers.isEmpty ? 0 : 1, numbers.count])
    let edges = numbers.filter(\.isFinite).sorted()
    return [
      Plot("line", x: x, y: y, [.line(Series("line", points)), .line(Series("diagonal", around))]),
      Plot(
        "points", x: x, y: y, isSquare: true,
        [.points(Series("points", around, .real)), .points(Series("", points, .fake))]),
      Plot(
        "arrows", x: x, y: y,
        [.arrows(Arrows("a", from: points, to: around)), .pairs(Arrows("p", from: around, to: points))]),
      Plot("bars", x: Axis(scale: .categories(numbers.map { "\($0)" })), y: y, [.bars(Columns("bars", numbers))]),
      Plot("histogram", x: x, y: y, [.histogram(Counts("counts", of: numbers))]),
      Plot(
        "cells", x: x, y: y,
        [.histogram(Counts("cells", edges: edges, counts: edges.dropLast().map { _ in Int.max / 4 }, outside: 1))]),
      Plot("field", x: x, y: y, [.field(Field(matrix: "f", matrix))]),
      Plot(
        "smooth", isSquare: true,
        [.field(Field("f", matrix, x: 0...1, y: 0...1, map: .around(matrix), contours: numbers))]),
      Plot(
        "rule", x: x, y: y,
        numbers.map { .rule(Rule("r", at: $0)) } + numbers.map { .rule(Rule("u", at: $0, .upwards)) }),
      Plot(
        "ranges", x: Axis(scale: scale, range: -1...3e38), y: Axis(scale: scale, range: 0...0),
        [.line(Series("l", points))]),
    ]
  }

  @Test(arguments: hostile.map(\.name)) func anyNumbersCanBeDrawn(name: String) throws {
    let numbers = try #require(HostileFigureTests.hostile.first { $0.name == name }).numbers
    for scale in [Axis.Scale.linear, .logarithmic] {
      for plot in HostileFigureTests.plots(numbers, scale) {
        for figure in [Figure("f", [plot]), Figure("f", [plot, plot, plot], columns: 2, sharesAxes: true)] {
          for renderer in Renderer.all {
            for (width, height) in [(80, 24), (12, 4), (4, 1)] {
              #expect(!renderer.text(figure, on: Page(width: width, height: height)).isEmpty)
            }
          }
          #expect(Output.figure(figure).json.line.hasPrefix("{\"kind\": \"picture\""))
        }
      }
    }
  }

  @Test func whatIsMissingIsSaid() {
    func remarks(_ numbers: [Real], _ scale: Axis.Scale = .linear, range: ClosedRange<Real>? = nil) -> String {
      let series = Series("s", x: numbers.indices.map { Real($0) }, y: numbers)
      return Figure("", [Plot("", y: Axis(scale: scale, range: range), [.line(series)])]).remarks.joined()
    }
    #expect(remarks([]) == "s: no points to draw")
    #expect(remarks([1, .nan, .infinity]) == "s: nan: 1, infinite: 1 of 3 points, not drawn")
    #expect(remarks([1, 0, -1], .logarithmic) == "s: not positive: 2 of 3 points, not drawn")
    #expect(remarks([1, 5], range: 0...2) == "s: beyond the axes: 1 of 2 points, not drawn")
    #expect(remarks([1, 2]).isEmpty)
    #expect(
      Figure("", [Plot("", [.histogram(Counts("h", of: [.nan, 1, .infinity]))])]).remarks == [
        "h: inf or nan: 2 of 3, not drawn"
      ])
  }

  /// A million points are drawn in the time that a learner waits, and programs get what can be said of them.
  @Test func aMillionPointsAreDrawn() {
    let points = NDArray((0..<2_000_000).map { Real($0 % 1013) / 1013 }, shape: [1_000_000, 2])
    let figure = Figure("", [Plot("", [.line(Series("l", points)), .points(Series("p", points, .real))])])
    for renderer in Renderer.all { #expect(renderer.text(figure).contains("1000000 points")) }
    let json = Output.figure(figure).json.line
    #expect(json.contains("\"points\": {\"x\": {\"min\": 0.0") && json.utf8.count < 2000)
  }

  /// Round numbers within the span, rising, and no more than asked for.
  @Test func ticksAreRoundAndFew() {
    for (low, high) in [(0.0, 1), (-3.7, 12.2), (1e-9, 3e-9), (1e6, 1.00001e6), (-1e30, 1e30), (5, 5.0001)]
      as [(Real, Real)]
    {
      for scale in [Axis.Scale.linear, .logarithmic] where scale == .linear || low > 0 {
        let span = Span(Axis(scale: scale, range: low...high))
        for most in 2...9 {
          let ticks = span.ticks(most: most)
          #expect(ticks.count <= most && zip(ticks, ticks.dropFirst()).allSatisfy { $0.number < $1.number })
          #expect(ticks.allSatisfy { (-1e-6...1.000001).contains(span.place(of: $0.number) ?? .nan) }, "\(ticks)")
          #expect(Set(ticks.map(\.text)).count == ticks.count, "\(ticks)")
        }
      }
    }
    #expect(Span(Axis(range: 0...1)).ticks(most: 6).map(\.text) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(
      Span(Axis(scale: .logarithmic, range: 1e-6...10)).ticks(most: 4).map(\.text) == ["1e-6", "1e-4", "0.01", "1"])
  }
}
