import Language

/// One argument as it was typed.
public struct Word: Hashable, Sendable {
  /// Its text, without quotes.
  public let text: String
  /// Where it stands in the cell, quotes included.
  public let range: Range<Int>

  /// A word and its place.
  public init(_ text: String, at range: Range<Int>) {
    self.text = text
    self.range = range
  }
}

/// Reads what follows a command's name, word by word. Brackets and quotes hold a word together.
public final class ArgumentReader {
  /// What stands before the name of what is read for, in its usage line: `show `.
  var leading = ""
  /// The session that asks.
  public let session: Session
  private let entry: Entry
  private var position: Int
  private var end: Int
  private var claimed: [String: Word] = [:]

  init(_ entry: Entry, from start: Int, session: Session) {
    self.entry = entry
    self.session = session
    position = start
    end = entry.bounds.upperBound
    skipSpace()
  }

  /// Whether nothing is left.
  public var isAtEnd: Bool { position >= end }

  /// The place after the last character, for what is missing.
  public var endRange: Range<Int> { end..<end }

  /// The next word, left where it is.
  public var peeked: Word? { isAtEnd ? nil : word(in: position..<wordEnd(from: position)) }

  /// The next word.
  public func next() -> Word? {
    guard let word = peeked else { return nil }
    position = word.range.upperBound
    skipSpace()
    return word
  }

  /// All that is left, as it was typed.
  public func rest() -> Word? {
    guard !isAtEnd else { return nil }
    let range = position..<end
    position = end
    return Word(entry.text(range), at: range)
  }

  /// All that is left as an expression, its places those of the cell.
  public func expression() throws(Problem) -> Entered? {
    guard let word = rest() else { return nil }
    return try Entered(text: word.text, expression: Parser.expression(entry.inPlace(word.range)), range: word.range)
  }

  /// A word as an expression's value, its places those of the cell.
  public func value(of word: Word) throws(Problem) -> Language.Value {
    try session.evaluator.value(of: Parser.expression(entry.inPlace(word.range)))
  }

  /// A reader of one word alone.
  func alone(_ word: Word) -> ArgumentReader {
    let reader = ArgumentReader(entry, from: word.range.lowerBound, session: session)
    reader.end = word.range.upperBound
    return reader
  }

  /// A reader of all that is left, which is taken from this one.
  func handedOver() -> ArgumentReader {
    let reader = ArgumentReader(entry, from: position, session: session)
    reader.end = end
    position = end
    return reader
  }

  /// The value that followed a keyword.
  func claimed(_ keyword: String) -> Word? { claimed[keyword] }

  /// Sets `keyword value` at the end aside, for each of the keywords that is there.
  func claim(_ keywords: [String]) {
    var open = Set(keywords)
    while !open.isEmpty {
      let words = remainingWords()
      guard words.count >= 2, open.remove(words[words.count - 2].text) != nil else { return }
      claimed[words[words.count - 2].text] = words[words.count - 1]
      end = words[words.count - 2].range.lowerBound
      while end > position, entry.characters[end - 1].isWhitespace { end -= 1 }
    }
  }

  private func remainingWords() -> [Word] {
    var words: [Word] = [], start = position
    while start < end {
      let range = start..<wordEnd(from: start)
      words.append(word(in: range))
      start = range.upperBound
      while start < end, entry.characters[start].isWhitespace { start += 1 }
    }
    return words
  }

  private func word(in range: Range<Int>) -> Word {
    let text = entry.characters[range]
    let isQuoted = text.count >= 2 && text.first == "\"" && text.last == "\""
    return Word(isQuoted ? unquoted(text.dropFirst().dropLast()) : String(text), at: range)
  }

  /// Whether no quote stays open in a word.
  func isClosed(_ word: Word) -> Bool {
    CellReader.openings(in: entry.text(word.range)) != nil
  }

  private func unquoted(_ text: ArraySlice<Character>) -> String {
    String(text).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }

  private func wordEnd(from start: Int) -> Int {
    var depth = 0, quote = false, index = start
    while index < end {
      switch entry.characters[index] {
      case "\\" where quote: index += 1
      case "\"": quote.toggle()
      case _ where quote: break
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case let character where character.isWhitespace && depth <= 0: return index
      default: break
      }
      index += 1
    }
    return min(index, end)
  }

  private func skipSpace() {
    while position < end, entry.characters[position].isWhitespace { position += 1 }
  }
}

/// An expression as it was typed, parsed and not yet evaluated.
public struct Entered {
  /// Its source.
  public let text: String
  /// Its meaning; places in it are those of the cell.
  public let expression: Expression
  /// Where it stands in the cell.
  public let range: Range<Int>
}
