import Foundation

/// Runs something on a thread of its own, which no Ctrl-C interrupts: signals are the main thread's.
func beginThread(_ name: String, _ work: @escaping @Sendable () -> Void) {
  let thread = Thread {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    work()
  }
  thread.name = name
  thread.stackSize = 1 << 20
  thread.start()
}
