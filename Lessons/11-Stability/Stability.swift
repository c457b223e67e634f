import Arrays
import Classroom
import Experiments
import Foundation

/// What the lesson measures: orbits of Dirac-GAN under each objective, and how each step acts near the equilibrium.
struct Stable {
  /// The equilibrium: the generator is right, and the critic has nothing to say.
  static let equilibrium = Position(theta: 0, psi: 0)

  /// How far the picture of the outward orbits reaches.
  static let reach: Real = 3.5

  let scene: Scene
  /// Where every orbit starts.
  let start = DiracGame.start
  /// How far the picture of the outward orbits reaches.
  let pictured = Stable.reach
  /// By what a step of the WGAN multiplies r², and r after 500 of them by that rule.
  let growth: Once<Double>
  let predicted = 2.0.squareRoot() * pow(1.04, Double(Orbit.steps) / 2)
  /// The greatest eigenvalue's size near the equilibrium, and what a round of alternating steps multiplies areas by.
  let ganRadius, r1Radius, determinant: Once<Double>
  /// Where the learner's pair is, and after how many rounds.
  let position: Live<Position>, rounds: Live<Int>
  let gan = DiracGame(objective: .gan)
  let wgan = DiracGame(objective: .wgan)
  let r1 = DiracGame(objective: .r1, lambda: 0.3)
  let ganOrbit, wganOrbit, clippedOrbit, penalisedOrbit, r1Orbit, nearOrbit, otherOrbit, mirroredOrbit: Once<Orbit>
  let alternatingGAN, alternatingWGAN, alternatingPenalised, alternatingR1: Once<Orbit>

  init(_ scene: Scene) {
    self.scene = scene
    let (gan, wgan, r1, start) = (gan, wgan, r1, start)
    growth = Once {
      let (before, after) = (start.radius, try wgan.step(from: start).radius)
      return (after * after) / (before * before)
    }
    ganRadius = Once { try gan.jacobian(at: Stable.equilibrium).spectralRadius }
    r1Radius = Once { try r1.jacobian(at: Stable.equilibrium).spectralRadius }
    determinant = Once { try gan.alternatingDeterminant(at: Stable.equilibrium) }
    position = Live { try scene.experiment().position }
    rounds = Live { try scene.experiment().rounds }
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
