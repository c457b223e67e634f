import Texts

/// A way to show outputs in characters: a struct of functions, one static member a way.
public struct Renderer: Sendable {
  /// Its name.
  public let name: String
  /// The plots of a figure, in lines that fit the page; without its title, which stands above, and its notes, which stand below.
  public let plots: @Sendable (Figure, Page) -> String

  /// A way to show figures from its name and from what it makes of a figure's plots: lines that fit the page, without a line break at the end.
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
  public func text(_ figure: Figure, on page: Page = .standard) -> String {
    let title = figure.title.isEmpty ? [] : [fitted(sanitized(figure.title), page)]
    let notes = (figure.notes + figure.remarks).map { foldedLines(sanitized($0), to: page.width) }
    return (title + [plots(figure, page)] + notes).joined(separator: "\n")
  }

  /// Lines that a window would break anywhere are folded between words.
  private func fitted(_ text: String, _ page: Page) -> String {
    page.isWindow ? foldedLines(text, to: page.width) : text
  }
}

extension Renderer {
  /// Characters alone: for pipes, files and terminals without colour.
  public static let plain = Renderer(name: "plain") { figure, page in
    ImageGrid(width: page.width) { pairs in String(pairs.map { Shade.plain($0.upper, $0.lower) }) }.drawn(figure)
  }

  /// Half blocks in the greys of a terminal's 256 colours.
  public static let colour = Renderer(name: "colour") { figure, page in
    ImageGrid(width: page.width) { pairs in
      pairs.map { Shade.coloured($0.upper, $0.lower) }.joined() + Shade.reset
    }.drawn(figure)
  }

  /// All there are.
  public static let all = [plain, colour]
}
