import Language
import Texts

extension ArgumentKind where Value == String {
  /// One of a few words, or an unambiguous beginning of one.
  public static func word(_ choices: [String]) -> ArgumentKind {
    ArgumentKind(
      usage: { choices.count <= 4 ? choices.joined(separator: "|") : $0.uppercased() },
      candidates: { _, _ in choices.map { ($0, nil) } },
      accepts: { word, session in
        guard word.text.first?.isLetter == true else { return false }
        return choices.contains { $0.hasPrefix(word.text) } || !session.names.hasValue(word.text)
      },
      read: { (reader, name) throws(Problem) in try choose(reader.required(name), among: choices, name) })
  }

  /// A name that a value can have. It need not have one.
  public static var name: ArgumentKind { name { _ in [] } }

  /// The name of a value.
  static var variable: ArgumentKind { name { $0.variables.keys.sorted().map { ($0, nil) } } }

  private static func name(_ candidates: @escaping (Session) -> [Candidate]) -> ArgumentKind {
    ArgumentKind(candidates: { session, _ in candidates(session) }) {
      (reader, name) throws(Problem) in
      let word = try reader.required(name)
      guard isName(word.text) else {
        throw Problem(
          "\"\(word.text)\" is not a name", hint: "Names are lowercase words without separators, digits allowed.",
          at: word.range)
      }
      return word.text
    }
  }

  /// A file's name, in quotes if it has spaces; those with one of the endings are offered.
  public static func file(_ endings: String...) -> ArgumentKind {
    ArgumentKind(candidates: { session, word in session.files.entries(beginning: word, endings) }) {
      (reader, name) throws(Problem) in
      try reader.required(name).text
    }
  }
}

/// Whether a text is a name as the language has them: a lowercase letter, then letters and digits.
public func isName(_ text: String) -> Bool {
  guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
  return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
}

/// The word that was meant; throws which ones there are.
func choose(_ word: Word, among choices: [String], _ name: String) throws(Problem) -> String {
  if choices.contains(word.text) { return word.text }
  let matches = choices.filter { $0.hasPrefix(word.text) }
  if matches.count == 1 { return matches[0] }
  if matches.count > 1 { throw ambiguity(word, matches) }
  let hint =
    suggestion(for: word.text, among: choices) ?? (choices.count <= 12 ? "Choose \(alternatives(choices))." : nil)
  throw Problem("there is no \(name) \"\(word.text)\"", hint: hint, at: word.range)
}

/// `"st" could be step or stop`
func ambiguity(_ word: Word, _ matches: [String]) -> Problem {
  Problem("\"\(word.text)\" could be \(alternatives(matches.sorted()))", hint: "Type a letter more.", at: word.range)
}

/// `Did you mean a or b?`, or `nil` when nothing is near.
func suggestion(for word: String, among choices: [String]) -> String? {
  didYouMean(nearest(word, among: choices))
}
