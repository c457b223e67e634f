import Display
import Graphics
import Testing

@Suite(.enabled(if: Browser.installed != nil, "no browser is installed: what it would show is not looked at"))
struct BrowserTests {
  @Test(arguments: [false, true]) func aBrowserShowsWhatIsDrawn(isDark: Bool) throws {
    let theme = isDark ? Theme.dark : .light, browser = try #require(Browser.installed)
    let drawing = Drawing(Gallery.lines), text = SVG().text(drawing)
    let (width, height) = (Int(drawing.width), Int(drawing.height))
    let shown = try browser.picture(of: text, ending: "svg", width: width, height: height, isDark: isDark)
    let picture = try #require(shown)
    let paper = theme.colour(.paper)
    #expect(picture.pixel(2, 2) == [Int(paper.red), Int(paper.green), Int(paper.blue)])
    // Each series is seen in its colour, and the writing in its own.
    for ink in [Ink.role(.plain(0)), .role(.plain(1)), .role(.plain(2)), .text] {
      let colour = theme.colour(ink)
      let count = picture.count(Int(colour.red), Int(colour.green), Int(colour.blue), within: 12)
      #expect(count > 40, "\(ink) \(theme.name): \(count)")
    }
  }

  @Test func fieldsAndMarksAreSeen() throws {
    let browser = try #require(Browser.installed), drawing = Drawing(Gallery.layered)
    let shown = try browser.picture(
      of: SVG().text(drawing), ending: "svg", width: Int(drawing.width), height: Int(drawing.height), isDark: false)
    let picture = try #require(shown)
    for role in [Role.real, .fake, .slope] {
      #expect(picture.count(Int(role.colour.red), Int(role.colour.green), Int(role.colour.blue), within: 16) > 60)
    }
  }
}
