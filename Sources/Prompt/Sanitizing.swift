extension Terminal {
  /// The text with everything visible that would act on a terminal instead of being shown by it.
  ///
  /// C0 controls but newline and tab, DEL, C1 controls and bidirectional overrides are written out, like
  /// `\u{1B}`. Anything from a name, a file or an error passes here before it is printed.
  public static func sanitized(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: acts) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if acts(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
