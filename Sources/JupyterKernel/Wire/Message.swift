import Display

/// What the kernel says.
struct Message: Sendable {
  /// What sort of message it is.
  let type: String
  /// What it says.
  let content: JSON
  /// What is said about that.
  var metadata = JSON.object([])
  /// The header of what it belongs to.
  let parent: [UInt8]
  /// The frames that lead to whom it is sent: a client, or a topic for everybody.
  let receiver: [[UInt8]]

  /// An answer to a client.
  init(_ type: String, _ content: JSON, parent: [UInt8], to receiver: [[UInt8]]) {
    (self.type, self.content, self.parent, self.receiver) = (type, content, parent, receiver)
  }

  /// Something that everybody is told, because of what one client asked or of nothing.
  init(toAll type: String, _ content: JSON, because parent: [UInt8] = Message.none) {
    self.init(type, content, parent: parent, to: [Array("kernel.\(type)".utf8)])
  }

  /// No header.
  static let none = Array("{}".utf8)

  /// Whether the kernel is at work.
  static func status(_ state: String, because parent: [UInt8] = Message.none) -> Message {
    Message(toAll: "status", .object([("execution_state", .text(state))]), because: parent)
  }
}
