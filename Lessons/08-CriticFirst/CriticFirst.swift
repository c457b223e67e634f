import Classroom

/// What the lesson measures: a critic that gets ahead, one that is frozen, and one that is given a lead.
struct First {
  let scene: Scene
  let gan, clipped, penalised: Once<[Lead.Reading]>
  let freeze = Once { try Freeze() }
  let cold, warm: Once<Warmup>
  let warmSteps = Once { Double(try Warmup.criticSteps(in: 30)) }
  /// Where critics that are trained alone stop, and how many rounds the two with and without a lead take.
  let end = Lead.checkpoints.last ?? 0, rounds = Warmup.rounds
  /// What the generator gets on the learner's bench.
  let onBench: Live<Lead.Reading>

  init(_ scene: Scene) {
    self.scene = scene
    onBench = Live { try Lead.Reading(scene.experiment()) }
    gan = Once { try Lead.readings("gan", rate: 0.002, poll: scene.poll) }
    clipped = Once { try Lead.readings("wgan", rate: 5e-4, poll: scene.poll) }
    penalised = Once { try Lead.readings("wgan-gp", rate: 0.002, poll: scene.poll) }
    cold = Once { try Warmup(warmup: false, poll: scene.poll) }
    warm = Once { try Warmup(warmup: true, poll: scene.poll) }
  }
}

extension Lesson {
  /// A critic may be trained to the end, a discriminator may not; and how the two take turns.
  public static var criticFirst: Lesson {
    Lesson(
      8, "CriticFirst", "train the critic first: what it says settles, a saturating GAN's fades", setup: Lead.setup,
      state: First.init
    ) {
      theCurves

      theFreeze

      theLead

      Simplified(
        .about { s in
          """
          We stopped at \(s.end) steps. A critic's gradient still moves a little after that, with each batch that it sees; a
          discriminator's goes on falling.
          """
        },
        """
        The GAN had the saturating loss. The other one keeps its gradient awake, at the price that lesson 02 measured.
        """,
        """
        The generator was held still while the critic settled. In training it moves, and 5 steps are what both papers found enough
        to follow it, not what a theorem asks for. The image code of WGAN-GP uses 5, too; Keras' example takes 3.
        """,
        "A settled critic is the best that clipping or the penalty allow, not the best there is (lesson 07).")
    }
  }
}
