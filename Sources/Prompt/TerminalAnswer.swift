/// What a terminal says of itself when it is asked, taken out of what arrives from it.
///
/// The question ends with the primary device-attributes request, which every terminal answers: whoever has answered that one has said
/// all that it will say. What is no answer was typed meanwhile, and is kept.
public struct TerminalAnswer: Hashable, Sendable {
  /// So many pixels across and down.
  public struct Size: Hashable, Sendable {
    /// Across and down.
    public let width, height: Int
  }

  /// Whether it speaks kitty's graphics protocol.
  public private(set) var speaksKitty = false
  /// Whether it shows sixel graphics.
  public private(set) var showsSixel = false
  /// How bright its background is, from 0 to 1; `nil` where it does not say.
  public private(set) var brightness: Double?
  /// How many pixels a character has; `nil` where it does not say.
  public private(set) var cell: Size?
  /// How many pixels its window has; `nil` where it does not say.
  public private(set) var window: Size?
  /// Whether the last answer has come.
  public private(set) var isComplete = false
  /// What was typed meanwhile.
  public private(set) var typed: [UInt8] = []

  /// What is asked: kitty's protocol for a picture of one pixel that is not shown, the background, the sizes, the device's attributes.
  static let question =
    "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}]11;?\u{1B}\\\u{1B}[16t\u{1B}[14t\u{1B}[c"

  /// What all that has arrived so far says.
  public init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let byte = rest.first {
      if let report = TerminalReport(rest) {
        take(report)
        rest = rest.dropFirst(report.length)
      } else {
        typed.append(byte)
        rest.removeFirst()
      }
    }
  }

  private mutating func take(_ report: TerminalReport) {
    let numbers = report.text.split(separator: ";").map { Int($0) ?? -1 }
    switch report.kind {
    case .application: speaksKitty = speaksKitty || report.text.hasPrefix("Gi=31") && report.text.hasSuffix(";OK")
    case .system: brightness = TerminalAnswer.brightness(report.text) ?? brightness
    case .attributes:
      isComplete = true
      showsSixel = numbers.dropFirst().contains(4)
    case .size:
      guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return }
      let size = Size(width: numbers[2], height: numbers[1])
      if numbers[0] == 6 { cell = size } else if numbers[0] == 4 { window = size }
    }
  }

  /// That of `11;rgb:1c1c/1c1c/1c1c`, as eyes see it.
  private static func brightness(_ text: String) -> Double? {
    guard text.hasPrefix("11;rgb:") else { return nil }
    let parts = text.dropFirst(7).split(separator: "/").map { part -> Double? in
      guard (1...4).contains(part.count), let number = UInt32(part, radix: 16) else { return nil }
      return Double(number) / Double(UInt32(1) << (4 * UInt32(part.count)) - 1)
    }
    guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else { return nil }
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
}

/// One report that a terminal sends by itself: no key makes it.
struct TerminalReport {
  /// Which kind.
  enum Kind {
    /// `ESC _ … ESC \`
    case application
    /// `ESC ] … BEL`, or ended as the one above.
    case system
    /// `ESC [ ? … c`
    case attributes
    /// `ESC [ … t`
    case size
  }

  let kind: Kind
  /// What stands between its beginning and its end.
  let text: String
  /// How many bytes it is in all.
  let length: Int

  /// The report that bytes begin with; `nil` where they begin with something else, or where it is not whole.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.first == 0x1B, let introducer = bytes.dropFirst().first else { return nil }
    let content = bytes.dropFirst(2), end: ArraySlice<UInt8>.Index
    switch introducer {
    case UInt8(ascii: "_"), UInt8(ascii: "]"):
      guard let found = content.firstIndex(where: { $0 == 0x07 || $0 == 0x1B }) else { return nil }
      let isLong = bytes[found] == 0x1B
      guard !isLong || bytes.index(after: found) < bytes.endIndex && bytes[found + 1] == UInt8(ascii: "\\") else {
        return nil
      }
      (end, kind) = (found, introducer == UInt8(ascii: "_") ? .application : .system)
      length = found + (isLong ? 2 : 1) - bytes.startIndex
    case UInt8(ascii: "["):
      guard let found = content.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      let isAsked = content.first == UInt8(ascii: "?")
      if bytes[found] == UInt8(ascii: "c"), isAsked {
        kind = .attributes
      } else if bytes[found] == UInt8(ascii: "t"), !isAsked {
        kind = .size
      } else {
        return nil
      }
      (end, length) = (found, found + 1 - bytes.startIndex)
    default: return nil
    }
    text = String(decoding: bytes[content.startIndex..<end], as: UTF8.self)
  }
}
