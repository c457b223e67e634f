import Display
import Foundation
import Signals
import Synchronization

/// Tells everybody: outputs and states, in the order in which they were given. What streams hold is gathered for some milliseconds, so that a
/// loop that prints does not make a message of every line.
final class Broadcaster: Sendable {
  /// Lines of a stream that go on.
  private struct Stream {
    let name: String
    var text: String
    let parent: [UInt8]

    var message: Message {
      Message(toAll: "stream", .object([("name", .text(name)), ("text", .text(text))]), because: parent)
    }
  }

  private struct Queue {
    var messages: [Message] = []
    /// What comes after the messages.
    var stream: Stream?
    /// How many bytes of lines wait.
    var size = 0
    /// Whether the thread that sends has messages in its hands.
    var isSending = false
    /// Whether it has ended.
    var isClosed = false

    var isEmpty: Bool { messages.isEmpty && stream == nil }

    /// Another message follows the lines.
    mutating func closeStream() {
      if let stream { messages.append(stream.message) }
      stream = nil
    }
  }

  /// How long lines are gathered, in seconds.
  private static let pause = 0.03
  /// Whoever prints waits once so much is waiting.
  private static let most = 64 << 20

  private let queue = Mutex(Queue())
  private let pipe = WakingPipe()
  private let socket: Socket
  private let format: WireFormat

  /// A broadcaster through a socket.
  init(_ socket: Socket, _ format: WireFormat) { (self.socket, self.format) = (socket, format) }

  /// Tells a message.
  func send(_ message: Message) {
    add { queue in
      queue.closeStream()
      queue.messages.append(message)
    }
  }

  /// Tells lines of a stream, `stdout` or `stderr`.
  func send(_ text: String, to name: String, because parent: [UInt8]) {
    add { queue in
      queue.size += text.utf8.count
      if queue.stream?.name == name, queue.stream?.parent == parent {
        queue.stream?.text += text
      } else {
        queue.closeStream()
        queue.stream = Stream(name: name, text: text, parent: parent)
      }
    }
  }

  private func add(_ change: (inout Queue) -> Void) {
    while queue.withLock({ $0.size > Broadcaster.most && !$0.isClosed }) { usleep(2000) }
    queue.withLock { change(&$0) }
    pipe.wake()
  }

  /// Waits until all was handed to the network.
  func drain() {
    while queue.withLock({ !$0.isClosed && ($0.isSending || !$0.isEmpty) }) { usleep(1000) }
  }

  /// Begins to send, on a thread of its own.
  func start() { beginThread("iopub") { [self] in work() } }

  private func work() {
    defer {
      queue.withLock { $0.isClosed = true }
      socket.close()
    }
    var lastLines = ContinuousClock.now - .seconds(1)
    do {
      while true {
        let (hasEvent, isWoken) = try wait(for: socket, or: pipe, atMost: -1)
        if hasEvent { try greet() }
        guard isWoken else { continue }
        pipe.take()
        while onlyLinesWait, ContinuousClock.now - lastLines < .seconds(Broadcaster.pause) { usleep(3000) }
        if try sendAll() { lastLines = .now }
      }
    } catch {}
  }

  /// Whether lines wait, not too many, and nothing else.
  private var onlyLinesWait: Bool {
    queue.withLock { $0.messages.isEmpty && $0.stream != nil && $0.size < 1 << 20 }
  }

  /// Sends what waits; returns whether it ended with lines.
  private func sendAll() throws(Socket.Ended) -> Bool {
    let (messages, hasLines) = queue.withLock { queue in
      let hasLines = queue.stream != nil
      queue.closeStream()
      defer { (queue.messages, queue.size, queue.isSending) = ([], 0, true) }
      return (queue.messages, hasLines)
    }
    for message in messages { try socket.send(format.frames(of: message)) }
    queue.withLock { $0.isSending = false }
    return hasLines
  }

  /// Greets whoever begins to listen: from here on nothing is missed.
  private func greet() throws(Socket.Ended) {
    while let frames = try socket.receive(waiting: false) {
      guard let event = frames.first, event.first == 1 else { continue }
      let topic = Array(event.dropFirst())
      guard let name = String(validating: topic, as: UTF8.self) else { continue }
      let content = JSON.object([("subscription", .text(name))])
      try socket.send(
        format.frames(of: Message("iopub_welcome", content, parent: Message.none, to: [topic])))
    }
  }
}
