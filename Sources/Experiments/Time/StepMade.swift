import Arrays

/// A step that was made: whose, and how it was computed, on which its last bits depend.
public struct StepMade: Hashable, Sendable {
  /// Whose step it was.
  public enum Network: UInt8, Sendable {
    case critic, generator

    /// As it is typed.
    public var rawText: String { self == .critic ? "critic" : "generator" }
  }

  /// Whose step it was.
  public let network: Network
  /// Whether it ran as a program; otherwise tensor by tensor.
  public let isRecorded: Bool

  init(_ network: Network, isRecorded: Bool) { (self.network, self.isRecorded) = (network, isRecorded) }

  /// As one byte.
  init(code: UInt8) { self.init(code & 1 == 0 ? .critic : .generator, isRecorded: code & 2 == 0) }
  var code: UInt8 { network.rawValue | (isRecorded ? 0 : 2) }
}

/// Something that was changed between two steps.
public struct RunChange: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case setting(name: String, value: String)
    case amendment(Amendment)
    case fault(name: String, isOn: Bool)
    case numbers(parameter: String, NDArray)
  }

  let kind: Kind

  /// In words: `lambda 1`.
  public var text: String {
    switch kind {
    case .setting(let name, let value): "\(name) \(value)"
    case .fault(let name, let isOn): "fault \(name) \(isOn ? "on" : "off")"
    case .amendment: "the step itself was changed"
    case .numbers(let parameter, _): "\(parameter) was given numbers"
    }
  }
}
