import Foundation
import Signals
import Synchronization

/// Where a handler posts its signal; -1 while nobody reads.
private let slot = Atomic<Int32>(-1)

/// Signals that arrive while a line is edited, kept in a pipe until the editing loop takes them.
///
/// A handler may do almost nothing, and readline can be entered only between two keys. So the handler writes
/// one byte, which also wakes the loop: no signal is lost between looking and waiting.
final class SignalMailbox {
  /// Signals taken from the pipe and not yet answered.
  private(set) var waiting: [Int32] = []
  private let pipe = WakingPipe()
  private var actions: SignalActions?

  /// The signals a prompt answers.
  private static let answered = [SIGINT, SIGTSTP, SIGCONT, SIGWINCH]

  /// Begins to collect signals.
  func open() {
    slot.store(pipe.writeEnd, ordering: .relaxed)
    actions = SignalActions(Self.answered, unlessIgnored: [SIGTSTP], flags: SA_RESTART) { signal in
      let before = errno
      var byte = UInt8(truncatingIfNeeded: signal)
      write(slot.load(ordering: .relaxed), &byte, 1)
      errno = before
    }
  }

  /// Signals do again what they did before.
  func shut() {
    actions?.restore()
    actions = nil
  }

  /// Waits for a key or a signal and says whether there is a key.
  func waitForInput() -> Bool {
    var files = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&files, nfds_t(files.count), -1) > 0 else { return false }
    if files[1].revents != 0 { collect() }
    return files[0].revents != 0
  }

  /// The oldest signal not yet answered.
  func next() -> Int32? {
    waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// A signal is answered, however often it came.
  func forget(_ signal: Int32) {
    collect()
    waiting.removeAll { $0 == signal }
  }

  /// Takes what the pipe holds.
  private func collect() { waiting += pipe.take().map(Int32.init) }
}
