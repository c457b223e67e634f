import Foundation

/// A function that a signal calls: it may touch atomics and make system calls, and nothing else.
public typealias SignalHandler = @convention(c) (Int32) -> Void

/// What some signals did before they were given another handler, so that it can be put back.
public struct SignalActions {
  private var replaced: [(signal: Int32, action: sigaction)] = []

  /// Gives signals a handler. Those in `unlessIgnored` stay ignored when whoever started us wished it so.
  public init(
    _ signals: [Int32], unlessIgnored: Set<Int32> = [], flags: Int32 = 0, handler: @escaping SignalHandler
  ) {
    SignalStack.install()
    for signal in signals {
      var action = sigaction()
      sigemptyset(&action.sa_mask)
      action.sa_flags = flags | SA_ONSTACK
      action.__sigaction_handler.sa_handler = handler
      var old = sigaction()
      guard sigaction(signal, &action, &old) == 0 else { continue }
      if unlessIgnored.contains(signal) && SignalActions.ignores(old) {
        sigaction(signal, &old, nil)
      } else {
        replaced.append((signal, old))
      }
    }
  }

  /// Puts back what was there before.
  public func restore() {
    for (signal, action) in replaced {
      var action = action
      sigaction(signal, &action, nil)
    }
  }

  private static func ignores(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
