import Arrays

/// A layer as data: its kind and its arguments. What is typed at the prompt, what a checkpoint says and what a layer computes with come
/// from this one value.
public struct LayerSpec: Hashable, Sendable {
  /// What it is called in tables and parameter names: `conv`, `dense`, `relu`.
  public let kind: String
  /// One for each of the kind's parameters, in their order.
  public let arguments: [LayerArgument]
  /// As it is typed: `conv(16, 3, stride: 2)`. Arguments with a label are left out where they are as usual.
  public let text: String

  /// A layer of a kind.
  init(_ kind: LayerKind, _ arguments: [LayerArgument]) {
    (self.kind, self.arguments) = (kind.name, arguments)
    let written = zip(kind.parameters, arguments).compactMap { parameter, argument -> String? in
      guard parameter.isLabelled else { return argument.text }
      return argument == parameter.usual ? nil : "\(parameter.name): \(argument.text)"
    }
    text = "\(kind.name)(\(written.joined(separator: ", ")))"
  }
}

/// An argument of a layer.
public enum LayerArgument: Hashable, Sendable {
  case whole(Int)
  case number(Real)
  case flag(Bool)
  case word(String)
  case extents([Int])
  case layers([LayerSpec])

  /// As it is typed.
  var text: String {
    switch self {
    case .whole(let number): "\(number)"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .word(let word): "\"\(word)\""
    case .extents(let extents): extents.map(String.init).joined(separator: ", ")
    case .layers(let layers): layers.map(\.text).joined(separator: ", ")
    }
  }
}

/// A parameter of a kind of layer.
public struct LayerParameter: Sendable {
  /// What an argument may be.
  public enum Values: Sendable {
    case whole(ClosedRange<Int>)
    case number
    case flag
    case word([String])
    /// All numbers that follow: the extents of a sample.
    case extents
    /// All layers that follow, so many of them.
    case layers(ClosedRange<Int>)
  }

  /// What it is called; also its label.
  public let name: String
  /// What an argument may be.
  public let values: Values
  /// What it is where it is left out; `nil` where it must be given.
  public let usual: LayerArgument?
  /// Whether texts write its label, and leave it out where it is as usual.
  let isLabelled: Bool

  /// A parameter that is written without its label.
  static func plain(_ name: String, _ values: Values, usually usual: LayerArgument? = nil) -> LayerParameter {
    LayerParameter(name: name, values: values, usual: usual, isLabelled: false)
  }

  /// A parameter that is written with its label, where it is not as usual.
  static func labelled(_ name: String, _ values: Values, usually usual: LayerArgument) -> LayerParameter {
    LayerParameter(name: name, values: values, usual: usual, isLabelled: true)
  }
}
