import Foundation

/// A stack of their own for signal handlers.
///
/// Code that oneDNN generates for processors with AVX-512 moves the stack pointer about for a while. A handler that began there would
/// write over whatever it points to: one Ctrl-C in twelve ended a training run with its memory in ruins.
enum SignalStack {
  private static let size = 1 << 17

  /// Gives the calling thread such a stack, unless it has one that is large enough. It is kept for as long as the program runs.
  static func install() {
    var present = stack_t()
    guard sigaltstack(nil, &present) == 0 else { return }
    let isThere = present.ss_flags & Int32(SS_DISABLE) == 0
    guard !isThere || present.ss_size < size else { return }
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
  }
}
