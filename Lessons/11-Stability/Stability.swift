import Arrays
import Classroom
import Experiments

/// What the lesson measures: orbits of Dirac-GAN under each objective, and how each step acts near the equilibrium.
struct Stable {
  /// The equilibrium: the generator is right, and the critic has nothing to say.
  static let equilibrium = Position(theta: 0, psi: 0)

  /// How far the picture of the outward orbits reaches.
  static let reach: Real = 3.5

  let scene: Scene
  let gan = DiracGame(objective: .gan)
  let wgan = DiracGame(objective: .wgan)
  let r1 = DiracGame(objective: .r1, lambda: 0.3)
  let ganOrbit, wganOrbit, clippedOrbit, penalisedOrbit, r1Orbit, nearOrbit, otherOrbit, mirroredOrbit: Once<Orbit>
  let alternatingGAN, alternatingWGAN, alternatingPenalised, alternatingR1: Once<Orbit>

  init(_ scene: Scene) {
    self.scene = scene
    let (gan, wgan, r1) = (gan, wgan, r1)
    ganOrbit = Once { try Orbit(gan, poll: scene.poll) }
    nearOrbit = Once { try Orbit(gan, from: Position(theta: 1e-3, psi: -1e-3), poll: scene.poll) }
    otherOrbit = Once { try Orbit(DiracGame(objective: .gan, form: .nonSaturating), poll: scene.poll) }
    mirroredOrbit = Once { try Orbit(gan, from: Position(theta: 1, psi: 1), poll: scene.poll) }
    wganOrbit = Once { try Orbit(wgan, poll: scene.poll) }
    clippedOrbit = Once { try Orbit(DiracGame(objective: .wgan, clip: 1), poll: scene.poll) }
    penalisedOrbit = Once { try Orbit(DiracGame(objective: .wganGP, lambda: 0.5), poll: scene.poll) }
    r1Orbit = Once { try Orbit(r1, poll: scene.poll) }
    alternatingGAN = Once { try Orbit(alternating: .gan, poll: scene.poll) }
    alternatingWGAN = Once { try Orbit(alternating: .wgan, poll: scene.poll) }
    alternatingPenalised = Once { try Orbit(alternating: .wganGP, lambda: 0.5, poll: scene.poll) }
    alternatingR1 = Once { try Orbit(alternating: .r1, poll: scene.poll) }
  }
}

extension Lesson {
  /// Dirac-GAN: why two networks that learn from each other circle around what both want, and what brings them home.
  public static var stability: Lesson {
    Lesson(
      11, "Stability", "two numbers that chase each other: what circles, what flies apart, what comes home",
      setup: ["use dirac", "critic = network([1], scale(-1))"], state: Stable.init
    ) {
      theChase

      theEigenvalues

      theTurns

      theRemedies

      Simplified(
        """
        Two numbers, no noise, plain gradient descent. Networks have batches that differ, Adam, and five critic steps to one of the
        generator's, and a small cycle may not show in images. Clipping and WGAN-GP do train good generators: what the example shows is
        that nothing in their losses makes the pair come to rest.
        """,
        """
        The critic is a straight line. For networks, Mescheder and others prove that training with R1 converges near an equilibrium with
        perfect fakes, under assumptions and for small enough steps.
        """,
        """
        An eigenvalue speaks of steps near the equilibrium. The clipped WGAN and WGAN-GP never get there, so for them we looked at where
        they stay instead.
        """)
    }
  }
}
