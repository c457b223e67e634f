@preconcurrency import CReadline
import Foundation
import Texts

/// A list of C strings as readline takes it: made with `malloc`, ended by a null.
private typealias Matches = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Lets an editor's `completions` answer readline's completion.
///
/// Where a word begins is for the caller to say. So readline is told that nothing breaks words, its word is the
/// whole line up to the cursor, and a candidate carries what stands before it. Only the list shows it alone.
enum CompletionBridge {
  private static let mostListed = 200

  /// Tells readline to ask here.
  static func setUp() {
    set_rl_completer_word_break_characters(strdup(""))
    set_rl_ignore_completion_duplicates(0)
    set_rl_sort_completion_matches(0)
    set_rl_attempted_completion_function { _, _, cursor in
      set_rl_attempted_completion_over(1)
      return Readline.editor.flatMap { CompletionBridge.matches(for: $0, cursor: Int(cursor)) }
    }
    set_rl_completion_display_matches_hook { _, _, _ in
      if let editor = Readline.editor { CompletionBridge.list(editor.offered) }
      rl_forced_update_display()
    }
  }

  /// The lines that the text before the cursor could become: first what all have in common, then each.
  private static func matches(for editor: LineEditor, cursor: Int) -> Matches? {
    guard let before = String(validating: Readline.buffer.utf8.prefix(cursor), as: UTF8.self) else { return nil }
    let completion = editor.completions(Readline.buffer, before.count)
    let head = before.prefix(max(0, completion.start))
    let word = before.dropFirst(head.count)
    editor.offered = distinct(completion.candidates)
    guard let first = editor.offered.first else { return nil }
    if editor.offered.count == 1 {
      set_rl_completion_suppress_append(first.appendsSpace ? 0 : 1)
      return cStrings([head + first.text])
    }
    let common = commonPrefix(editor.offered.map(\.text))
    let progress = common.hasPrefix(word) ? common : String(word)
    return cStrings([head + progress] + editor.offered.map { head + $0.text })
  }

  /// Each candidate once, without those that nobody could type.
  private static func distinct(_ candidates: [Candidate]) -> [Candidate] {
    var seen: Set<String> = []
    return candidates.filter {
      !$0.text.isEmpty && !$0.text.contains("\n") && sanitized($0.text) == $0.text
        && seen.insert($0.text).inserted
    }
  }

  private static func commonPrefix(_ texts: [String]) -> String {
    texts.dropFirst().reduce(texts[0]) { common, text in
      String(zip(common, text).prefix { $0 == $1 }.map(\.0))
    }
  }

  /// Shows the candidates below the line, in columns, or one a line where they have summaries.
  private static func list(_ candidates: [Candidate]) {
    let shown = candidates.prefix(mostListed)
    let width = shown.map(\.text.utf8.count).max() ?? 0
    if shown.contains(where: { $0.summary != nil }) {
      rl_crlf()
      for candidate in shown { writeLine(described(candidate, width: width)) }
    } else if let texts = cStrings([""] + shown.map(\.text)) {
      rl_display_match_list(texts, Int32(shown.count), Int32(width))
      for index in 0...shown.count { free(texts[index]) }
      free(texts)
    }
    if candidates.count > shown.count { writeLine("… and \(candidates.count - shown.count) more") }
  }

  private static func described(_ candidate: Candidate, width: Int) -> String {
    let padding = String(repeating: " ", count: max(0, min(width, 32) - candidate.text.count))
    let summary = sanitized(candidate.summary ?? "").replacing("\n", with: " ")
    return String("\(candidate.text)\(padding)  \(summary)".prefix(Terminal.output.width - 1))
  }

  private static func writeLine(_ text: String) {
    fputs(text + "\n", get_rl_outstream())
  }

  private static func cStrings(_ texts: [String]) -> Matches? {
    guard let list = calloc(texts.count + 1, MemoryLayout<UnsafeMutablePointer<CChar>?>.stride) else {
      return nil
    }
    let matches = list.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    for (index, text) in texts.enumerated() { matches[index] = strdup(text) }
    return matches
  }
}
