import Language

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

  /// The words that are left, as they were typed.
  public var wordsAhead: [String] { remainingWords().map(\.text) }

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
    return try Entered(
      text: word.text, expression: Parser.expression(entry.source, in: word.range), range: word.range)
  }

  /// All that is left in clauses, each begun by one of the keywords; what stands before the first is "". A clause that is there says something.
  func clauses(_ keywords: [String]) throws(Problem) -> [String: Range<Int>] {
    let marks = remainingWords().filter { keywords.contains($0.text) }
    var clauses = ["": position..<(marks.first?.range.lowerBound ?? end)]
    for (index, mark) in marks.enumerated() {
      guard clauses[mark.text] == nil else { throw Problem("a second \(mark.text)", at: mark.range) }
      let range = mark.range.upperBound..<(index + 1 < marks.count ? marks[index + 1].range.lowerBound : end)
      guard mark.text == "joined" || entry.source.pieces(in: range).contains(where: { !$0.isBlank }) else {
        throw Problem("nothing stands after \(mark.text)", at: mark.range)
      }
      clauses[mark.text] = range
    }
    position = end
    return clauses
  }

  /// The expressions of a clause, with commas between them, each perhaps under a name: `"W": wasserstein(x, y), js`.
  func labelled(_ clause: Range<Int>?) throws(Problem) -> [Labelled] {
    guard let clause, entry.source.pieces(in: clause).contains(where: { !$0.isBlank }) else { return [] }
    return try commaSeparated(clause).map { (range) throws(Problem) in
      let pieces = entry.source.pieces(in: range).filter { !$0.isBlank }
      guard pieces.count > 2, pieces[0].kind == .text, entry.text(pieces[1].range) == ":",
        let name = try entry.source.quotation(in: pieces[0].range)
      else { return Labelled(name: nil, value: try entered(range)) }
      return Labelled(name: name, value: try entered(pieces[1].range.upperBound..<range.upperBound))
    }
  }

  /// The one word of a clause.
  func word(_ clause: Range<Int>?) -> Word? {
    guard let clause, let first = entry.source.pieces(in: clause).first(where: { !$0.isBlank }) else { return nil }
    return Word(entry.text(first.range), at: first.range)
  }

  /// The parts of a range between commas that stand in no bracket.
  private func commaSeparated(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = [], depth = 0, start = range.lowerBound
    for piece in entry.source.pieces(in: range) {
      if piece.kind == .opening { depth += 1 }
      if piece.kind == .closing { depth -= 1 }
      guard piece.kind == .symbol, depth <= 0, entry.text(piece.range) == "," else { continue }
      parts.append(start..<piece.range.lowerBound)
      start = piece.range.upperBound
    }
    return parts + [start..<range.upperBound]
  }

  /// The expression in a range, without the space around it.
  private func entered(_ range: Range<Int>) throws(Problem) -> Entered {
    let pieces = entry.source.pieces(in: range).filter { !$0.isBlank }
    let inner =
      (pieces.first?.range.lowerBound ?? range.lowerBound)..<(pieces.last?.range.upperBound ?? range.lowerBound)
    return try Entered(
      text: entry.text(inner), expression: Parser.expression(entry.source, in: inner), range: inner)
  }

  /// A word as an expression's value, its places those of the cell.
  public func value(of word: Word) throws(Problem) -> Language.Value {
    try session.evaluator.value(of: Parser.expression(entry.source, in: word.range))
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

  /// Sets `keyword value` at the end aside, for each of the keywords that is there; and `replace` after one that names a file.
  func claim(_ keywords: [String]) {
    var open = Set(keywords)
    let all = remainingWords()
    if all.count >= 3, let last = all.last, last.text == "replace", all[all.count - 3].text == "to", open.contains("to")
    {
      claimed["replace"] = last
      end = all[all.count - 2].range.upperBound
    }
    while !open.isEmpty {
      let words = remainingWords()
      guard words.count >= 2, open.remove(words[words.count - 2].text) != nil else { return }
      claimed[words[words.count - 2].text] = words[words.count - 1]
      end = words[words.count - 2].range.lowerBound
      end = words.dropLast(2).last?.range.upperBound ?? position
    }
  }

  /// All that is left, word by word.
  func remainingWords() -> [Word] {
    var words: [Word] = [], start = position
    while start < end {
      let range = start..<wordEnd(from: start)
      words.append(word(in: range))
      start = wordStart(from: range.upperBound)
    }
    return words
  }

  private func word(in range: Range<Int>) -> Word {
    Word((try? entry.source.quotation(in: range)) ?? entry.text(range), at: range)
  }

  /// Throws what is wrong with the texts in a word.
  func check(_ word: Word) throws(Problem) {
    if entry.source.pieces(in: word.range).contains(where: { $0.kind == .openText }) {
      _ = try Parser.expression(entry.source, in: word.range)
    }
    _ = try entry.source.quotation(in: word.range)
  }

  private func wordEnd(from start: Int) -> Int {
    var depth = 0
    for piece in entry.source.pieces(in: start..<end) {
      if piece.kind == .opening { depth += 1 }
      if piece.kind == .closing { depth -= 1 }
      if piece.isBlank, depth <= 0 { return piece.range.lowerBound }
    }
    return end
  }

  private func wordStart(from start: Int) -> Int {
    entry.source.pieces(in: start..<end).first { !$0.isBlank }?.range.lowerBound ?? end
  }

  private func skipSpace() { position = wordStart(from: position) }
}

/// An expression, and the name that it is shown under, where one stands before it.
struct Labelled {
  let name: String?
  let value: Entered

  /// The name, or what was typed.
  var title: String { name ?? value.text }
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
