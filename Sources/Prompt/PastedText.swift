@preconcurrency import CReadline

/// Pasted text can hold several lines. It is edited as one block and delivered line by line.
extension LineEditor {
  /// The lines of a text, blank ones left out where there are several. At least one.
  func pastedLines(_ text: String) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return [text] }
    let lines = text.unicodeScalars.split(separator: "\n").map { String($0) }
    let filled = pastedEntries(lines.filter { $0.contains { !$0.isWhitespace } })
    return filled.isEmpty ? [""] : filled
  }

  /// Leaves the first line of the text in readline's buffer, and keeps the others for later. So what is on the
  /// screen reads as if the lines had been typed one by one.
  func keepFirstLine() {
    let text = Readline.buffer
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return }
    let lines = pastedLines(text)
    pasted = Array(lines.dropFirst())
    rl_begin_undo_group()
    rl_delete_text(0, get_rl_end())
    set_rl_point(0)
    rl_insert_text(lines[0])
    rl_end_undo_group()
    rl_redisplay()
  }
}
