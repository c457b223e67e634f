import CInterruption
import Display
import Foundation

/// The channel that is heard while a cell runs: interruptions and the end.
final class Control: Sendable {
  private let socket: Socket
  private let format: WireFormat
  private let broadcaster: Broadcaster
  private let ending: Ending
  private let information: JSON

  /// How long the main thread may take to end, in seconds.
  private static let patience = 2.0

  init(_ socket: Socket, _ format: WireFormat, _ broadcaster: Broadcaster, _ ending: Ending, information: JSON) {
    (self.socket, self.format, self.broadcaster) = (socket, format, broadcaster)
    (self.ending, self.information) = (ending, information)
  }

  /// Begins to listen, on a thread of its own; without whoever started it the kernel ends.
  func start() {
    beginThread("control") { [self] in
      let parent = ParentProcess()
      defer { socket.close() }
      do {
        while !ending.isWanted {
          _ = try wait(for: socket, atMost: 1000)
          while let frames = try socket.receive(waiting: false) {
            guard let request = format.request(in: frames) else { continue }
            try answer(request)
            if request.type == "shutdown_request" { ending.ask() }
          }
          if parent?.isGone == true { ending.ask() }
        }
      } catch { return }
      ci_request(ci_program())
      let last = ContinuousClock.now + .seconds(Control.patience)
      while !ending.isDone, ContinuousClock.now < last { usleep(5000) }
      if !ending.isDone { _exit(0) }
    }
  }

  private func answer(_ request: Request) throws(Socket.Ended) {
    broadcaster.send(.status("busy", because: request.header))
    defer { broadcaster.send(.status("idle", because: request.header)) }
    switch request.type {
    case "interrupt_request":
      ci_request(ci_program())
      try socket.send(format.frames(of: request.reply(.object([("status", .text("ok"))]))))
    case "shutdown_request":
      let reply = request.reply(Ending.answer(to: request))
      try socket.send(format.frames(of: reply))
      broadcaster.send(Message(toAll: reply.type, reply.content, because: request.header))
    case "kernel_info_request": try socket.send(format.frames(of: request.reply(information)))
    default: break
    }
  }
}

extension Ending {
  /// What is said to whoever wants the end.
  static func answer(to request: Request) -> JSON {
    .object([("status", .text("ok")), ("restart", request.content["restart"] ?? .literal("false"))])
  }
}

/// Whoever started the kernel, where it said that the kernel is to end with it.
private struct ParentProcess {
  private let process = getppid()

  init?() {
    guard let word = getenv("JPY_PARENT_PID"), let number = Int32(String(cString: word)), number > 1 else { return nil }
  }

  /// Whether it has ended.
  var isGone: Bool { getppid() != process }
}
