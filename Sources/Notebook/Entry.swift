/// One complete entry as it is read: its comments blanked out and its trailing semicolons set aside, so that every character
/// keeps its place.
struct Entry {
  /// The source, comments as spaces.
  let characters: [Character]
  /// Where what is to be read begins and ends.
  let bounds: Range<Int>
  /// Whether a trailing semicolon asks for silence.
  let isMuted: Bool

  init(_ source: String) {
    characters = Entry.withoutComments(Array(source))
    var end = characters.count, isMuted = false
    while end > 0, characters[end - 1].isWhitespace || characters[end - 1] == ";" {
      isMuted = isMuted || characters[end - 1] == ";"
      end -= 1
    }
    let start = characters.firstIndex { !$0.isWhitespace } ?? end
    bounds = min(start, end)..<end
    self.isMuted = isMuted
  }

  /// Whether there is nothing to do: blank, or a comment alone.
  var isEmpty: Bool { bounds.isEmpty }

  /// The word it begins with; empty when it begins with something else.
  var firstWord: Range<Int> {
    let end = characters[bounds].firstIndex { !$0.isWordPart } ?? bounds.upperBound
    return bounds.lowerBound..<end
  }

  /// The characters of a range as a text.
  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  /// The text of a range with everything before it blanked out: what is parsed from it keeps its places in the cell.
  func inPlace(_ range: Range<Int>) -> String {
    String(characters[..<range.lowerBound].map { $0.isNewline ? $0 : " " }) + String(characters[range])
  }

  private static func withoutComments(_ characters: [Character]) -> [Character] {
    var result = characters
    var quote = false, comment = false, index = 0
    while index < result.count {
      let character = result[index]
      if character.isNewline {
        (quote, comment) = (false, false)
      } else if comment {
        result[index] = " "
      } else if quote {
        if character == "\\" { index += 1 } else if character == "\"" { quote = false }
      } else if character == "\"" {
        quote = true
      } else if character == "#" {
        comment = true
        result[index] = " "
      }
      index += 1
    }
    return result
  }
}

extension Character {
  /// Whether it can be part of a name.
  var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
