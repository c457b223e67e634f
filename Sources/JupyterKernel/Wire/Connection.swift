import Display
import Files
import Notebook
import Refusals
import Texts

/// Where a kernel listens, as the file says that whoever starts it writes.
public struct Connection: Sendable {
  /// The channels.
  enum Channel: String, CaseIterable {
    case shell, control, stdin, iopub, hb
  }

  /// What signs messages; empty for nothing.
  let key: String
  private let transport: String
  private let host: String
  private let ports: [Channel: Int]

  /// The largest file that is one.
  private static let largest = 1 << 16

  /// What a file says.
  public init(file path: String) throws(Refusal) {
    let bytes = try ByteStore(path: path, name: path).contents(limit: Connection.largest)
    let value: JSON
    do { value = try JSONReader.value(of: bytes) } catch {
      throw Connection.refusal(path, "it is no JSON (\(error.message))")
    }
    try self.init(value, path)
  }

  private init(_ value: JSON, _ path: String) throws(Refusal) {
    guard value.members != nil else { throw Connection.refusal(path, "it is no JSON object") }
    transport = value["transport"]?.text ?? "tcp"
    guard ["tcp", "ipc"].contains(transport) else {
      throw Connection.refusal(path, "its transport is \(quoted(transport)), which is neither tcp nor ipc")
    }
    guard let host = value["ip"]?.text, !host.isEmpty else { throw Connection.refusal(path, "it says no ip") }
    let scheme = value["signature_scheme"]?.text ?? "hmac-sha256"
    key = value["key"]?.text ?? ""
    guard key.isEmpty || scheme == "hmac-sha256" else {
      throw Connection.refusal(path, "its signature_scheme is \(quoted(scheme)), and hmac-sha256 is what there is")
    }
    var ports: [Channel: Int] = [:]
    for channel in Channel.allCases {
      let name = "\(channel.rawValue)_port"
      guard let port = value[name]?.whole, (1...65_535).contains(port) else {
        throw Connection.refusal(path, "its \(name) is no number from 1 to 65535")
      }
      ports[channel] = port
    }
    (self.host, self.ports) = (host, ports)
  }

  /// Where a channel listens.
  func address(of channel: Channel) -> String {
    "\(transport)://\(host)\(transport == "tcp" ? ":" : "-")\(ports[channel] ?? 0)"
  }

  private static func refusal(_ path: String, _ problem: String) -> Refusal {
    Refusal(quoted(path), problem, "Whoever starts a kernel writes this file: let Jupyter start it.")
  }
}
