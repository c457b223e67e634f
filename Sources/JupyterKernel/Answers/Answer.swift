import Display

/// What answers one type of request that the main thread is asked.
struct Answer: Sendable {
  /// The request's type.
  let type: String
  /// The content of the reply; `nil` for what is not replied to.
  let content: @Sendable (Conversation, Request) -> JSON?

  /// All of them.
  static let all: [String: Answer] = Dictionary(
    uniqueKeysWithValues: [kernelInfo, execute, complete, inspect, isComplete, history, commInfo, commOpen, shutdown]
      .map { ($0.type, $0) })

  /// Who answers.
  static let kernelInfo = Answer(type: "kernel_info_request") { conversation, _ in conversation.information }

  /// No channels of widgets are open: there are none.
  static let commInfo = Answer(type: "comm_info_request") { _, _ in
    .object([("status", .text("ok")), ("comms", .object([]))])
  }

  /// A channel for a widget that a frontend opens is closed at once.
  static let commOpen = Answer(type: "comm_open") { conversation, request in
    let content = JSON.object([("comm_id", request.content["comm_id"] ?? .text("")), ("data", .object([]))])
    conversation.tell(Message(toAll: "comm_close", content, because: request.header))
    return nil
  }

  /// The end; older clients ask for it here.
  static let shutdown = Answer(type: "shutdown_request") { conversation, request in
    let content = Ending.answer(to: request)
    conversation.tell(Message(toAll: "shutdown_reply", content, because: request.header))
    conversation.end()
    return content
  }
}

extension JSON {
  /// An error without a place.
  static func refusal(_ name: String, _ message: String) -> JSON {
    .object([
      ("status", .text("error")), ("ename", .text(name)), ("evalue", .text(message)),
      ("traceback", .list([.text(message)])),
    ])
  }

  /// The members of something that went well.
  static func ok(_ members: [(String, JSON)]) -> JSON { .object([("status", .text("ok"))] + members) }
}
