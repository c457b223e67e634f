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
  /// The output for an input and the layer's parameters.
  public let apply: @Sendable (_ x: Tensor, _ parameters: [Tensor]) throws(Refusal) -> Result

  /// What it is called in tables and parameter names: `conv`, `dense`, `relu`.
  public var kind: String { spec.kind }

  /// How far it can move two outputs apart.
  public private(set) var stretch = Stretch.unbounded

  /// How many of the last numbers of the network's input it puts beside its own input; 0 for every layer but `label`.
  public private(set) var carried = 0

  /// The same layer, which carries numbers of the network's input.
  func carrying(_ count: Int) -> Layer {
    var layer = self
    layer.carried = count
    return layer
  }

  /// The output for an input and the layer's parameters, in a network that was given `given`.
  public func apply(_ x: Tensor, _ parameters: [Tensor], given: Tensor) throws(Refusal) -> Result {
    carried > 0 ? Result(try Layer.told(x, given, carried)) : try apply(x, parameters)
  }

  /// The same layer, which is known to move outputs no further apart than this.
  func stretching(_ stretch: Stretch) -> Layer {
    var layer = self
    layer.stretch = stretch
    return layer
  }

  /// A layer of a kind, with an argument for each of its parameters, that has numbers to learn.
  init(
    _ kind: LayerKind, _ arguments: LayerArgument...,
    recipes: @escaping @Sendable (Shape) throws(Refusal) -> [Recipe],
    apply: @escaping @Sendable (Tensor, [Tensor]) throws(Refusal) -> Result
  ) {
    spec = LayerSpec(kind, arguments)
    self.recipes = recipes
    self.apply = apply
  }

  /// A layer of a kind, with an argument for each of its parameters, that has no numbers to learn.
  init(
    _ kind: LayerKind, _ arguments: LayerArgument..., apply: @escaping @Sendable (Tensor) throws(Refusal) -> Tensor
  ) {
    spec = LayerSpec(kind, arguments)
    recipes = { _ throws(Refusal) in [] }
    self.apply = { x, _ throws(Refusal) in Result(try apply(x)) }
  }
}
