/// A piece of what was typed, safe to print: control characters written out, long pieces cut.
func quoted(_ text: String) -> String {
  let pieces = text.unicodeScalars.prefix(40).map { scalar in
    isPrintable(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }
  return "\"" + pieces.joined() + (text.unicodeScalars.count > 40 ? "…" : "") + "\""
}

/// Whether a character shows as itself: no control, format or private character.
func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}

/// `a`, `a or b`, `a, b or c`.
func alternatives(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}

/// `1 axis`, `2 axes`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
