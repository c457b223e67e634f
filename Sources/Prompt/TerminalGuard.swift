import Foundation
import Signals
import Synchronization

/// The terminal's settings as they were before the prompt changed them.
private nonisolated(unsafe) let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
/// Whether a prompt holds the terminal.
private let holds = Atomic<Bool>(false)
/// Whether it also asked the terminal to mark pasted text.
private let marksPaste = Atomic<Bool>(false)

/// The terminal as it was before a line was edited, for a signal that ends the program meanwhile.
enum TerminalGuard {
  /// Remembers the terminal as it is now.
  static func begin(marksPaste marks: Bool) {
    guard tcgetattr(STDIN_FILENO, settings) == 0 else { return }
    marksPaste.store(marks, ordering: .relaxed)
    FatalSignals.givingTerminalBack { TerminalGuard.restore() }
    holds.store(true, ordering: .relaxed)
  }

  /// The prompt has given the terminal back itself.
  static func end() { holds.store(false, ordering: .relaxed) }

  /// Puts the terminal's settings back, below the line that was edited: with system calls only, so that a signal handler may do it. A
  /// terminal that another program has by now is left alone.
  static func restore() {
    guard holds.exchange(false, ordering: .relaxed), tcgetpgrp(STDIN_FILENO) == getpgrp() else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, settings)
    let off: StaticString = "\u{1B}[?2004l\r\n"
    let unmarked = marksPaste.load(ordering: .relaxed) ? 0 : off.utf8CodeUnitCount - 2
    write(STDOUT_FILENO, off.utf8Start + unmarked, off.utf8CodeUnitCount - unmarked)
  }
}
