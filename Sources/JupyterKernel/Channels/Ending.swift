import Signals
import Synchronization

/// The wish that the kernel ends.
final class Ending: Sendable {
  private let isAsked = Atomic(false)
  private let isReached = Atomic(false)
  /// Wakes the main thread.
  let pipe = WakingPipe()

  /// Whether it is to end.
  var isWanted: Bool { isAsked.load(ordering: .acquiring) }

  /// Whether the main thread has let go of its work.
  var isDone: Bool { isReached.load(ordering: .acquiring) }

  /// It is to end.
  func ask() {
    isAsked.store(true, ordering: .releasing)
    pipe.wake()
  }

  /// The main thread has nothing more to do.
  func reach() { isReached.store(true, ordering: .releasing) }
}
