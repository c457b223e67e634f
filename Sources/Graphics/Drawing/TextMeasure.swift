import Texts

/// A number as a page shows it: with a minus that is as wide as a plus, and that a screen reader reads.
func shownNumber(_ number: some BinaryFloatingPoint, digits: Int) -> String {
  let text = numberText(number, digits: digits)
  return text.hasPrefix("-") ? "−" + text.dropFirst() : text
}

/// How wide writing is, about: as wide as in DejaVu Sans, which is among the widest fonts that a reader may have.
enum TextMeasure {
  /// The width of a text in letters of a size.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    text.reduce(0) { $0 + width($1) } * size * (isBold ? 1.1 : 1)
  }

  private static func width(_ character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", " ", "!": 0.32
    case "f", "r", "t", "(", ")", "[", "]", "/", "-": 0.41
    case "m", "M", "w", "W", "@", "%": 0.97
    case "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻": 0.41
    case "A"..."Z", "−", "+", "=", "<", ">", "×", "±": 0.76
    case "0"..."9": 0.64
    default: displayWidth(String(character)) == 2 ? 1.0 : displayWidth(String(character)) == 0 ? 0 : 0.62
    }
  }

  /// Words broken into lines that are no wider than that; a longer word stands alone.
  static func lines(_ text: String, width limit: Double, size: Double, isBold: Bool = false) -> [String] {
    text.split(separator: "\n").flatMap { paragraph -> [String] in
      var lines: [String] = []
      for word in paragraph.split(separator: " ") {
        let together = lines.last.map { $0 + " " + word }
        if let together, width(together, size: size, isBold: isBold) <= limit {
          lines[lines.count - 1] = together
        } else {
          lines.append(String(word))
        }
      }
      return lines
    }
  }

  /// As much of a text as fits, with `…` for the rest.
  static func shortened(_ text: String, width limit: Double, size: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var short = text
    while !short.isEmpty, width(short + "…", size: size) > limit { short.removeLast() }
    return short + "…"
  }
}
