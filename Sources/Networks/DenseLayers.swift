import Arrays
import Autodiff
import Refusals

extension Layer {
  /// `x·weight + bias` with `units` outputs.
  public static func dense(
    _ units: Int, initializer: Initializer? = nil, named name: InitializerName = .glorot
  ) -> Layer {
    Layer(
      .dense, .whole(units), .word(name.rawValue),
      recipes: { input throws(Refusal) in
        guard input.rank == 2 else {
          throw Refusal("dense", "the input is \(input)", "It takes [batch × features]; put flatten() before it.")
        }
        return [
          Recipe("weight", [input[1], units], initializer ?? name.initializer),
          Recipe("bias", [units], .uniform(bound: 1 / Real(max(1, input[1])).squareRoot())),
        ]
      },
      apply: { x, parameters throws(Refusal) in
        Result(try Autodiff.dense(x, parameters[0], parameters[1]))
      }
    ).stretching(.linear)
  }

  /// All axes but the batch as one.
  public static let flatten: Layer = Layer(.flatten) { x throws(Refusal) in x.flattened }.stretching(.atMost(1))

  /// Each sample under another shape.
  public static func reshape(_ sample: Shape) -> Layer {
    Layer(.reshape, .extents(sample.extents)) { x throws(Refusal) in
      try x.reshaped(checking: Shape([x.shape.extents.first ?? 1] + sample.extents))
    }.stretching(.atMost(1))
  }
}
