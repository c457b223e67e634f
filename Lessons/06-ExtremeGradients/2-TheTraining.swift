import Classroom
import Display

extension Lesson {
  /// What training makes of the rule.
  @LessonParts<Extremes> static var theTraining: [Recipe<Extremes>] {
    Predict(
      "frozen",
      .about { s in
        """
        A critic 64 wide under c = 1/100: a layer leaves a twentieth of the gradient, so that the first ones get next to none. Train it for
        \(s.length) steps, at a rate of 1/500. How far do its weights move?
        """
      },
      .choice(
        Choice(
          "slowly", "the first layers hardly, the last ones as usual",
          wrong:
            "the last ones hear their gradient in full. But what is it? Scores need differences between samples, and these pass through all layers, too."
        ),
        Choice(
          "all", "all of them, for RMSprop makes steps of one size",
          wrong:
            "it divides by a root that has ε under it, as Keras has it, and beside that ε these gradients are nothing."),
        Choice("none", "not at all")),
      hints: [
        "The last layer's gradient is the difference of what the layer below gives for fakes and for real samples. Through how many layers did that difference come?"
      ]
    ) { s in
      """
      Not at all: after the first step, which clips, no weight moves farther than \(try s.tight().moved), the size of rounding. What
      tells two samples apart shrinks on its way up as gradients do on their way down. The last layers get nearly the same numbers for
      all samples, made of biases; there is nothing to learn from. In lesson 05 the same c was no bad choice, for four layers.
      """
    }

    Predict(
      "aligned",
      .about { s in
        """
        Now c = 1/10. The rule says \(s.narrowGain) per layer, 64 wide: the gradient shrinks, but enough is left to learn from. When
        it has learnt, the gain per layer is …
        """
      },
      .choice(
        Choice(
          "same", "the same: the weights stay within c, and so the rule stays true",
          wrong: "the rule has two premises, and only one is about c. What does learning do to signs like coin flips?"),
        Choice(
          "less", "less: clipping takes something from the weights at every step",
          wrong: "it takes from those beyond c alone; nearly all were at c from the first step on."),
        Choice(
          "one", "near 1: the optimiser finds what lets gradients through",
          wrong:
            "nothing in the loss asks for gradients of one size. What it asks for is steepness, and it rises with every layer's gain."
        ),
        Choice("more", "more, above 1: the gradient explodes")),
      hints: [
        "The loss falls as the critic gets steeper. Is a product of matrices steeper when their signs cancel, or when they agree?"
      ]
    ) { s in
      """
      More: \(try s.loose().ladder.gain). Learning makes the signs agree, and then numbers add up instead of their squares: a layer's
      gain tends to something like c·W/2 = \(s.alignedGain), with half of the ReLUs open, and can be c·W with all of them. The bound that
      let gradients vanish lets them explode, a few hundred steps later.
      """
    }

    See(
      "trained",
      .about { s in
        """
        After \(s.length) steps, 64 wide: the norm of the gradient at each layer, of two clipped critics and of one whose slope is
        penalised (lesson 09). The axis counts powers of ten.
        """
      }
    ) { s in
      let columns = [("c = 1/100", try s.tight()), ("c = 1/10", try s.loose()), ("penalised", try s.penalised())]
      return [
        .lines(
          x: Axis("layer"), y: Axis("‖gradient‖", scale: .logarithmic),
          at: columns[0].1.ladder.norms.indices.map { Double($0 + 1) }, columns.map { ($0.0, $0.1.ladder.norms) })
      ]
    }

    Check(
      "extremes",
      "Gradients vanish, or explode; under the penalty they do neither. (Span: the greatest norm over the least.)"
    ) { s in
      let (tight, loose, penalised) = (try s.tight(), try s.loose(), try s.penalised())
      return [
        .equal("gain per layer, c = 1/100", tight.ladder.gain, to: DeepCritic().expectedGain, within: 0.02),
        .below("how far any weight moved, c = 1/100", tight.moved, 1e-6),
        .above("gain per layer, c = 1/10", loose.ladder.gain, 1.5),
        .above("share of weights at the bound, c = 1/10", loose.atBound, 0.5),
        .equal("gain per layer, penalised", penalised.ladder.gain, to: 1, within: 0.25),
        .above("span, c = 1/100", tight.ladder.span, 1e6),
        .above("span, c = 1/10", loose.ladder.span, 100),
        .below("span, penalised", penalised.ladder.span, 10),
      ]
    }

    Read(
      "why",
      """
      Why is the penalised ladder flat? Its weights begin at He's deviation, level as you found, and nothing then pushes all layers one
      way: a penalty on the slope of the whole critic, ‖∇D(x̂)‖, does not care how its layers share it. Clipping acts on each weight, and
      what it does to one layer is done twelve times.

      This is the first extreme that clipping leads to. The second is for the next lesson: what a critic whose weights are mostly -c or
      c says of data.
      """)
  }
}
