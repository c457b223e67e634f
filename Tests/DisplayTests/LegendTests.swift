import Arrays
import Display
import Foundation
import Testing
import Texts

/// What small multiples say once, and how what has no room gives way.
@Suite struct LegendTests {
  private func counts(_ name: String, _ role: Role, _ size: Int = 8) -> Plot {
    Plot(name, x: Axis(range: 0...8), [.histogram(Counts("samples", of: (0..<size).map { Real($0) }, cells: 8, role))])
  }

  private func text(_ figure: Figure, _ width: Int, _ height: Int, _ renderer: Renderer = .plain) -> String {
    uncoloured(renderer.text(figure, on: Page(width: width, height: height)))
  }

  /// What means the same in all plots is said once, over the numbers of all; a mark of several colours has none.
  @Test func oneLegendIsEnough() {
    let figure = Figure("", [counts("a", .real), counts("b", .fake), counts("c", .interpolate)])
    #expect(text(figure, 80, 24).split(separator: "\n").filter { $0.contains("samples") } == ["█ samples: 8 each"])
    let uneven = Figure("", [counts("a", .real), counts("b", .fake, 6)])
    #expect(text(uneven, 80, 24).split(separator: "\n").last == "█ samples")
    let lines = (1...3).map { index in
      Plot("p\(index)", [.line(Series("W", x: [0, 1], y: [0, Real(index)]))])
    }
    #expect(text(Figure("", lines), 80, 24).split(separator: "\n").last == "─── W: from 0 to 3")
    let coloured = Renderer.colour.text(figure, on: Page(width: 80, height: 24)).split(separator: "\n").last ?? ""
    #expect(!coloured.contains("\u{1B}"))
  }

  /// What does not mean the same is said plot by plot.
  @Test func differentMeaningsStandBelowTheirPlots() {
    let plots = ["W", "JS"].map { name in Plot(name, [.line(Series(name + " of samples", x: [0, 1], y: [0, 1]))]) }
    let last = text(Figure("", plots), 80, 24).split(separator: "\n").last ?? ""
    #expect(last.contains("W of samples: from 0 to 1") && last.contains("JS of samples: from 0 to 1"))
  }

  /// With less room the legend becomes names, then goes; at last a plot is a line with its shape and its ends.
  @Test func whatHasNoRoomGivesWay() {
    let figure = Figure(
      "", ["a", "b", "c", "d", "e"].map { counts("slope at \($0)", .real) }, columns: 2)
    #expect(text(figure, 80, 40).contains("samples: 8 each"))
    let strips = text(figure, 40, 10).split(separator: "\n")
    #expect(strips.count == 5 && strips[0] == "slope at a 0 ████████ 7", "\(strips)")
    let few = text(figure, 40, 4).split(separator: "\n")
    #expect(few.count == 3 && few[2] == "… and 3 lines more")
    // In a file nothing scrolls away.
    #expect(Renderer.plain.text(figure).contains("samples: 8 each"))
  }

  /// Heights in blocks are those of the plot's own scale, and ends are said.
  @Test func aStripSaysItsEnds() {
    let plots = (0..<6).map { index in
      Plot(
        "run \(index)", y: Axis(range: 0...8),
        [.line(Series("", x: (0..<8).map { Real($0) }, y: (1...8).map { Real($0) }))])
    }
    let strips = text(Figure("", plots, columns: 1), 40, 8).split(separator: "\n")
    #expect(strips.allSatisfy { $0.hasSuffix("▁▂▃▄▅▆▇█ 1 … 8") }, "\(strips)")
    let bars = Figure(
      "",
      ["p", "q"].map {
        Plot(
          $0, x: Axis(scale: .categories((0..<9).map { "layer\($0)" })), [.bars(Columns("", (1...9).map { Real($0) }))])
      },
      columns: 1)
    #expect(text(bars, 40, 24).contains("layer8  9 █"))
    #expect(text(bars, 40, 12).split(separator: "\n").map(String.init) == ["p ▁▂▃▄▅▆▇██ 1 … 9", "q ▁▂▃▄▅▆▇██ 1 … 9"])
  }

  /// In a window notes are cut where they would leave plots no room, and it is said; elsewhere they are whole.
  @Test func notesGiveWayToPlots() {
    var figure = Figure("", [counts("a", .real)], notes: [String(repeating: "many words ", count: 60) + "end"])
    let lines = text(figure, 40, 12).split(separator: "\n")
    #expect(lines.count < 12 && lines.last?.hasSuffix("…") == true && lines.contains { $0.contains("█") })
    #expect(Renderer.plain.text(figure).hasSuffix("end"))
    // What could not be drawn is said before what may be cut.
    figure.plots[0].layers.append(.line(Series("", x: [1, 2], y: [.nan, 1])))
    #expect(text(figure, 40, 12).contains("nan: 1 of 2 points"))
  }

  /// Any number of images in any window: as many as have room, the others counted.
  @Test(arguments: [1, 2, 5, 8, 16, 64], [(4, 4), (28, 28), (10, 40), (64, 8)])
  func imagesFitAWindow(count: Int, size: (Int, Int)) {
    let images = NDArray(repeating: 1, shape: [count, size.0, size.1, 1])
    for columns in [1, 4, 8] {
      let figure = Figure("images", images: images, columns: min(columns, count))
      for (width, height) in [(80, 24), (40, 12), (24, 8)] {
        let lines = text(figure, width, height).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count < height && lines.allSatisfy { displayWidth($0) <= width })
        #expect(lines.contains { $0.contains("█") })
      }
      #expect(!text(figure, 80, 400).contains("more image"))
    }
    let left = text(Figure("", images: NDArray(repeating: 1, shape: [64, 28, 28, 1]), columns: 4), 40, 12)
    #expect(left.contains("… and 5") && left.contains("more images"))
  }

  /// An outline goes in as it lies deeper, in a window no further than leaves words room; then a number says how deep.
  @Test func aDeepOutlineStaysReadable() {
    let outline = (0..<60).map { Diagram.Line(level: $0, text: "multiply [256×64] of what lies below it") }
    let figure = Figure("", [Plot("", [.diagram(Diagram([["a"]], [], outline: outline))])])
    for (width, height) in [(80, 24), (40, 12), (24, 8)] {
      let lines = text(figure, width, height).split(separator: "\n")
      #expect(lines.allSatisfy { displayWidth($0) <= width })
      #expect(lines[0].hasPrefix("multiply") && lines.contains { $0.contains("(59) multiply") })
    }
    #expect(text(figure, 80, 24).contains("\n    multiply"))
  }

  /// The scale of a field's colours keeps both of its ends in the narrowest legend.
  @Test func aScaleKeepsBothEnds() throws {
    let figure = try #require(FigureSamples.all.first { $0.name == "surface" }).figure
    for renderer in Renderer.all {
      for (width, height) in [(80, 24), (60, 30), (46, 14), (40, 12), (36, 12)] {
        let shown = text(figure, width, height, renderer)
        #expect(shown.contains(/-1\.5 .+ 1\.5( |\n|$)/), "\(renderer.name) \(width)×\(height)\n\(shown)")
      }
    }
  }

  /// An arrow's head points where the arrow leads, up being up.
  @Test func arrowsPointWhereTheyLead() {
    let ways: [(x: Real, y: Real, head: String)] = [
      (1, 0, "→"), (1, 1, "↗"), (0, 1, "↑"), (-1, 1, "↖"), (-1, 0, "←"), (-1, -1, "↙"), (0, -1, "↓"), (1, -1, "↘"),
    ]
    for way in ways {
      let arrows = Arrows(
        "", from: NDArray([0, 0], shape: [1, 2]), to: NDArray([way.x * 0.2, way.y * 0.2], shape: [1, 2]), .slope)
      let axis = Axis(range: -1...1, isHidden: true)
      let figure = Figure("", [Plot("", x: axis, y: axis, isSquare: true, [.arrows(arrows)])])
      for renderer in Renderer.all { #expect(text(figure, 40, 12, renderer).contains(way.head), "\(way)") }
    }
  }

  /// Where bars have no room for names that begin alike, the beginning goes.
  @Test func namesKeepWhatTellsThemApart() {
    let names = ["generator.dense1.weight", "generator.dense2.weight"]
    let figure = Figure("", [Plot("", x: Axis(scale: .categories(names)), [.bars(Columns("", [1, 2]))])])
    #expect(text(figure, 40, 12).contains("dense1.weight") && !text(figure, 40, 12).contains("gener"))
    #expect(text(figure, 80, 24).contains("generator.dense1.weight"))
  }
}

/// Colours that are seen on whatever a terminal has behind them.
@Suite struct TerminalColourTests {
  static let roles: [Role] = [.real, .fake, .interpolate, .slope] + (0..<6).map { .plain($0) }
  /// Backgrounds in use: black, near black, solarized dark, white, solarized light.
  static let grounds = [
    Colour(0, 0, 0), Colour(30, 30, 30), Colour(0, 43, 54), Colour(255, 255, 255), Colour(253, 246, 227),
  ]

  /// The colours as they come out, in all and in 256: at least 3 to 1 against every background, as WCAG asks of what is drawn.
  @Test(arguments: roles, [Renderer.colour, .trueColour].map(\.name)) func everyColourIsSeen(role: Role, way: String)
    throws
  {
    let renderer = try #require(Renderer.all.first { $0.name == way })
    let figure = Figure("", [Plot(x: .hidden, y: .hidden, [.points(Series("p", x: [0], y: [0], role))])])
    let colour = try #require(TerminalColourTests.inks(renderer.text(figure)).first)
    for ground in TerminalColourTests.grounds {
      let ratio = TerminalColourTests.contrast(colour, ground)
      #expect(ratio >= 3, "\(role) on \(ground): \(ratio)")
    }
  }

  /// Over a field a mark keeps its hue, darker or brighter, and is told from what is below it.
  @Test(arguments: [Role.real, .fake, .interpolate, .slope]) func marksAreSeenOnFields(role: Role) throws {
    for value in stride(from: -1, through: 1, by: 0.25) as StrideThrough<Real> {
      let field = Field("f", NDArray([value], shape: [1, 1]), x: 0...1, y: 0...1, map: .diverging(zero: 0, reach: 1))
      let figure = Figure(
        "", [Plot(x: .hidden, y: .hidden, [.field(field), .points(Series("", x: [0.5], y: [0.5], role))])])
      let text = Renderer.trueColour.text(figure)
      let mark = try #require(
        text.firstMatch(of: /38;2;(\d+);(\d+);(\d+);48;2;(\d+);(\d+);(\d+)m[oxOX+→▲]/),
        "\(value): \(text.debugDescription)")
      func colour(_ parts: [Substring]) -> Colour {
        let numbers = parts.map { UInt8($0) ?? 0 }
        return Colour(numbers[0], numbers[1], numbers[2])
      }
      let ink = colour([mark.1, mark.2, mark.3]), ground = colour([mark.4, mark.5, mark.6])
      #expect(TerminalColourTests.contrast(ink, ground) >= 3, "\(role) on \(value)")
      #expect(Set([ink.red, ink.green, ink.blue]).count > 1, "\(role) on \(value) has no hue")
    }
  }

  /// Real, fake, x̂ and slope are told apart by colour-blind eyes, too (Machado et al. 2009, no red or no green cones); marks tell all of them apart.
  @Test func coloursAreToldApart() {
    let red: [[Double]] = [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ]
    let green: [[Double]] = [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ]
    let same: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    let named: [Role] = [.real, .fake, .interpolate, .slope]
    for eyes in [same, red, green] {
      for (index, one) in named.enumerated() {
        for other in named[(index + 1)...] {
          let distance = TerminalColourTests.distance(one.terminalColour, other.terminalColour, eyes)
          #expect(distance > 0.1, "\(one) and \(other): \(distance)")
        }
      }
    }
    #expect(Set(named.map(\.mark)).count == named.count)
  }

  private static func linear(_ colour: Colour) -> [Double] {
    [colour.red, colour.green, colour.blue].map { level in
      let part = Double(level) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
  }

  static func contrast(_ one: Colour, _ other: Colour) -> Double {
    let bright = [one, other].map { colour -> Double in
      let parts = linear(colour)
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }.sorted()
    return (bright[1] + 0.05) / (bright[0] + 0.05)
  }

  /// How far apart two colours are in OKLab, seen by such eyes.
  private static func distance(_ one: Colour, _ other: Colour, _ eyes: [[Double]]) -> Double {
    let places = [one, other].map { colour -> [Double] in
      let given = linear(colour), parts = eyes.map { row in max(0, zip(row, given).reduce(0) { $0 + $1.0 * $1.1 }) }
      let cones = [
        0.4122214708 * parts[0] + 0.5363325363 * parts[1] + 0.0514459929 * parts[2],
        0.2119034982 * parts[0] + 0.6806995451 * parts[1] + 0.1073969566 * parts[2],
        0.0883024619 * parts[0] + 0.2817188376 * parts[1] + 0.6299787005 * parts[2],
      ].map { cbrt($0) }
      return [
        0.2104542553 * cones[0] + 0.7936177850 * cones[1] - 0.0040720468 * cones[2],
        1.9779984951 * cones[0] - 2.4285922050 * cones[1] + 0.4505937099 * cones[2],
        0.0259040371 * cones[0] + 0.7827717662 * cones[1] - 0.8086757660 * cones[2],
      ]
    }
    return zip(places[0], places[1]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// The colours of what is written, as a terminal of 256 or of all colours shows them.
  private static func inks(_ text: String) -> [Colour] {
    text.matches(of: /38;(?:5;(\d+)|2;(\d+);(\d+);(\d+))/).compactMap { match in
      if let index = match.1.flatMap({ Int($0) }), (16..<232).contains(index) {
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255], cube = index - 16
        return Colour(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
      }
      if let index = match.1.flatMap({ Int($0) }), index >= 232 {
        let level = UInt8(8 + 10 * (index - 232))
        return Colour(level, level, level)
      }
      guard let red = match.2.flatMap({ UInt8($0) }), let green = match.3.flatMap({ UInt8($0) }),
        let blue = match.4.flatMap({ UInt8($0) })
      else { return nil }
      return Colour(red, green, blue)
    }
  }
}
