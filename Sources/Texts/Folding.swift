/// The columns that a page of text keeps to: the narrowest terminal it is made for.
public let pageWidth = 80

/// Words broken into lines of at most so many columns; a longer word stands alone.
public func folded(_ text: String, to width: Int) -> [String] {
  var lines = [""]
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let last = lines[lines.count - 1]
    let together = last.isEmpty ? String(word) : last + " " + word
    if displayWidth(together) <= width || last.isEmpty {
      lines[lines.count - 1] = together
    } else {
      lines.append(String(word))
    }
  }
  return lines
}

/// The same where no line may be longer, whatever it holds: a longer word is broken.
public func foldedHard(_ text: String, to width: Int) -> [String] {
  let width = max(2, width)
  return folded(text, to: width).flatMap { line -> [String] in
    guard displayWidth(line) > width else { return [line] }
    var lines = [""], used = 0
    for character in line {
      let wide = displayWidth(String(character))
      if used + wide > width {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1].append(character)
      used += wide
    }
    return lines
  }
}

/// As much of a text as so many columns hold, with `…` for the rest.
public func shortened(_ text: String, to width: Int) -> String {
  guard displayWidth(text) > width else { return text }
  var short = "", used = 1
  for character in text {
    used += displayWidth(String(character))
    if used > width { break }
    short.append(character)
  }
  return width > 0 ? short + "…" : ""
}

/// A page whose long lines are folded, what goes on standing under where the line began.
public func foldedLines(_ text: String, to width: Int = pageWidth) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
    let indent = String(line.prefix { $0 == " " })
    return folded(String(line.dropFirst(indent.count)), to: width - indent.count).map { indent + $0 }
  }.joined(separator: "\n")
}
