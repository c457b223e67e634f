@preconcurrency import CReadline
import Foundation

/// The library readline, set up once for the one editor that a program has.
enum Readline {
  /// The editor that the library's callbacks speak to, while it edits a line.
  nonisolated(unsafe) static var editor: LineEditor?
  private nonisolated(unsafe) static var isReady = false

  /// Sets the library up; a second call does nothing. The user's inputrc is read where it may be.
  static func setUp(name: String, readsInputrc: Bool) {
    guard !isReady else { return }
    isReady = true
    useUnicode()
    if !readsInputrc { setenv("INPUTRC", "/dev/null", 1) }
    set_rl_readline_name(strdup(name))
    set_rl_catch_signals(0)
    set_rl_catch_sigwinch(0)
    set_rl_change_environment(0)
    // What comes before `rl_initialize` is a default that the user's inputrc may change.
    if Terminal.movesCursor(getenv("TERM").map { String(cString: $0) }) {
      rl_variable_bind("enable-bracketed-paste", "on")
    }
    for key in ["\r", "\n"] as [Unicode.Scalar] { bind_rl_key(Int32(key.value), acceptLine) }
    rl_initialize()
    // What comes after is ours. No pager: it would wait for keys in the middle of our own list.
    rl_variable_bind("page-completions", "off")
    rl_variable_bind("revert-all-at-newline", "on")
    set_rl_getc_function { _ in Readline.editor?.readByte() ?? EOF }
    CompletionBridge.setUp()
    stifle_history(Int32(HistoryFile.limit))
    atexit { rl_deprep_terminal() }
  }

  /// Makes every key safe, also those that the user's inputrc, read again at any time, has bound.
  static func tameKeys() {
    for name in ["emacs-standard", "vi-insert", "vi-move"] { tame_rl_keymap(rl_get_keymap_by_name(name), 0, 0) }
  }

  /// Whether the terminal is asked to mark pasted text.
  static var marksPaste: Bool {
    rl_variable_value("enable-bracketed-paste").map { String(cString: $0) } == "on"
  }

  /// The line that is being edited.
  static var buffer: String { String(cString: get_rl_line_buffer()) }

  /// Everything here is UTF-8, also where the environment says nothing or `C`; numbers stay as they are.
  private static func useUnicode() {
    setlocale(LC_CTYPE, "")
    guard String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" else { return }
    setenv("LC_ALL", "C.UTF-8", 1)
    setlocale(LC_CTYPE, "")
  }
}

/// Enter: of pasted text only the first line is accepted now.
private func acceptLine(count: Int32, key: Int32) -> Int32 {
  Readline.editor?.keepFirstLine()
  return rl_newline(count, key)
}
