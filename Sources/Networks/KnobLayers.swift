import Arrays
import Autodiff
import Refusals

// Layers of a single trainable number, for networks that can be followed by hand.

extension Layer {
  /// Puts one trainable number θ before a sample's own: u becomes (θ, u). With no numbers of its own, a sample becomes θ.
  public static func knob(_ start: Real) -> Layer {
    Layer(
      .knob, .number(start),
      recipes: { input throws(Refusal) in
        guard input.rank == 2 else {
          throw Refusal("knob", "the input is \(input)", "It takes [batch × numbers]; put flatten() before it.")
        }
        return [Recipe("theta", [1, 1], .constant(start))]
      },
      apply: { x, parameters throws(Refusal) in
        Result(try concatenated([parameters[0].broadcast(to: [x.shape[0], 1]), x], axis: 1))
      }
    ).stretching(.atMost(1))
  }

  /// Each number times one trainable number.
  public static func scale(_ start: Real) -> Layer { number(.scale, "factor", start) { x, factor in x * factor } }

  /// Each number plus one trainable number.
  public static func shift(_ start: Real) -> Layer { number(.shift, "offset", start) { x, offset in x + offset } }

  private static func number(
    _ kind: LayerKind, _ name: String, _ start: Real, _ function: @escaping @Sendable (Tensor, Tensor) -> Tensor
  ) -> Layer {
    Layer(
      kind, .number(start), recipes: { _ throws(Refusal) in [Recipe(name, [1], .constant(start))] },
      apply: { x, parameters throws(Refusal) in Result(function(x, parameters[0])) }
    ).stretching(.linear)
  }
}
