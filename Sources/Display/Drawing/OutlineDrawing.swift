import Texts

/// Draws an outline: lines that go in as what they say lies deeper. Where that would leave no room for words they go in no further, and say how
/// deep they lie.
struct OutlineDrawing {
  let outlined: [Diagram.Line]
  let width: Int

  /// An outline on so many columns.
  init(lines: [Diagram.Line], width: Int) { (outlined, self.width) = (lines, width) }

  /// The lines, long ones folded.
  var lines: [String] {
    let deepest = max(0, width / 2 - 4)
    return outlined.flatMap { line -> [String] in
      let level = max(0, line.level), isDeep = 2 * level > deepest
      let indent = String(repeating: " ", count: min(2 * level, deepest))
      let text = (isDeep ? "(\(level)) " : "") + sanitized(line.text)
      return foldedHard(text, to: width - displayWidth(indent)).map { indent + $0 }
    }
  }
}
