import Texts

/// A way to show outputs: a struct of functions, one static member a way.
public struct Renderer: Sendable {
  /// Its name.
  public let name: String
  /// The plots of a figure in the room that a page has for them; without its title, which stands above, and its notes, which stand below.
  public let plots: @Sendable (Figure, Page) -> String

  /// Whether it draws pixels, which need more room to be seen than characters do.
  public let drawsPixels: Bool

  /// What a terminal is sent so that so many lines from the cursor's on are empty, pictures over them gone; the cursor stays.
  public let erasure: @Sendable (_ lines: Int) -> String

  /// Erases characters, and with them whatever stands in their places.
  public static let usualErasure: @Sendable (Int) -> String = { _ in "\u{1B}[J" }

  /// A way to show figures from its name and from what it makes of a figure's plots: without a line break at the end.
  public init(
    name: String, drawsPixels: Bool = false, erasure: @escaping @Sendable (Int) -> String = Renderer.usualErasure,
    plots: @escaping @Sendable (Figure, Page) -> String
  ) {
    (self.name, self.drawsPixels, self.erasure, self.plots) = (name, drawsPixels, erasure, plots)
  }

  /// What is shown on a page, without a line break at the end.
  public func text(_ output: Output, on page: Page = .standard) -> String {
    switch output {
    case .text(let text): fitted(sanitized(text), page)
    case .number(_, let number): numberText(number)
    case .tensor(let name, let array): fitted(tensorText(array, name: name, width: page.width), page)
    case .table(let table): fitted(table.text(width: page.width, isWindow: page.isWindow), page)
    case .figure(let figure): text(figure, on: page)
    }
  }

  /// The figure's plots under its title, with its notes and with what could not be drawn said below.
  ///
  /// It takes no more lines than the page has, or than the figure asks for; one is left for the prompt. In a window words give way to the plots:
  /// they are cut after a quarter of the lines.
  public func text(_ figure: Figure, on page: Page = .standard) -> String {
    let wish = figure.lines.map { drawsPixels ? max($0, Renderer.pixelLines) : $0 } ?? .max
    let most = max(1, min(wish, page.height - 1))
    let title = figure.title.isEmpty ? [] : lines([figure.title], page, atMost: max(1, (page.height - 1) / 8))
    let words = max(1, (page.height - 1) / 4)
    let remarks = lines(figure.remarks, page, atMost: words)
    let notes = lines(figure.notes, page, atMost: words - remarks.count)
    // So many lines hold whatever is asked to take no more, wherever it is shown.
    let room = Page(
      width: page.width, height: max(1, most - title.count - notes.count - remarks.count),
      isWindow: page.isWindow || figure.lines != nil, cell: page.cell)
    let drawn = figure.plots.isEmpty ? [] : [plots(figure, room)]
    return (title + drawn + notes + remarks).joined(separator: "\n")
  }

  /// Sentences in lines that fit, in a window no more than so many: the last one says where they were cut.
  private func lines(_ sentences: [String], _ page: Page, atMost most: Int) -> [String] {
    let lines = sentences.flatMap { foldedHard(sanitized($0), to: page.width) }
    guard page.isWindow, lines.count > most else { return lines }
    guard most > 0 else { return [] }
    return lines.prefix(most - 1) + [shortened(lines[(most - 1)...].joined(separator: " "), to: page.width)]
  }

  /// How many lines pixels take where characters would do with fewer.
  private static let pixelLines = 26

  /// Lines that a window would break anywhere are folded between words.
  private func fitted(_ text: String, _ page: Page) -> String {
    page.isWindow ? foldedLines(text, to: page.width) : text
  }
}

extension Renderer {
  /// A way to draw in characters of so many colours.
  private init(name: String, _ depth: ColourDepth) {
    self.init(name: name) { figure, page in
      TextFigure(figure: figure, depth: depth, page: page).lines.joined(separator: "\n")
    }
  }

  /// Characters alone: for pipes, files and terminals without colour.
  public static let plain = Renderer(name: "plain", .none)
  /// Half blocks and braille dots in a terminal's 256 colours.
  public static let colour = Renderer(name: "colour", .indexed)
  /// The same in all colours.
  public static let trueColour = Renderer(name: "truecolour", .full)

  /// All that draw in characters.
  public static let all = [plain, colour, trueColour]

  /// The one with as many colours as a terminal has that says so in `COLORTERM`.
  public static func inColour(colorterm: String?) -> Renderer {
    ["truecolor", "24bit"].contains(colorterm ?? "") ? trueColour : colour
  }
}
