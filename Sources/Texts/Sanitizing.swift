/// The text with everything spelled out that is not shown as itself, such as `\u{1b}`: whatever comes from a name, a file or an error
/// passes here before a terminal or a log gets it. Line breaks and tabs stay, and the joiners inside an emoji.
public func sanitized(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard scalars.contains(where: { !$0.isVisible && !$0.isLayout }) else { return text }
  var result = "", before: Unicode.Scalar?
  for (place, scalar) in zip(scalars.indices, scalars) {
    let next = scalar == "\u{200D}" ? scalars[scalars.index(after: place)...].first : nil
    let stays = scalar.isVisible || scalar.isLayout || joinsEmoji(before, scalar, next)
    result += stays ? String(scalar) : scalar.spelled
    if scalar.value != 0xFE0F { before = scalar }
  }
  return result
}

/// The text without colour: escape sequences of the form `ESC [ … letter` are left out, anything else is sanitised.
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

/// A zero-width joiner between two pictures makes one of them, as in 👩‍👧.
private func joinsEmoji(_ before: Unicode.Scalar?, _ scalar: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool {
  guard scalar == "\u{200D}", let before, let next else { return false }
  return [before, next].allSatisfy { $0.properties.isEmoji && !$0.isASCII }
}

extension Unicode.Scalar {
  /// A line break or a tab: what may arrange a text.
  fileprivate var isLayout: Bool { self == "\n" || self == "\t" }
}
