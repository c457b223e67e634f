/// What was typed, cut into pieces. Everything that has to know where texts, comments and brackets stand reads these pieces: the
/// lexer, cells, the arguments of commands, completion, the numbers of earlier results in exports.
public struct SourceText: Sendable {
  /// A piece of source, before anything in it is judged.
  public struct Piece: Hashable, Sendable {
    /// What it is.
    public let kind: Kind
    /// Where it stands, in characters.
    public let range: Range<Int>
  }

  /// What a piece is.
  public enum Kind: Hashable, Sendable {
    /// White space within a line.
    case space
    /// LF, CR LF or CR: nothing else ends a line.
    case lineEnd
    /// From `#` to the end of its line.
    case comment
    /// In double quotes, which belong to it.
    case text
    /// A text whose line ends before it does.
    case openText
    /// Letters, digits and underscores.
    case word
    /// `(` or `[`
    case opening
    /// `)` or `]`
    case closing
    /// Any other character.
    case symbol
  }

  /// All of it, character by character.
  public let characters: [Character]
  /// Its pieces, without gaps.
  public let pieces: [Piece]

  /// Cuts a text into its pieces.
  public init(_ text: some StringProtocol) {
    let characters = Array(text)
    var pieces: [Piece] = [], start = 0
    while start < characters.count {
      let (kind, end) = SourceText.piece(of: characters, at: start)
      pieces.append(Piece(kind: kind, range: start..<end))
      start = end
    }
    self.characters = characters
    self.pieces = pieces
  }

  /// The characters of a range.
  public func text(_ range: Range<Int>) -> String { String(characters[range]) }

  /// The pieces that lie in a range.
  public func pieces(in range: Range<Int>) -> ArraySlice<Piece> {
    pieces.drop { $0.range.lowerBound < range.lowerBound }.prefix { $0.range.upperBound <= range.upperBound }
  }

  /// How many more brackets it opens than it closes; `nil` when a text is left open, which no later line can close.
  public var openings: Int? {
    var depth = 0
    for piece in pieces {
      switch piece.kind {
      case .opening: depth += 1
      case .closing: depth -= 1
      case .openText: return nil
      default: break
      }
    }
    return depth
  }

  private static func piece(of characters: [Character], at start: Int) -> (Kind, end: Int) {
    func run(_ continues: (Character) -> Bool) -> Int {
      characters[(start + 1)...].firstIndex { !continues($0) } ?? characters.count
    }
    let character = characters[start]
    switch character {
    case "(", "[": return (.opening, start + 1)
    case ")", "]": return (.closing, start + 1)
    case "#": return (.comment, run { !$0.endsLine })
    case "\"": return text(in: characters, at: start)
    case _ where character.isWordPart: return (.word, run(\.isWordPart))
    case _ where character.endsLine: return (.lineEnd, start + 1)
    case _ where character.isWhitespace: return (.space, run { $0.isWhitespace && !$0.endsLine })
    default: return (.symbol, start + 1)
    }
  }

  /// A backslash keeps what follows it from ending the text.
  private static func text(in characters: [Character], at start: Int) -> (Kind, end: Int) {
    var end = start + 1, isEscaped = false
    while end < characters.count, !characters[end].endsLine {
      if characters[end] == "\"", !isEscaped { return (.text, end + 1) }
      isEscaped = characters[end] == "\\" && !isEscaped
      end += 1
    }
    return (.openText, end)
  }
}

extension Character {
  /// Whether a line ends here: LF, CR LF or CR.
  public var endsLine: Bool { self == "\n" || self == "\r\n" || self == "\r" }

  /// Whether it can be part of a word.
  var isWordPart: Bool { isLetter || isDigit(self) || self == "_" }
}

/// The lines of a text, without their ends.
public func lines<Text: StringProtocol>(of text: Text) -> [Text.SubSequence] {
  text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
}
