/// Prompts in pasted text: `wgan [7]> x + 1` is `x + 1` again.
public enum Pasted {
  /// The line without the prompts it begins with; `nil` when it begins with none.
  public static func stripped(_ line: some StringProtocol) -> String? {
    var rest = Substring(line), found = false
    while let next = afterPrompt(rest) { (rest, found) = (next, true) }
    return found ? String(rest) : nil
  }

  /// The entries of a text pasted at the prompt: of a transcript those after its prompts, otherwise all lines.
  public static func entries(of lines: [String]) -> [String] {
    var reader = PastedLines()
    return lines.compactMap { reader.entry($0) }
  }

  /// What may stand before a prompt: a lesson's place, faults that are on, a room of the museum.
  private static let beginnings = ["Lesson ", "fault ", "Museum ", "Урок ", "Музей "] + (2...9).map { "\($0) faults " }

  private static func afterPrompt(_ line: Substring) -> Substring? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    if text.hasPrefix("...>") { return text.dropFirst(4).droppingOneSpace }
    guard let prompt = text.prefix(80).firstRange(of: "wgan [") else { return nil }
    guard prompt.lowerBound == text.startIndex || beginnings.contains(where: text.hasPrefix) else { return nil }
    let rest = text[prompt.upperBound...].drop { $0.isASCII && $0.isNumber }
    return rest.hasPrefix("]>") ? rest.dropFirst(2).droppingOneSpace : nil
  }
}

extension Substring {
  fileprivate var droppingOneSpace: Substring { first == " " ? dropFirst() : self }
}

/// Reads a transcript as a script: once a line begins with a prompt, only such lines are entries and the others are what was printed.
public struct PastedLines {
  private var isTranscript: Bool?

  /// A reader at the beginning of a text.
  public init() {}

  /// The line as an entry's, or `nil` when it is something printed.
  public mutating func entry(_ line: String) -> String? {
    if isTranscript == false { return line }
    if let stripped = Pasted.stripped(line) {
      isTranscript = true
      return stripped
    }
    if isTranscript == nil, !Entry(line).isEmpty { isTranscript = false }
    return isTranscript == true ? nil : line
  }
}
