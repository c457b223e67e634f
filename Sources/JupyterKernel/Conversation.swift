import CInterruption
import Display
import Notebook
import Workbench

/// The main thread's part: it answers on the shell channel, one request after the other, and runs cells.
final class Conversation {
  /// The session.
  let session: Session
  /// Where its outputs go.
  let sink: NotebookSink
  /// What the kernel says about itself.
  let information: JSON
  /// Whether requests to run cells that wait already are to be passed over: the cell before them has failed.
  var abortsFollowers = false

  private let workbench: Workbench
  private let socket: Socket
  private let format: WireFormat
  private let broadcaster: Broadcaster
  private let ending: Ending

  /// How long requests that are on their way when a cell fails may take to arrive, in milliseconds.
  private static let grace = 20

  init(
    _ workbench: Workbench, _ sink: NotebookSink, _ socket: Socket, _ format: WireFormat, _ broadcaster: Broadcaster,
    _ ending: Ending, information: JSON
  ) {
    (self.workbench, self.sink, self.socket, self.format) = (workbench, sink, socket, format)
    (self.broadcaster, self.ending, self.information) = (broadcaster, ending, information)
    session = workbench.session
  }

  /// Answers until the end is wanted.
  func run() {
    defer { socket.close() }
    do {
      while !ending.isWanted {
        guard try wait(for: socket, or: ending.pipe, atMost: -1).message else { continue }
        while !ending.isWanted, let request = try next() { try answer(request) }
      }
    } catch {}
  }

  /// Everybody is told.
  func tell(_ message: Message) { broadcaster.send(message) }

  /// The kernel is to end.
  func end() { ending.ask() }

  /// The next message that is one; `nil` where none has come.
  private func next() throws(Socket.Ended) -> Request? {
    while let frames = try socket.receive(waiting: false) {
      if let request = format.request(in: frames) { return request }
    }
    return nil
  }

  private func answer(_ request: Request) throws(Socket.Ended) {
    guard let answer = Answer.all[request.type] else { return }
    // What was wished before this request is not meant for it.
    ci_clear(ci_program())
    guard !ending.isWanted else { return }
    tell(.status("busy", because: request.header))
    let content = answer.content(self, request)
    let followers = try abortsFollowers ? arrived() : []
    abortsFollowers = false
    if let content { try socket.send(format.frames(of: request.reply(content))) }
    tell(.status("idle", because: request.header))
    for follower in followers {
      if follower.type == Answer.execute.type { try pass(over: follower) } else { try self.answer(follower) }
    }
  }

  /// What was sent before anybody could know that the cell fails.
  private func arrived() throws(Socket.Ended) -> [Request] {
    var requests: [Request] = []
    while try wait(for: socket, atMost: Conversation.grace).message {
      while let request = try next() { requests.append(request) }
    }
    return requests
  }

  /// Says that a cell was not run.
  private func pass(over request: Request) throws(Socket.Ended) {
    tell(.status("busy", because: request.header))
    try socket.send(format.frames(of: request.reply(.object([("status", .text("aborted"))]))))
    tell(.status("idle", because: request.header))
  }
}
