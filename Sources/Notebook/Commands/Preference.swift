import Language
import Texts

/// What `set` changes of the session itself: how it looks, not what it computes. It belongs to no run, and no checkpoint holds it.
public struct Preference {
  /// What `set` calls it.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  /// What it can be.
  public let words: [String]
  /// What it is now.
  public let value: () -> String
  private let choose: (String) throws(Problem) -> Void

  /// One that somebody keeps.
  public init(
    _ name: String, _ summary: String, _ words: [String], value: @escaping () -> String,
    choose: @escaping (String) throws(Problem) -> Void
  ) {
    (self.name, self.summary, self.words, self.value, self.choose) = (name, summary, words, value, choose)
  }

  /// Makes it one of its words.
  public func set(_ word: String) throws(Problem) {
    guard words.contains(word) else {
      throw Problem("\(name) cannot be \(quoted(word))", hint: "\(name) takes \(alternatives(words)).")
    }
    try choose(word)
  }

  /// How figures are drawn, where nothing draws them: it is remembered, so that a script can say it everywhere.
  static var graphics: Preference {
    final class Memory { var word = "auto" }
    let memory = Memory()
    return Preference(
      "graphics", "how figures are drawn on the terminal", ["auto", "off", "text", "kitty", "iterm", "sixel"],
      value: { memory.word }
    ) { memory.word = $0 }
  }
}
