import Foundation
import Synchronization

/// What each signal of a fault did before; by the signal's number.
private nonisolated(unsafe) let earlier = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)
private nonisolated(unsafe) var isInstalled = false
/// What is to be done before the program ends.
private nonisolated(unsafe) var lastWork: @convention(c) () -> Void = {}
/// Gives a terminal back that somebody edits a line on.
private nonisolated(unsafe) var givesBack: @convention(c) () -> Void = {}

/// Signals that end the program, as a shell expects: the terminal is given back, and the program dies of the signal itself.
public enum FatalSignals {
  /// Somebody wishes it to end.
  static let wishes = [SIGTERM, SIGHUP, SIGQUIT]
  /// It has a fault.
  static let faults = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

  /// From here on they are answered so. What whoever started the program had ignored stays ignored, as `nohup` wishes.
  ///
  /// Swift's own report of a fault would hold the program, and the terminal, for as long as it takes; it comes only where
  /// `SWIFT_BACKTRACE` asks for it. `leaving` is called first, inside the handler: it may touch atomics and make system calls, and nothing
  /// else. A second call does nothing.
  public static func install(leaving: @escaping @convention(c) () -> Void = {}) {
    guard !isInstalled else { return }
    isInstalled = true
    lastWork = leaving
    _ = SignalActions(wishes, unlessIgnored: Set(wishes)) { signal in
      givesBack()
      lastWork()
      FatalSignals.die(of: signal)
    }
    let wantsReport = getenv("SWIFT_BACKTRACE") != nil
    for signal in faults {
      earlier[Int(signal)] = sigaction()
      if wantsReport { sigaction(signal, nil, earlier + Int(signal)) }
    }
    _ = SignalActions(faults) { signal in
      givesBack()
      lastWork()
      let words: StaticString = "wganlab: a fault of the program ended it; files that were saved are whole\n"
      write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
      sigaction(signal, earlier + Int(signal), nil)
      raise(signal)
    }
  }

  /// From here on `work` gives the terminal back before the program ends, inside the handler.
  public static func givingTerminalBack(_ work: @escaping @convention(c) () -> Void) { givesBack = work }

  /// The signal does what it does by itself, once its handler returns.
  private static func die(of signal: Int32) {
    var action = sigaction()
    sigaction(signal, &action, nil)
    raise(signal)
  }
}
