/// A way to draw pictures in characters: a struct of functions, one static member a way.
public struct Renderer: Sendable {
  /// Its name.
  public let name: String
  /// The panels of a picture in lines that fit the page.
  let panels: @Sendable (Picture, Page) -> String

  /// The picture under its title, with what could not be drawn said below; no line break at its end.
  public func text(_ picture: Picture, on page: Page = .standard) -> String {
    [picture.title.isEmpty ? nil : picture.title, panels(picture, page), picture.remark].compactMap { $0 }
      .joined(separator: "\n")
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
