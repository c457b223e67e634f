import Classroom
import Experiments

/// What the lesson measures: clipped and penalised critics on the paper's three toys.
struct Wasted {
  let scene: Scene
  /// Steps that each critic is trained for.
  let steps = Toy.steps
  let circle, grid, roll: Once<Toy>

  init(_ scene: Scene) {
    func toy(_ preset: Preset, _ gaps: Gaps) -> Once<Toy> { Once { try Toy(preset, gaps, poll: scene.poll) } }
    self.scene = scene
    circle = toy(.eightGaussians, .circle)
    grid = toy(.twentyFiveGaussians, .grid)
    roll = toy(.swissRoll, .roll)
  }
}

extension Lesson {
  /// What a critic whose weights are clipped can say about data, and what it leaves out.
  public static var wastedCapacity: Lesson {
    Lesson(
      7, "WastedCapacity", "a clipped critic learns only simple functions",
      setup: ["use 8gaussians", "set objective wgan", "set rate 0.0005", "set batch 128"], state: Wasted.init
    ) {
      theSurfaces

      theRelief

      theDirections

      Simplified(
        .about { s in
          """
          The paper trained critics of its own size to optimality. Ours are 64 wide and took \(s.steps) steps, with c = 1/10: under the
          usual 1/100 critics as narrow as these hardly change at all (lesson 06 says why). Examples/surfaces.wgan has 512.
          """
        },
        """
        The penalty's weight was 1, between gan_toy.py's 1/10 and the paper's 10. Under 10 the heaps show later.
        """,
        """
        Each fake is a real sample of the same batch plus noise, as in gan_toy.py, so that x̂ lies between a sample and its own shifted
        copy. Fakes of a real generator have no such partner.
        """,
        """
        The steepest slope is that at the samples we looked at; between them a critic may be steeper. Its estimate in units of its slope
        can then be too large, but not by much.
        """)
    }
  }
}
