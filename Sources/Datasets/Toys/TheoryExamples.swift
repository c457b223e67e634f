import Arrays

// The distributions that the papers reason about: known in closed form, so a distance can be held against theory.

extension Dataset {
  /// The real line of the parallel lines: (0, u) for u uniform on [0, 1). Arjovsky et al. 2017, Example 1.
  public static let lines = lines(at: 0)

  /// The line (θ, u) for u uniform on [0, 1): at 0 the real one, elsewhere what a generator with one parameter makes.
  public static func lines(at theta: Real) -> Dataset {
    Dataset(name: "lines", summary: "points (\(theta), u), u even on [0, 1)", sampleShape: [2]) {
      count, random, stream, step in
      random.uniform([count], stream, step: step).withNumbers { heights in
        NDArray(heights.flatMap { [theta, $0] }, shape: [count, 2])
      }
    }
  }

  /// One Gaussian of `gaussians1d`, samples of shape `[1]`: real N(-2, 0.5²) by default, fake N(2, 0.5²).
  ///
  /// After figure 2 of Arjovsky et al. 2017, whose own parameters are not printed.
  public static func gaussians1d(mean: Real = -2, deviation: Real = 0.5) -> Dataset {
    Dataset(
      name: "gaussians1d", summary: "a Gaussian of mean \(mean) and deviation \(deviation)", sampleShape: [1],
      modes: Modes([[mean]])
    ) { count, random, stream, step in
      random.normal([count, 1], stream, step: step).withNumbers { noise in
        NDArray(noise.map { mean + deviation * $0 }, shape: [count, 1])
      }
    }
  }

  /// Every sample at 0, of shape `[1]`: the real data of the Dirac-GAN. Mescheder et al. 2018.
  public static let dirac = Dataset(
    name: "dirac", summary: "every sample at 0", sampleShape: [1], modes: Modes([[0]])
  ) { count, _, _, _ in NDArray(repeating: 0, shape: [count, 1]) }
}
