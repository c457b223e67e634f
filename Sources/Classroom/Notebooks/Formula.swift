/// A formula as lessons write it, `W(p, q) = min over plans π of  Σ π(x, y)·‖x - y‖`, to be set as mathematics.
struct Formula {
  private let lines: [String]

  /// The formula that lines are; `nil` for lines of code and whatever else has nothing of mathematics in it.
  init?(lines: [String]) {
    let signs = Set("≤≥≠√Σ∇∂·‖∫½¼²³×∞").union(FormulaSymbols.greek.keys)
    guard lines.contains(where: { line in line.contains(where: signs.contains) || line.contains("E[") }) else {
      return nil
    }
    self.lines = lines.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// In LaTeX, between the signs that Jupyter knows.
  var latex: String {
    let rows = lines.map { FormulaRow($0) }
    guard rows.count > 1 else { return "$$\n\(rows[0].latex)\n$$" }
    let body = rows.map(\.aligned).joined(separator: " \\\\\n")
    return "$$\n\\begin{aligned}\n\(body)\n\\end{aligned}\n$$"
  }
}

/// One line of a formula. Where two spaces or more stand, it has a gap: around a relation sign it is there for the reader's eye alone.
private struct FormulaRow {
  private let chunks: [String]

  init(_ line: String) {
    let gaps = line.replacing(/\s{2,}/, with: "\u{0}").split(separator: "\u{0}").map(String.init)
    chunks = gaps.reduce(into: []) { chunks, next in
      let joins =
        next.first.map(FormulaRow.relations.contains) == true
        || chunks.last?.last.map(FormulaRow.relations.contains) == true
        || chunks.last?.hasSuffix(" of") == true || chunks.last?.hasSuffix(":") == true
      if joins, let last = chunks.popLast() { chunks.append(last + " " + next) } else { chunks.append(next) }
    }
  }

  private static let relations: Set<Character> = ["=", "≤", "≥", "<", ">", "≠"]

  var latex: String { chunks.map { FormulaChunk($0).latex }.joined(separator: " \\qquad ") }

  /// With marks of alignment before its first relation and before what stands beside it.
  var aligned: String {
    guard let first = chunks.first, let sign = first.firstIndex(where: FormulaRow.relations.contains) else {
      return "& " + latex
    }
    let sides = [String(first[..<sign]), String(first[sign...])].map { FormulaChunk($0).latex }
    return ([sides.joined(separator: " & ")] + chunks.dropFirst().map { FormulaChunk($0).latex }).joined(
      separator: " && ")
  }
}
