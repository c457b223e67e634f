// A step's words as Jupyter shows them.

extension Wording {
  /// As Markdown: a paragraph a line, formulas in LaTeX, lines of code as code.
  var markdown: String {
    var blocks: [String] = [], paragraph: [Substring] = [], kept: [String] = []
    func close() {
      if !paragraph.isEmpty { blocks.append(Wording.flowing(paragraph)) }
      while kept.last?.isEmpty == true { kept.removeLast() }
      if !kept.isEmpty {
        blocks.append(Formula(lines: kept)?.latex ?? (["```"] + kept + ["```"]).joined(separator: "\n"))
      }
      (paragraph, kept) = ([], [])
    }
    for line in description.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    ") {
        if !paragraph.isEmpty { close() }
        kept.append(String(line.dropFirst(4)))
      } else if line.allSatisfy(\.isWhitespace) {
        // Lines that stay as they are may have empty ones among them.
        if kept.isEmpty { close() } else { kept.append("") }
      } else {
        if !kept.isEmpty || line.hasPrefix("- ") { close() }
        paragraph.append(line)
      }
    }
    close()
    return blocks.reduce("") { text, block in
      let isList = block.hasPrefix("- ") && text.split(separator: "\n").last?.hasPrefix("- ") == true
      return text + (text.isEmpty ? "" : isList ? "\n" : "\n\n") + block
    }
  }

  /// Lines of words as one, in which what is special to Markdown says itself, but for backticks and a point's dash.
  private static func flowing(_ lines: [Substring]) -> String {
    let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    let pieces = words.split(separator: "`", omittingEmptySubsequences: false)
    let text = pieces.enumerated().map { $0.isMultiple(of: 2) ? escaped($1) : String($1) }.joined(separator: "`")
    return text.replacing(/^(#|>|\+ |[0-9]+(?=[.)] ))/) { "\\" + $0.output.0 }
  }

  private static func escaped(_ words: Substring) -> String {
    String(words).replacing(/[*$<~_\\]/) { "\\" + $0.output }
  }
}
