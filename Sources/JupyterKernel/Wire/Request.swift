import Display

/// What a client asks.
struct Request: Sendable {
  /// The frames that lead back to it.
  let sender: [[UInt8]]
  /// What sort of message it is, such as `execute_request`.
  let type: String
  /// Its header as it came: what answers name as their parent.
  let header: [UInt8]
  /// What it says.
  let content: JSON

  /// What answers it: `execute_reply` for `execute_request`.
  func reply(_ content: JSON) -> Message {
    let stem = type.hasSuffix("_request") ? String(type.dropLast("_request".count)) : type
    return Message(stem + "_reply", content, parent: header, to: sender)
  }
}
