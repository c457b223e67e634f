extension Unicode.Scalar {
  /// Whether it is shown as itself wherever text is shown: the one table of what may stand in a message.
  ///
  /// Not shown are controls (C0, delete, C1), which a terminal would obey; marks that reverse or join the writing around them and
  /// those without a width, which make two texts look alike; separators of lines and paragraphs; and what has no agreed look.
  public var isVisible: Bool {
    if isASCII { return (0x20..<0x7F).contains(value) }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }

  /// How it is written where it may not stand itself, as a text of the language would be: `\u{1b}`.
  public var spelled: String { "\\u{\(String(value, radix: 16))}" }
}
