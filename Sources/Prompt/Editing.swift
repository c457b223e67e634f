@preconcurrency import CReadline
import Foundation

/// Editing one line: readline is given one key at a time, and a signal is answered between two keys.
extension LineEditor {
  /// Shows the prompt and stays until there is an outcome.
  func edit(_ prompt: String) -> LineEvent {
    fflush(nil)
    guard Foreground.wait() else { return .endOfInput }
    outcome = nil
    Readline.editor = self
    mailbox.open()
    TerminalGuard.begin(marksPaste: Readline.marksPaste)
    rl_reset_screen_size()
    Readline.tameKeys()
    rl_callback_handler_install(prompt) { Readline.editor?.receive($0) }
    while outcome == nil { advance() }
    rl_callback_handler_remove()
    TerminalGuard.end()
    mailbox.shut()
    Readline.editor = nil
    return outcome ?? .endOfInput
  }

  /// Answers one signal or one key.
  private func advance() {
    if let signal = mailbox.next() { return answer(signal) }
    guard !typedAhead.isEmpty || mailbox.waitForInput(), mailbox.waiting.isEmpty else { return }
    rl_callback_read_char()
    // A key that readline waited for was cut off by Ctrl-C, which is not the end of the input.
    if outcome == .endOfInput && mailbox.waiting.contains(SIGINT) { outcome = .interrupted }
  }

  /// One byte for readline, which may ask for more than the one that was there. Ctrl-C ends such a wait.
  func readByte() -> Int32 {
    while true {
      if let byte = nextTypedAhead() { return Int32(byte) }
      if mailbox.waitForInput() {
        var byte: UInt8 = 0
        let count = read(STDIN_FILENO, &byte, 1)
        if count == 1, byte == 0x1B, awaitsAnswers, isAnswer() { continue }
        if count == 1 { return Int32(byte) }
        guard count < 0 && (errno == EINTR || errno == EAGAIN) else { return EOF }
      }
      if mailbox.waiting.contains(SIGINT) { return EOF }
    }
  }

  /// Whether the escape that was just read begins an answer of the terminal, which is then left out; if not, what follows is put back.
  private func isAnswer() -> Bool {
    var bytes: [UInt8] = [0x1B], byte: UInt8 = 0
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while bytes.count < 256, poll(&input, 1, 20) > 0, read(STDIN_FILENO, &byte, 1) == 1 {
      bytes.append(byte)
      if TerminalReport(bytes[...]) != nil { return true }
      if bytes.count == 2, !"_][".utf8.contains(byte) { break }
    }
    putBack(Array(bytes.dropFirst()))
    return false
  }

  /// Takes the line that readline has finished; a null is the end of input.
  private func receive(_ line: UnsafeMutablePointer<CChar>?) {
    rl_callback_handler_remove()
    guard let line else {
      outcome = .endOfInput
      // Readline ends the prompt's line itself where it ends the marking of pasted text.
      if !Readline.marksPaste { rl_crlf() }
      return
    }
    let lines = pastedLines(String(cString: line)) + pasted
    outcome = .line(lines[0])
    pasted = Array(lines.dropFirst())
    free(line)
  }

  private func answer(_ signal: Int32) {
    switch signal {
    case SIGINT: interrupt()
    case SIGTSTP: suspend()
    case SIGCONT: resume()
    default: rl_resize_terminal()
    }
  }

  /// Abandons the line, so that no half-typed key sequence, search, argument or text lives on, unseen, in the
  /// next one. The cursor goes to the end first, below which the next prompt has room.
  private func interrupt() {
    rl_callback_sigcleanup()
    set_rl_point(get_rl_end())
    rl_redisplay()
    rl_echo_signal_char(SIGINT)
    rl_free_line_state()
    rl_replace_line("", 0)
    rl_crlf()
    rl_on_new_line()
    rl_callback_handler_remove()
    outcome = .interrupted
  }

  /// Gives the terminal back, stops as the shell expects, and goes on when told to.
  private func suspend() {
    rl_echo_signal_char(SIGTSTP)
    rl_cleanup_after_signal()
    TerminalGuard.end()
    mailbox.shut()
    raise(SIGTSTP)
    mailbox.open()
    resume()
  }

  /// Takes the terminal again, once it is ours and whatever it has become meanwhile, and shows the line anew.
  private func resume() {
    guard Foreground.wait() else {
      outcome = .endOfInput
      return
    }
    mailbox.forget(SIGCONT)
    rl_deprep_terminal()
    TerminalGuard.end()
    TerminalGuard.begin(marksPaste: Readline.marksPaste)
    rl_reset_screen_size()
    rl_prep_terminal(1)
    rl_forced_update_display()
  }
}
