import CInterruption
import Display
import Foundation
import Notebook
import Refusals
import Signals
import Workbench

/// A session that notebooks talk to: the channels of one connection, each socket with its own thread, and a workbench on the main thread.
public final class Kernel {
  private let context: Context
  private let ending = Ending()
  private let broadcaster: Broadcaster
  private let shell: Socket
  private let input: Socket
  private let format: WireFormat
  private let information: JSON

  /// A kernel that listens from here on and is alive; what it is asked waits until it runs. `version` is what `version` prints.
  public init(_ connection: Connection, version: String) throws(Refusal) {
    let context = try Context()
    func socket(_ kind: Socket.Kind, _ channel: Connection.Channel) throws(Refusal) -> Socket {
      try Socket(kind, connection.address(of: channel), of: "the \(channel.rawValue) channel", in: context)
    }
    self.context = context
    let heartbeat = try socket(.reply, .hb)
    shell = try socket(.router, .shell)
    input = try socket(.router, .stdin)
    format = WireFormat(key: connection.key)
    broadcaster = Broadcaster(try socket(.publisher, .iopub), format)
    information = KernelInformation(version: version).content
    let control = Control(try socket(.router, .control), format, broadcaster, ending, information: information)
    startHeartbeat(heartbeat)
    broadcaster.start()
    control.start()
    broadcaster.send(.status("starting"))
  }

  /// Talks on the calling thread, which has to be the main one, until the end is wanted; the workbench is made with the output that it is to
  /// show to.
  public func run(_ workbench: (any OutputSink) throws -> Workbench) rethrows {
    _ = SignalActions([SIGINT]) { _ in ci_request(ci_program()) }
    let sink = NotebookSink(broadcaster)
    let conversation = Conversation(
      try workbench(sink), sink, shell, format, broadcaster, ending, information: information)
    broadcaster.send(.status("idle"))
    conversation.run()
    ending.reach()
    broadcaster.drain()
    input.close()
    context.end()
  }
}
