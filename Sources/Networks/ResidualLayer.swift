import Arrays
import Autodiff
import Refusals

extension Layer {
  /// x + f(x), f being layers in a row that keep a sample's shape. He et al. 2016.
  ///
  /// Parameters are called after the layer in the row and what they are there: `dense1weight`.
  public static func residual(_ layers: [Layer]) -> Layer {
    Layer(
      .residual, .layers(layers.map(\.spec)),
      recipes: { input throws(Refusal) in try ResidualRow(layers, input).recipes },
      apply: { x, parameters, mode throws(Refusal) in
        var y = x, first = 0
        var updates: [(position: Int, value: Tensor)] = []
        for layer in layers {
          let count = try layer.recipes(y.shape).count
          let result = try layer.apply(y, Array(parameters[first..<first + count]), mode)
          updates += result.updates.map { (first + $0.position, $0.value) }
          (y, first) = (result.output, first + count)
        }
        return Result(x + y, updates: updates)
      }
    ).mixing(layers.contains(where: \.mixesSamples))
  }
}

/// The layers of a residual connection on an input: their parameters, named apart.
private struct ResidualRow {
  private(set) var recipes: [Layer.Recipe] = []

  init(_ layers: [Layer], _ input: Shape) throws(Refusal) {
    var shape = input, counts: [String: Int] = [:]
    for layer in layers {
      counts[layer.stage, default: 0] += 1
      let name = "\(layer.stage)\(counts[layer.stage, default: 1])"
      let own = try layer.recipes(shape)
      recipes += own.map { Layer.Recipe(name + $0.name, $0.shape, $0.initializer, isTrainable: $0.isTrainable) }
      for recipe in own { try recipe.shape.checkSize("residual") }
      shape = try layer.apply(Tensor(placeholder: shape), own.map { Tensor(placeholder: $0.shape) }).output.shape
    }
    guard shape == input else {
      throw Refusal(
        "residual", "its layers make \(shape) of \(input), which cannot be added",
        "Choose layers that keep the shape: dense with as many units as come in, conv with as many channels.")
    }
  }
}
