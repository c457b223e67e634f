import Display
import Refusals

extension Renderer {
  /// Draws figures as the pixels of a terminal, in the colours of a theme; where that fails, as another renderer does.
  public static func pixels(_ way: PixelProtocol, theme: Theme, otherwise: Renderer) -> Renderer {
    Renderer(name: way.name) { figure, page in
      guard let shown = TerminalPicture(figure, page), let raster = shown.raster(theme),
        let text = way.bytes(raster, shown.columns, shown.rows)
      else { return otherwise.plots(figure, page) }
      return text
    }
  }

  /// Says a figure in words and draws none: for those who listen to the screen.
  public static let words = Renderer(name: "words") { figure, _ in FigureWords(figure).whole.joined(separator: "\n") }
}

/// A figure laid out for the characters that its pixels cover.
private struct TerminalPicture {
  let drawing: Drawing
  /// How many pixels make one unit of the drawing.
  let scale: Double
  /// How many characters it covers.
  let columns, rows: Int

  init?(_ figure: Figure, _ page: Page) {
    guard !figure.plots.isEmpty else { return nil }
    let cell = (width: Double(page.cell.width), height: Double(page.cell.height))
    // On screens with small pixels characters have more of them.
    scale = max(1, (cell.height / 10).rounded() / 2)
    let width = min(Double(page.width - 1) * cell.width / scale, Drawing.standardWidth)
    let height = Double(max(4, page.height - 1)) * cell.height / scale
    var bare = figure
    // What is in words stands above and below, as text.
    (bare.title, bare.notes) = ("", [])
    drawing = Drawing(bare, width: width, height: height, saysRemarks: false)
    columns = max(1, min(page.width - 1, Int((drawing.width * scale / cell.width).rounded(.up))))
    rows = max(1, Int((drawing.height * scale / cell.height).rounded(.up)))
    // A picture that scrolls its own title away is no picture.
    guard rows < page.height else { return nil }
  }

  func raster(_ theme: Theme) -> Raster? {
    do throws(Refusal) { return try drawing.raster(scale: scale, theme: theme) } catch { return nil }
  }
}
