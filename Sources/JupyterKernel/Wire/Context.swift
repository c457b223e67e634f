import CZeroMQ
import Foundation
import Refusals

/// What all sockets of a kernel share.
final class Context: @unchecked Sendable {
  let handle: UnsafeMutableRawPointer

  init() throws(Refusal) {
    guard let handle = zmq_ctx_new() else { throw Context.refusal("ZeroMQ", "it cannot be started") }
    self.handle = handle
  }

  /// Ends it: whoever waits on a socket is told so, and what was sent goes out while somebody takes it. Waits until all sockets are closed.
  func end() { while zmq_ctx_term(handle) != 0, zmq_errno() == EINTR {} }

  static func refusal(_ place: String, _ problem: String) -> Refusal {
    Refusal(place, "\(problem): \(String(cString: zmq_strerror(zmq_errno())))", "Start the kernel anew.")
  }
}
