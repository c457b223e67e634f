import Arrays
import Autodiff
import Refusals

/// One layer as a value: its kind and arguments, which parameters it needs for an input, and what it computes.
public struct Layer: Sendable {
  /// A parameter to be made: its short name (`kernel`), shape and first numbers.
  public struct Recipe: Sendable {
    /// The name within the layer.
    public let name: String
    /// The shape.
    public let shape: Shape
    /// Where the first numbers come from.
    public let initializer: Initializer
    /// Whether the optimiser changes it.
    public let isTrainable: Bool

    /// A parameter to be made.
    public init(_ name: String, _ shape: Shape, _ initializer: Initializer, isTrainable: Bool = true) {
      self.name = name
      self.shape = shape
      self.initializer = initializer
      self.isTrainable = isTrainable
    }
  }

  /// What a layer computed, and what its kept (not trained) parameters become once the step is done.
  public struct Result {
    /// `[batch × …]`
    public let output: Tensor
    /// New numbers for parameters, by their position in the layer.
    public let updates: [(position: Int, value: Tensor)]

    /// A result, without updates unless given.
    public init(_ output: Tensor, updates: [(position: Int, value: Tensor)] = []) {
      self.output = output
      self.updates = updates
    }
  }

  /// How far a layer can move two outputs apart, in units of the distance of their inputs.
  public enum Stretch: Hashable, Sendable {
    /// As far as its linear part does: the operator norm, whatever the layer adds besides.
    case linear
    /// At most so many times as far.
    case atMost(Real)
    /// There is no bound, or it depends on the other samples.
    case unbounded
  }

  /// Its kind and arguments.
  public let spec: LayerSpec
  /// The parameters for an input of this shape (batch included), or why it does not take that input.
  public let recipes: @Sendable (_ input: Shape) throws(Refusal) -> [Recipe]
  private let compute: @Sendable (_ x: Tensor, _ parameters: [Tensor], _ mode: LayerMode) throws(Refusal) -> Result

  /// Its kind: `conv`, `dense`, `relu`.
  public var kind: String { spec.kind }
  /// What its stage in a network is called after: its kind, or that of the layer it wraps.
  public let stage: String

  /// How far it can move two outputs apart.
  public private(set) var stretch = Stretch.unbounded
  /// Whether an output depends on other samples of its batch.
  public private(set) var mixesSamples = false

  /// The output for an input and the layer's parameters.
  public func apply(
    _ x: Tensor, _ parameters: [Tensor], _ mode: LayerMode = .batch
  ) throws(Refusal) -> Result { try compute(x, parameters, mode) }

  /// The same layer, which is known to move outputs no further apart than this.
  func stretching(_ stretch: Stretch) -> Layer {
    var layer = self
    layer.stretch = stretch
    return layer
  }

  /// The same layer, which is known to mix the samples of a batch, or not to.
  func mixing(_ mixes: Bool = true) -> Layer {
    var layer = self
    layer.mixesSamples = mixes
    return layer
  }

  /// A layer of a kind, with an argument for each of its parameters, to which it makes a difference what it is evaluated for.
  init(
    _ kind: LayerKind, _ arguments: LayerArgument..., stage: String? = nil,
    recipes: @escaping @Sendable (Shape) throws(Refusal) -> [Recipe],
    apply: @escaping @Sendable (Tensor, [Tensor], LayerMode) throws(Refusal) -> Result
  ) {
    spec = LayerSpec(kind, arguments)
    self.stage = stage ?? kind.name
    self.recipes = recipes
    compute = apply
  }

  /// A layer of a kind, with an argument for each of its parameters, that has numbers to learn.
  init(
    _ kind: LayerKind, _ arguments: LayerArgument...,
    recipes: @escaping @Sendable (Shape) throws(Refusal) -> [Recipe],
    apply: @escaping @Sendable (Tensor, [Tensor]) throws(Refusal) -> Result
  ) {
    spec = LayerSpec(kind, arguments)
    stage = kind.name
    self.recipes = recipes
    compute = { x, parameters, _ throws(Refusal) in try apply(x, parameters) }
  }

  /// A layer of a kind, with an argument for each of its parameters, that has no numbers to learn.
  init(
    _ kind: LayerKind, _ arguments: LayerArgument..., apply: @escaping @Sendable (Tensor) throws(Refusal) -> Tensor
  ) {
    spec = LayerSpec(kind, arguments)
    stage = kind.name
    recipes = { _ throws(Refusal) in [] }
    compute = { x, _, _ throws(Refusal) in Result(try apply(x)) }
  }
}
