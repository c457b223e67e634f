import Foundation
import Synchronization

/// The signals of a crash.
private let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]
/// What they did before.
private nonisolated(unsafe) let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: crashes.count)
/// The terminal's settings as they were before the prompt changed them.
private nonisolated(unsafe) let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
/// Whether a prompt holds the terminal.
private let holds = Atomic<Bool>(false)
/// Whether it also asked the terminal to mark pasted text.
private let marksPaste = Atomic<Bool>(false)

/// Gives the terminal back when the program crashes while a line is edited.
enum TerminalGuard {
  /// Remembers the terminal as it is now, and watches.
  static func begin(marksPaste marks: Bool) {
    guard tcgetattr(STDIN_FILENO, settings) == 0 else { return }
    marksPaste.store(marks, ordering: .relaxed)
    holds.store(true, ordering: .relaxed)
    var action = sigaction()
    sigemptyset(&action.sa_mask)
    action.__sigaction_handler.sa_handler = { signal in
      TerminalGuard.restore()
      TerminalGuard.end()
      raise(signal)
    }
    for (index, signal) in crashes.enumerated() { sigaction(signal, &action, previous + index) }
  }

  /// The prompt has given the terminal back itself.
  static func end() {
    guard holds.exchange(false, ordering: .relaxed) else { return }
    for (index, signal) in crashes.enumerated() { sigaction(signal, previous + index, nil) }
  }

  /// Puts the terminal's settings back with system calls only, so that a signal handler may do it.
  static func restore() {
    guard holds.load(ordering: .relaxed) else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, settings)
    guard marksPaste.load(ordering: .relaxed) else { return }
    let off: StaticString = "\u{1B}[?2004l"
    write(STDOUT_FILENO, off.utf8Start, off.utf8CodeUnitCount)
  }
}
