/// Why a file could not be read or written: which, what is wrong with the values, and what to do.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as it was named.
  public let file: String
  /// What is wrong, with the values involved.
  public let problem: String
  /// What to do about it, in whole sentences.
  public let remedy: String

  /// Makes a fault from its three parts.
  public init(_ file: String, _ problem: String, _ remedy: String) {
    self.file = file
    self.problem = problem
    self.remedy = remedy
  }

  /// `"file": what. What to do.`
  public var description: String { "\(quoted(file)): \(problem). \(remedy)" }
}

/// A text from a file, safe to print: what would steer a terminal is written out, long texts are cut.
public func quoted(_ text: String) -> String {
  let pieces = text.unicodeScalars.prefix(80).map { scalar in
    isPrintable(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }
  return "\"" + pieces.joined() + (pieces.count < text.unicodeScalars.count ? "…" : "") + "\""
}

/// Whether a character shows as itself: no control, format or private character.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}

/// The first few of many names, quoted: `"a", "b", … (12 in all)`.
public func listed(_ names: [String], most: Int = 6) -> String {
  let first = names.prefix(most).map(quoted).joined(separator: ", ")
  return names.count <= most ? first : "\(first), … (\(names.count) in all)"
}
