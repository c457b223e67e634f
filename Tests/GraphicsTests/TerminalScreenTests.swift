import Display
import Graphics
import Testing

@Suite struct TerminalScreenTests {
  private let escape = "\u{1B}"

  @Test func coloursAndBlocksStandWhereATerminalShowsThem() throws {
    let screen = TerminalScreen("\(escape)[38;5;196;48;2;1;2;3m▀▀\(escape)[0m ab\n\(escape)[1mx\(escape)[0m")
    let drawing = screen.drawing(title: "t")
    var areas: [(ink: Ink, part: [Point])] = [], labels: [Label] = []
    for mark in drawing.marks {
      if case .areas(let found, let ink, _) = mark { areas += found.map { (ink, $0) } }
      if case .label(let label) = mark { labels.append(label) }
    }
    // The screen, two characters of paper, and their upper halves, as one area each.
    #expect(areas.count == 3)
    let (paper, ink) = (areas[1], areas[2])
    #expect(paper.ink == .fixed(Colour(1, 2, 3)) && ink.ink == .fixed(Colour(255, 0, 0)))
    #expect(paper.part[0] == ink.part[0] && paper.part[1] == ink.part[1])
    #expect((ink.part[2].y - ink.part[0].y) * 2 == paper.part[2].y - paper.part[0].y)
    #expect(labels.map(\.text) == ["ab", "x"] && labels[1].isBold && !labels[0].isBold)
    // Three columns further to the right, one row higher.
    let across = (paper.part[1].x - paper.part[0].x) / 2
    #expect(labels[0].at.x == labels[1].at.x + 3 * across && labels[0].at.y < labels[1].at.y)
    #expect(labels[0].length == 2 * across)
  }

  @Test func whatIsNoColourIsNotObeyed() throws {
    for odd in [
      "\(escape)", "\(escape)[", "\(escape)[38;5m", "\(escape)[38;2;1mx", "\(escape)[999999999999m",
      "\(escape)]0;t\u{07}", "⣿⠀▏█░",
    ] {
      let drawing = TerminalScreen(odd + "<b>&\n").drawing(title: odd)
      #expect(drawing.width > 0)
      _ = try MarkupReader.read(SVG().text(drawing))
    }
  }
}
