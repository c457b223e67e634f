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

/// A page whose long lines are folded, what goes on standing under where the line began.
public func foldedLines(_ text: String, to width: Int = pageWidth) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
    let indent = String(line.prefix { $0 == " " })
    return folded(String(line.dropFirst(indent.count)), to: width - indent.count).map { indent + $0 }
  }.joined(separator: "\n")
}
