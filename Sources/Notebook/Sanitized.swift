/// The text with every character that could steer a terminal made visible: control bytes but newline and tab, delete, and the
/// marks that reverse the direction of writing. `ESC` becomes `\x1b`.
public func sanitized(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.steersTerminal) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    result += scalar.steersTerminal ? scalar.spelled : String(scalar)
  }
  return result
}

/// The text without colour: escape sequences of the form `ESC [ … letter` are left out, anything else that steers is made visible.
public func uncoloured(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var scalars = text.unicodeScalars[...]
  while let scalar = scalars.popFirst() {
    if scalar == "\u{1B}", scalars.first == "[" {
      scalars = scalars.drop { !$0.properties.isAlphabetic }.dropFirst()
    } else {
      result.append(scalar)
    }
  }
  return sanitized(String(result))
}

extension Unicode.Scalar {
  /// Whether a terminal would obey it rather than print it.
  var steersTerminal: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// How it is written where it may not stand itself.
  fileprivate var spelled: String {
    let digits = String(value, radix: 16)
    return value < 0x100 ? "\\x" + (digits.count < 2 ? "0" : "") + digits : "\\u{\(digits)}"
  }
}
