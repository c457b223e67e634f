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
  init(_ name: String, input: Shape, _ layers: [Layer]) throws(Refusal) {
    var parts: [Part] = [], counts: [String: Int] = [:]
    var shape = Shape([2] + input.extents)  // batch norm refuses a sample alone
    for layer in layers {
      let number = counts[layer.kind, default: 0] + 1
      counts[layer.kind] = number
      let recipes = try layer.recipes(shape)
      for recipe in recipes {
        let part = Part(
          name: "\(name).\(layer.kind)\(number).\(recipe.name)", shape: recipe.shape, isTrainable: recipe.isTrainable)
        try part.shape.checkSize(part.name)
        parts.append(part)
      }
      shape = try layer.apply(Tensor(placeholder: shape), recipes.map { Tensor(placeholder: $0.shape) }).output.shape
    }
    (self.input, self.layers, self.parts) = (input, layers, parts)
  }

  /// The network as it is typed: `network([2], dense(64), relu(), dense(1))`.
  static func text(input: Shape, _ layers: [Layer]) -> String {
    let shape = "[" + input.extents.map(String.init).joined(separator: ", ") + "]"
    return "network(" + ([shape] + layers.map { "\($0.kind)(\($0.details))" }).joined(separator: ", ") + ")"
  }
}
