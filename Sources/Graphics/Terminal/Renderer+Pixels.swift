import Display
import Refusals
import Texts

extension Renderer {
  /// Draws figures as the pixels of a terminal, in the colours of a theme; where that fails, as another renderer does.
  public static func pixels(_ way: PixelProtocol, theme: Theme, otherwise: Renderer) -> Renderer {
    Renderer(name: way.name, drawsPixels: true, erasure: way.erasure) { figure, page in
      guard let shown = TerminalPicture(figure, page), let raster = shown.raster(theme),
        let text = way.bytes(raster, shown.columns, shown.rows)
      else { return otherwise.plots(figure, page) }
      return shown.framed(text)
    }
  }

  /// Says a figure in words and draws none: for those who listen to the screen.
  public static let words = Renderer(name: "words") { figure, page in
    let lines = FigureWords(figure).whole.map(sanitized).joined(separator: "\n")
    return page.isWindow ? foldedLines(lines, to: page.width) : lines
  }
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

  /// The bytes of a picture so that it stands in as many lines as it covers, wherever a terminal would leave the cursor: room is made first,
  /// by scrolling where it must, then the picture is drawn from the first of the lines, and the cursor comes back to it.
  func framed(_ picture: String) -> String {
    let back = rows > 1 ? String(repeating: "\u{1B}D", count: rows - 1) + "\u{1B}[\(rows - 1)A" : ""
    return back + "\u{1B}7" + picture + "\u{1B}8" + String(repeating: "\n", count: rows - 1)
  }

  func raster(_ theme: Theme) -> Raster? {
    do throws(Refusal) { return try drawing.raster(scale: scale, theme: theme) } catch { return nil }
  }
}
