import Arrays
import Autodiff
import Refusals

/// Layers in a row, with their parameters.
public struct Network {
  /// One layer with its name (`conv1`), the shape that it gives to a sample, and its parameters.
  public struct Stage {
    /// The layer's kind, numbered: `conv1`, `conv2`, `dense1`.
    public let name: String
    /// What it computes.
    public let layer: Layer
    /// The output's shape without the batch axis.
    public let output: Shape
    /// Its parameters in the layer's order.
    public let parameters: [Parameter]
  }

  /// What a network gave for a batch.
  public struct Evaluation {
    /// `[batch × …]`
    public let output: Tensor
    /// What kept parameters become if this batch counts as training, as pairs of an index into `parameters` and its numbers.
    public let updates: [(index: Int, value: Tensor)]
  }

  /// `critic` or `generator`: the first part of each parameter's name.
  public let name: String
  /// What it takes, without the batch axis.
  public let input: Shape
  /// The layers, first to last.
  public let stages: [Stage]
  /// Where the numbers of all its parameters live.
  public let memory: ParameterMemory

  /// Builds a network for samples of shape `input`; throws which layer does not take what it is given, before a number is drawn.
  ///
  /// Parameters are drawn from streams named after them, so equal names and seeds give equal numbers.
  public init(_ name: String, input: Shape, _ layers: [Layer], random: Random) throws(Refusal) {
    let plans = try Network.plans(name, input, layers)
    try Shape([plans.flatMap(\.recipes).reduce(0) { $0 + $1.shape.count }]).checkRoom(name)
    self.name = name
    self.input = input
    let memory = ParameterMemory(for: plans.flatMap(\.recipes))
    var slices = memory.slices[...]
    stages = plans.map { plan in
      let parameters = plan.recipes.map { recipe in
        let fullName = "\(name).\(plan.name).\(recipe.name)"
        return Parameter(
          name: fullName, isTrainable: recipe.isTrainable,
          value: recipe.initializer.values(recipe.shape, named: fullName, random), at: slices.removeFirst())
      }
      return Stage(name: plan.name, layer: plan.layer, output: plan.output, parameters: parameters)
    }
    self.memory = memory
  }

  /// A stage whose parameters are still to be made.
  private struct Plan {
    let name: String
    let layer: Layer
    let recipes: [Layer.Recipe]
    let output: Shape
  }

  /// Follows a sample's shape through the layers.
  private static func plans(_ name: String, _ input: Shape, _ layers: [Layer]) throws(Refusal) -> [Plan] {
    var plans: [Plan] = []
    var shape = Shape([2] + input.extents)  // batch norm refuses a sample alone
    let given = Tensor(placeholder: shape)
    var counts: [String: Int] = [:]
    var size = 0
    for layer in layers {
      counts[layer.stage, default: 0] += 1
      let stage = "\(layer.stage)\(counts[layer.stage, default: 1])"
      let recipes = try layer.recipes(shape)
      for recipe in recipes {
        try recipe.shape.checkSize("\(name).\(stage).\(recipe.name)")
        size += recipe.shape.count
      }
      try check(size, at: "\(name).\(stage)")
      shape = try layer.apply(
        Tensor(placeholder: shape), recipes.map { Tensor(placeholder: $0.shape) }, .batch.given(given)
      ).output.shape
      plans.append(
        Plan(name: stage, layer: layer, recipes: recipes, output: Shape(Array(shape.extents.dropFirst()))))
    }
    return plans
  }

  /// The most numbers that one network holds: 2²⁶, a quarter of a gibibyte, which training multiplies by seven.
  public static let largestCount = 1 << 26

  private static func check(_ size: Int, at place: String) throws(Refusal) {
    guard size > largestCount else { return }
    throw Refusal(
      place, "up to here the network would hold \(size) numbers",
      "A network holds at most \(largestCount); use fewer or narrower layers.")
  }

  /// All parameters, in order.
  public var parameters: [Parameter] { stages.flatMap(\.parameters) }
  /// Those that the optimiser changes.
  public var trainable: [Parameter] { parameters.filter(\.isTrainable) }
  /// What it gives, without the batch axis.
  public var output: Shape { stages.last?.output ?? input }

  /// The output for a batch `[batch × …]`, through the present parameters.
  public func callAsFunction(_ x: Tensor, _ mode: LayerMode = .batch) throws(Refusal) -> Tensor {
    try evaluate(x, parameters.map(\.tensor), mode).output
  }

  /// What some of the stages in a row make of what the one before them gives, through the present parameters.
  public func callAsFunction(_ x: Tensor, stages part: Range<Int>, _ mode: LayerMode = .batch) throws(Refusal) -> Tensor
  {
    let input = part.lowerBound == 0 ? input : stages[part.lowerBound - 1].output
    let name =
      "\(name)\(part.count == 1 ? ".\(stages[part.lowerBound].name)" : "[\(part.lowerBound):\(part.upperBound)]")"
    try Network.check(x, takes: input, name)
    let mode = part.lowerBound == 0 ? mode.given(x) : mode
    var x = x
    for stage in stages[part] { x = try stage.layer.apply(x, stage.parameters.map(\.tensor), mode).output }
    return x
  }

  /// The output through the present numbers, with no gradient for the parameters: the frozen network of the generator's step.
  public func frozen(_ x: Tensor) throws(Refusal) -> Tensor {
    try evaluate(x, parameters.map(\.tensor.detached)).output
  }

  /// The output for a batch and given parameter tensors, in the order of `parameters`.
  public func evaluate(_ x: Tensor, _ tensors: [Tensor], _ mode: LayerMode = .batch) throws(Refusal) -> Evaluation {
    try Network.check(x, takes: input, name)
    let mode = mode.given(x)
    var x = x
    var first = 0
    var updates: [(index: Int, value: Tensor)] = []
    for stage in stages {
      let count = stage.parameters.count
      let result = try stage.layer.apply(x, Array(tensors[first..<first + count]), mode)
      for update in result.updates { updates.append((first + update.position, update.value)) }
      x = result.output
      first += count
    }
    return Evaluation(output: x, updates: updates)
  }

  private static func check(_ x: Tensor, takes input: Shape, _ name: String) throws(Refusal) {
    guard x.shape.rank == input.rank + 1, Array(x.shape.extents.dropFirst()) == input.extents else {
      let expected = "[batch" + input.extents.map { "×\($0)" }.joined() + "]"
      throw Refusal(name, "x is \(x.shape), it takes \(expected)", "The first axis counts the samples.")
    }
  }

  /// What goes into each layer, and what comes out of the last, without history.
  public func passages(of x: Tensor, _ tensors: [Tensor]) throws(Refusal) -> [Tensor] {
    var outputs = [x], first = 0
    for stage in stages {
      let own = Array(tensors[first..<first + stage.parameters.count])
      outputs.append(try stage.layer.apply(outputs[outputs.count - 1], own, .batch.given(x)).output.detached)
      first += own.count
    }
    return outputs
  }

  /// Whether an output depends on other samples of its batch.
  public var mixesSamples: Bool { stages.contains(where: \.layer.mixesSamples) }

  /// Whether a layer refuses a sample alone: batch norm where each channel has one number a sample.
  public var needsSeveralSamples: Bool {
    stages.contains { $0.layer.mixesSamples && $0.output.count == $0.output.extents.last }
  }

  /// How many numbers it holds, and how many of them are trained.
  public var parameterCount: (all: Int, trainable: Int) {
    (parameters.reduce(0) { $0 + $1.value.count }, trainable.reduce(0) { $0 + $1.value.count })
  }
}
