/// One parameter of a function: what it is called, and how an argument becomes a value of its type.
public struct Parameter<Input> {
  /// What help, messages and the binding of arguments need to know.
  public let description: ParameterDescription
  /// The value that arguments give: none when it was left out, several only for a variadic one.
  let read: ([GivenArgument], CallContext) throws(Problem) -> Input

  /// The value that the arguments for it give: none where it was left out.
  public func value(of arguments: [GivenArgument], _ context: CallContext) throws(Problem) -> Input {
    try read(arguments, context)
  }

  /// A parameter from its description and its reader.
  public init(
    _ description: ParameterDescription, read: @escaping ([GivenArgument], CallContext) throws(Problem) -> Input
  ) {
    self.description = description
    self.read = read
  }

  /// A parameter that reads one argument; left out, it takes the default.
  init(
    _ name: String, default preset: Input?, shown: String?, labelOnly: Bool = false,
    _ read: @escaping (Value, CallContext) throws(Problem) -> Input
  ) {
    self.init(
      ParameterDescription(
        name: name, presence: preset == nil ? .required : .optional(shown ?? ""), labelOnly: labelOnly)
    ) { (arguments, context) throws(Problem) in
      guard let argument = arguments.first else {
        guard let preset else { throw Problem("\(context.name) needs \(name)", hint: "Give it as an argument.") }
        return preset
      }
      do throws(Problem) { return try read(argument.value, context) } catch { throw error.located(at: argument.range) }
    }
  }
}

extension Parameter {
  /// The same parameter, its value made another.
  public func map<Other>(_ transform: @escaping (Input) -> Other) -> Parameter<Other> {
    Parameter<Other>(description) { (arguments, context) throws(Problem) in
      transform(try read(arguments, context))
    }
  }
}

/// What is known of a parameter without its type.
public struct ParameterDescription: Hashable, Sendable {
  /// Whether it must be given.
  public enum Presence: Hashable, Sendable {
    /// It must be given.
    case required
    /// It may be left out; the text says what it is then.
    case optional(String)
    /// It takes all arguments without a label that are left.
    case variadic
  }

  /// What it is called; also its label.
  public let name: String
  /// Whether it must be given.
  public let presence: Presence
  /// Whether its label must be written.
  public let labelOnly: Bool

  /// A description from its parts.
  public init(name: String, presence: Presence, labelOnly: Bool = false) {
    self.name = name
    self.presence = presence
    self.labelOnly = labelOnly
  }

  /// How the signature shows it: `x`, `axes: all`, `…extents`.
  public var signature: String {
    switch presence {
    case .required: name
    case .optional(let preset): "\(name): \(preset)"
    case .variadic: "…\(name)"
    }
  }
}
