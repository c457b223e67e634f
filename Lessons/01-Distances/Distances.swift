import Classroom

/// What the lesson measures: two lists of weights, two parallel lines, and two draws of one distribution.
struct Compared {
  let scene: Scene
  let bins = TenBins()
  let lines = LinesApart()
  /// The lines at θ = 1, and nearer to each other at θ = ½.
  let far, near: Once<LinesApart.Reading>
  /// KL(q‖p) and JS(p, q) of the ten bins, in nats.
  let backwards, jensenShannon: Once<Double>
  /// Cells along each axis, where draws are counted.
  let cells = SameTwice.bins
  let draws = Once { try SameTwice.counts.map(SameTwice.init) }

  init(_ scene: Scene) {
    self.scene = scene
    let (lines, bins) = (lines, bins)
    far = Once { try lines.reading(at: 1) }
    near = Once { try lines.reading(at: 0.5) }
    backwards = Once { try bins.kullbackLeiblerBack() }
    jensenShannon = Once { try bins.jensenShannon() }
  }
}

extension Lesson {
  /// Total variation, Kullback-Leibler, Jensen-Shannon and Wasserstein: what each of them compares, and what it cannot see.
  public static var distances: Lesson {
    Lesson(
      1, "Distances", "four ways to say how far apart two distributions are", setup: TenBins.setup,
      state: Compared.init
    ) {
      theBins

      thePlaces

      theLines

      theSamples

      Simplified(
        """
        We compared weights that are known, or counted points of a line or a plane in cells. Images have hundreds of axes: no grid of
        cells can be filled there, so a GAN has a network do the comparing. And there two draws of one
        distribution, n points each, seem to be about n^(-1/d) apart in W, for d axes: an exact W of samples says little.
        """,
        "W has powers, too: W2 takes the square of each way. In WGANs W is always W1, with ways in Euclidean length.",
        """
        There are many more distances: any convex f that is 0 at 1 gives an f-divergence, of which TV, KL and JS are three, and any set of
        critics gives an integral probability metric, of which W is one.
        """,
        """
        For continuous distributions the sums are integrals of densities. Where there are none, as on the two lines, KL is infinite and TV
        and JS compare the shares of sets.
        """)
    }
  }
}
