import Texts

/// A way to show outputs: a struct of functions, one static member a way.
public struct Renderer: Sendable {
  /// Its name.
  public let name: String
  /// The plots of a figure in the room that a page has for them; without its title, which stands above, and its notes, which stand below.
  public let plots: @Sendable (Figure, Page) -> String

  /// A way to show figures from its name and from what it makes of a figure's plots: without a line break at the end.
  public init(name: String, plots: @escaping @Sendable (Figure, Page) -> String) {
    (self.name, self.plots) = (name, plots)
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
  /// It takes no more lines than the page has, or than the figure asks for; one is left for the prompt.
  public func text(_ figure: Figure, on page: Page = .standard) -> String {
    let title = figure.title.isEmpty ? [] : folded(sanitized(figure.title), to: page.width)
    let notes = (figure.notes + figure.remarks).flatMap { folded(sanitized($0), to: page.width) }
    let most = min(figure.lines ?? .max, page.height - 1) - title.count - notes.count
    let drawn = plots(figure, Page(width: page.width, height: most, isWindow: page.isWindow))
    return (title + (figure.plots.isEmpty ? [] : [drawn]) + notes).joined(separator: "\n")
  }

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
