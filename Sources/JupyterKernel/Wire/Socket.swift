import CZeroMQ
import Foundation
import Refusals
import Signals

/// One end of a channel. It is used by one thread; before that thread runs, whoever starts it may set it up.
final class Socket: @unchecked Sendable {
  /// What ZeroMQ calls them.
  enum Kind {
    case router, publisher, reply

    fileprivate var code: Int32 {
      switch self {
      case .router: ZMQ_ROUTER
      case .publisher: ZMQ_XPUB
      case .reply: ZMQ_REP
      }
    }
  }

  /// Its library's context has ended.
  struct Ended: Error {}

  /// The largest message that is taken from anyone, in bytes.
  private static let largest: Int64 = 1 << 28
  /// How long it tries to send what is left when it closes, in milliseconds.
  private static let linger: Int32 = 1000

  let handle: UnsafeMutableRawPointer

  /// A socket that listens at an address.
  init(_ kind: Kind, _ address: String, of channel: String, in context: Context) throws(Refusal) {
    guard let handle = zmq_socket(context.handle, kind.code) else {
      throw Context.refusal(channel, "its socket cannot be made")
    }
    self.handle = handle
    set(ZMQ_LINGER, Socket.linger)
    set(ZMQ_MAXMSGSIZE, Socket.largest)
    // Nothing that is sent may be dropped because somebody reads slowly.
    set(ZMQ_SNDHWM, Int32(0))
    switch kind {
    // A client that comes back under its name takes its old place.
    case .router: set(ZMQ_ROUTER_HANDOVER, Int32(1))
    // Each who begins to listen is greeted, not only the first.
    case .publisher: set(ZMQ_XPUB_VERBOSE, Int32(1))
    case .reply: break
    }
    guard zmq_bind(handle, address) == 0 else {
      let reason = String(cString: zmq_strerror(zmq_errno()))
      close()
      throw Refusal(channel, "\(address) cannot be listened at: \(reason)", "Start the kernel anew, on other ports.")
    }
  }

  private func set<Value: BitwiseCopyable>(_ option: Int32, _ value: Value) {
    var value = value
    zmq_setsockopt(handle, option, &value, MemoryLayout<Value>.size)
  }

  /// Closes it.
  func close() { zmq_close(handle) }

  /// The frames of the next message; `nil` where none has come and nobody waits for it.
  func receive(waiting: Bool) throws(Ended) -> [[UInt8]]? {
    var frames: [[UInt8]] = []
    while true {
      guard let (frame, hasMore) = try self.frame(waiting: waiting || !frames.isEmpty) else { return nil }
      frames.append(frame)
      if !hasMore { return frames }
    }
  }

  private func frame(waiting: Bool) throws(Ended) -> (bytes: [UInt8], hasMore: Bool)? {
    var frame = zmq_msg_t()
    zmq_msg_init(&frame)
    defer { zmq_msg_close(&frame) }
    while zmq_msg_recv(&frame, handle, waiting ? 0 : ZMQ_DONTWAIT) < 0 {
      switch zmq_errno() {
      case EINTR: continue
      case EAGAIN: return nil
      default: throw Ended()
      }
    }
    let bytes = [UInt8](UnsafeRawBufferPointer(start: zmq_msg_data(&frame), count: zmq_msg_size(&frame)))
    return (bytes, zmq_msg_more(&frame) != 0)
  }

  /// Sends frames as one message.
  func send(_ frames: [[UInt8]]) throws(Ended) {
    for (index, frame) in frames.enumerated() {
      let flags = index < frames.count - 1 ? ZMQ_SNDMORE : 0
      while zmq_send(handle, frame, frame.count, flags) < 0 {
        switch zmq_errno() {
        case EINTR: continue
        // Whoever is not there any more is not sent anything.
        case EHOSTUNREACH: return
        default: throw Ended()
        }
      }
    }
  }
}

/// Waits until a message has come or a pipe wakes, for so many milliseconds at most (-1: for ever). Returns which of the two; neither after a signal.
func wait(
  for socket: Socket, or pipe: WakingPipe? = nil, atMost milliseconds: Int
) throws(Socket.Ended) -> (message: Bool, isWoken: Bool) {
  var items = [zmq_pollitem_t(socket: socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)]
  if let pipe {
    items.append(zmq_pollitem_t(socket: nil, fd: pipe.readEnd, events: Int16(ZMQ_POLLIN), revents: 0))
  }
  guard zmq_poll(&items, Int32(items.count), milliseconds) >= 0 else {
    if zmq_errno() == EINTR { return (false, false) }
    throw Socket.Ended()
  }
  return (items[0].revents != 0, items.count > 1 && items[1].revents != 0)
}
