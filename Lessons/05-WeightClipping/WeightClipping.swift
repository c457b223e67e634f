import Classroom

/// What the lesson measures: a bound on slopes, two ways to clip, and where clipped weights go.
struct Clipped {
  let scene: Scene
  let bound = SlopeBound.ganToy
  /// The bound of the critic whose weights are counted, and of the two ways to clip.
  let spreadClip = Double(WeightSpread.clip), waysClip = Double(TwoWays.clip)
  /// The size of the greatest trainable weight on the learner's bench.
  let greatest: Live<Double>
  let ways: Once<TwoWays>
  let spread: Once<WeightSpread.Trained>

  init(_ scene: Scene) {
    self.scene = scene
    greatest = Live {
      let weights = try scene.experiment().critic.network.trainable.flatMap(\.value.numbers)
      return weights.reduce(0) { max($0, Double(abs($1))) }
    }
    ways = Once { try TwoWays(poll: scene.poll) }
    spread = Once { try WeightSpread.trained(poll: scene.poll) }
  }
}

extension Lesson {
  /// The crude bound on a critic's slope, in the article's two ways, and what it does to the weights.
  public static var weightClipping: Lesson {
    Lesson(
      5, "WeightClipping", "a bound on each weight bounds the slope, crudely",
      setup: ["use 8gaussians", "set objective wgan", "set norm batch"], state: Clipped.init
    ) {
      theBound

      theTwoWays

      theExtremes

      Simplified(
        """
        The product of Frobenius norms bounds any critic of dense layers and ReLUs. Batch norm divides by a deviation and can make
        slopes steeper than any product of weights; the bound says nothing about a critic that has it.
        """,
        """
        The critic whose weights we watched was scaled to start inside the bound. One that starts as usual is wider than c, and the
        first step cuts most of it to the bound: counting then would show the cut, not the training.
        """,
        .about { s in
          """
          Its c was \(s.spreadClip) and its rate ten times the paper's. Under c = 1/100 layers as narrow as these let so little gradient
          through that, beside the ε under the root of Keras' RMSprop, hardly a weight moves: the next lesson's subject.
          """
        },
        "Both critics were trained alone, against a generator that stayed as it was.")
    }
  }
}
