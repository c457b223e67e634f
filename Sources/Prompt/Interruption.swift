import CInterruption
import Foundation
import Signals
import Synchronization

/// How often Ctrl-C was pressed and not answered. The first press is the wish that every loop of the program listens to.
private let presses = Atomic<Int>(0)
/// When it was pressed for the second time, in nanoseconds of the monotonic clock.
private let secondPress = Atomic<Int>(0)

/// Ctrl-C while something long is running: a wish to stop, that the run looks for between two steps.
///
///     Interruption.begin()
///     defer { Interruption.end() }
///     while !Interruption.requested { step() }
///
/// A run that never looks can still be left: the second press says so, and the third, at least two seconds after the second, ends the program
/// with 130 and the terminal as it was found.
public enum Interruption {
  private struct Installed {
    var depth = 0
    var actions: SignalActions?
  }

  private static let installed = Mutex(Installed())
  private static let patience = 2_000_000_000
  private static let warning: StaticString =
    "\r\nstill busy: it stops as soon as it can. Ctrl-C once more ends the program, and what is not saved is lost.\r\n"

  /// Whether Ctrl-C was pressed since the last `clear()` or outermost `begin()`. One load, to be asked often.
  public static var requested: Bool { ci_stops(ci_program()) != 0 }

  /// Begins to catch Ctrl-C. Runs may nest; the outermost one catches.
  ///
  /// It is caught even where whoever started the program had it ignored, as a shell does for `command &`:
  /// a run that stops at its next step is a better answer than none.
  public static func begin() {
    installed.withLock { state in
      state.depth += 1
      guard state.depth == 1 else { return }
      clear()
      state.actions = SignalActions([SIGINT]) { _ in Interruption.press() }
    }
  }

  /// The wish was answered.
  public static func clear() {
    ci_clear(ci_program())
    presses.store(0, ordering: .relaxed)
    secondPress.store(0, ordering: .relaxed)
  }

  /// Ctrl-C does again what it did before `begin()`. What was requested can still be asked for.
  public static func end() {
    installed.withLock { state in
      guard state.depth > 0 else { return }
      state.depth -= 1
      guard state.depth == 0 else { return }
      state.actions?.restore()
      state.actions = nil
    }
  }

  /// Counts one press, inside the signal handler.
  private static func press() {
    var clock = timespec()
    clock_gettime(CLOCK_MONOTONIC, &clock)
    let now = clock.tv_sec * 1_000_000_000 + clock.tv_nsec
    ci_request(ci_program())
    let count = presses.add(1, ordering: .relaxed).newValue
    if count == 2 {
      secondPress.store(now, ordering: .relaxed)
      let before = errno
      write(STDERR_FILENO, warning.utf8Start, warning.utf8CodeUnitCount)
      errno = before
    }
    guard count >= 3, now - secondPress.load(ordering: .relaxed) >= patience else { return }
    TerminalGuard.restore()
    _exit(130)
  }
}
