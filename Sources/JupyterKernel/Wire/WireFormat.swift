import Display
import Foundation
import Notebook

/// How messages are frames: who asked, `<IDS|MSG>`, the signature, and header, parent, metadata and content as JSON (messaging protocol 5.4).
struct WireFormat: Sendable {
  /// The version of the protocol.
  static let version = "5.4"
  private static let delimiter = Array("<IDS|MSG>".utf8)

  private let signer: Signer
  private let seen = SeenSignatures()
  private let session = UUID().uuidString.lowercased()

  init(key: String) { signer = Signer(key: key) }

  /// What frames ask; `nil` for those that are no message, are signed wrongly or were here before: they are passed over in silence.
  func request(in frames: [[UInt8]]) -> Request? {
    guard let delimiter = frames.firstIndex(of: WireFormat.delimiter), frames.count >= delimiter + 6 else { return nil }
    let signature = frames[delimiter + 1], parts = Array(frames[(delimiter + 2)..<(delimiter + 6)])
    guard signer.accepts(signature, of: parts), seen.isNew(signature) else { return nil }
    guard let header = WireFormat.object(parts[0]), let content = WireFormat.object(parts[3]),
      WireFormat.object(parts[1]) != nil, WireFormat.object(parts[2]) != nil,
      let type = header["msg_type"]?.text, header["msg_id"]?.text != nil
    else { return nil }
    return Request(sender: Array(frames[..<delimiter]), type: type, header: parts[0], content: content)
  }

  private static func object(_ bytes: [UInt8]) -> JSON? {
    guard let value = try? JSONReader.value(of: bytes), value.members != nil else { return nil }
    return value
  }

  /// The frames of a message.
  func frames(of message: Message) -> [[UInt8]] {
    let header = JSON.object([
      ("msg_id", .text(UUID().uuidString.lowercased())), ("session", .text(session)), ("username", .text("kernel")),
      ("date", .text(WireFormat.now)), ("msg_type", .text(message.type)), ("version", .text(WireFormat.version)),
    ])
    let parts = [
      Array(header.line.utf8), message.parent, Array(message.metadata.line.utf8), Array(message.content.line.utf8),
    ]
    return message.receiver + [WireFormat.delimiter, signer.signature(of: parts)] + parts
  }

  /// The time as ISO 8601 has it, to the microsecond.
  private static var now: String {
    var clock = timespec(), parts = tm()
    clock_gettime(CLOCK_REALTIME, &clock)
    gmtime_r(&clock.tv_sec, &parts)
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1,
      Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec), clock.tv_nsec / 1000)
  }
}
