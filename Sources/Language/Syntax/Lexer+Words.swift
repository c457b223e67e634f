extension Lexer {
  /// A name: a lowercase letter, then lowercase letters and digits; or `_` and `_7`, earlier results.
  mutating func word() throws(Problem) -> String {
    let start = position
    skipWord()
    let word = text(from: start)
    if ForeignWords.frameworks.contains(word), peek() == ".", peek(1)?.isLetter == true {
      throw frameworkPath(from: start)
    }
    guard Lexer.isName(word) || Lexer.isResult(word) else {
      throw ForeignWords.problem(with: word, at: start..<position)
    }
    return word
  }

  /// Whether a word can name a value.
  static func isName(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, ("a"..."z").contains(first) else { return false }
    return word.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
  }

  /// Whether a word names an earlier result: `_`, `_7`.
  static func isResult(_ word: String) -> Bool {
    word.first == "_" && word.dropFirst().allSatisfy(isDigit)
  }

  private mutating func skipWord() {
    while peek()?.isWordPart == true { position += 1 }
  }

  /// `tf.reduce_mean` and its like.
  private mutating func frameworkPath(from start: Int) -> Problem {
    while peek() == ".", peek(1)?.isLetter == true {
      position += 1
      skipWord()
    }
    return ForeignWords.problem(withPath: text(from: start), at: start..<position)
  }
}
