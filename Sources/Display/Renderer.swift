import Texts

/// A way to show outputs in characters: a struct of functions, one static member a way.
public struct Renderer: Sendable {
  /// Its name.
  public let name: String
  /// The panels of a picture, in lines that fit the page.
  let panels: @Sendable (Picture, Page) -> String

  /// What is shown on a page, without a line break at the end.
  public func text(_ output: Output, on page: Page = .standard) -> String {
    switch output {
    case .text(let text): fitted(sanitized(text), page)
    case .number(_, let number): numberText(number)
    case .tensor(let name, let array): fitted(tensorText(array, name: name, width: page.width), page)
    case .table(let table): fitted(table.text(width: page.width, isWindow: page.isWindow), page)
    case .picture(let picture): text(picture, on: page)
    }
  }

  /// The picture under its title, with what could not be drawn said below.
  public func text(_ picture: Picture, on page: Page = .standard) -> String {
    let title = picture.title.isEmpty ? nil : fitted(sanitized(picture.title), page)
    return [title, panels(picture, page), picture.remark].compactMap { $0 }.joined(separator: "\n")
  }

  /// Lines that a window would break anywhere are folded between words.
  private func fitted(_ text: String, _ page: Page) -> String {
    page.isWindow ? foldedLines(text, to: page.width) : text
  }
}

extension Renderer {
  /// Characters alone: for pipes, files and terminals without colour.
  public static let plain = Renderer(name: "plain") { picture, page in
    HalfBlocks(width: page.width) { pairs in String(pairs.map { Shade.plain($0.upper, $0.lower) }) }.drawn(picture)
  }

  /// Half blocks in the greys of a terminal's 256 colours.
  public static let colour = Renderer(name: "colour") { picture, page in
    HalfBlocks(width: page.width) { pairs in
      pairs.map { Shade.coloured($0.upper, $0.lower) }.joined() + Shade.reset
    }.drawn(picture)
  }

  /// All there are.
  public static let all = [plain, colour]
}
