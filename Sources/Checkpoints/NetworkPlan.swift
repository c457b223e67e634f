import Arrays
import Autodiff
import Networks
import Refusals

/// What a network of some layers holds, before a number is made: so that a file's tensors can be judged first.
struct NetworkPlan {
  /// A parameter to be.
  struct Part {
    let name: String
    let shape: Shape
    let isTrainable: Bool
  }

  let input: Shape
  let layers: [Layer]
  /// The parameters in the network's order.
  let parts: [Part]

  /// The plan of a network; throws which layer does not take what it is given. Names are numbered as `Network` numbers them.
  init(_ name: String, _ network: NetworkSpec) throws(Refusal) {
    var parts: [Part] = [], counts: [String: Int] = [:]
    var shape = Shape([2] + network.input.extents)  // batch norm refuses a sample alone
    let given = Tensor(placeholder: shape)
    for layer in network.layers {
      let number = counts[layer.stage, default: 0] + 1
      counts[layer.stage] = number
      let recipes = try layer.recipes(shape)
      for recipe in recipes {
        let part = Part(
          name: "\(name).\(layer.stage)\(number).\(recipe.name)", shape: recipe.shape, isTrainable: recipe.isTrainable)
        try part.shape.checkSize(part.name)
        parts.append(part)
      }
      shape = try layer.apply(
        Tensor(placeholder: shape), recipes.map { Tensor(placeholder: $0.shape) }, .batch.given(given)
      ).output.shape
    }
    (input, layers, self.parts) = (network.input, network.layers, parts)
  }
}
