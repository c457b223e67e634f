import Arrays
import Autodiff
import Display
import Foundation
import Testing

/// The layers of the critic's surface say what is so.
@Suite struct SurfaceTests {
  private func layers(_ line: String) -> [Display.Layer] {
    let bench = Bench(after: "use 8gaussians", "set width 8", "set batch 32", "train 3")
    for case .figure(let figure) in bench.run(line).results { return figure.plots.flatMap(\.layers) }
    return []
  }

  @Test func layersAreChosenByName() {
    #expect(layers("show surface").map(\.name) == ["D(x)", "real", "fake", "minus the slope of the generator's loss"])
    #expect(layers("show surface fake real").map(\.name) == ["real", "fake"])
    #expect(layers("show surface manifold").map(\.name) == ["manifold: a grid of noise, as the generator warps it"])
  }

  /// The arrows are minus the gradient of the generator's loss for each of its samples: differences say the same.
  @Test func arrowsAreTrueSlopes() throws {
    let bench = Bench(after: "use 8gaussians", "set width 8", "set batch 32", "train 3")
    let results = bench.run("show surface arrows").results
    guard case .figure(let figure)? = results.first, case .arrows(let arrows)? = figure.plots.first?.layers.first else {
      return #expect(Bool(false), "no arrows")
    }
    let critic = try bench.experiment.critic.network
    func score(_ x: Double, _ y: Double) throws -> Double {
      Double(try critic.frozen(Tensor(NDArray([Real(x), Real(y)], shape: [1, 2]))).value?.item ?? .nan)
    }
    // The WGAN generator minimises -E[D]: the pull at a sample is the slope of D there.
    var compared = 0
    for row in 0..<arrows.from.shape[0] {
      let (x, y) = (Double(arrows.from[row, 0]), Double(arrows.from[row, 1])), h = 1e-2
      let slope = (try (score(x + h, y) - score(x - h, y)) / (2 * h), try (score(x, y + h) - score(x, y - h)) / (2 * h))
      let drawn = (
        Double(arrows.to[row, 0] - arrows.from[row, 0]) / Double(arrows.stretch),
        Double(arrows.to[row, 1] - arrows.from[row, 1]) / Double(arrows.stretch)
      )
      // A difference across a kink of a ReLU is no slope; most have none near.
      if abs(slope.0 - drawn.0) < 0.05, abs(slope.1 - drawn.1) < 0.05 { compared += 1 }
    }
    #expect(compared > arrows.from.shape[0] * 3 / 4, "\(compared) of \(arrows.from.shape[0])")
  }

  /// Slopes against pairs: where the critic rises straight from the one fake sample to the one real one, every cosine is 1 or, where it falls, -1.
  @Test func aStraightCriticHasCosineOne() {
    guard case .figure(let figure)? = Bench(after: "use dirac").run("show penalty").results.first else {
      return #expect(Bool(false), "no figure")
    }
    let titles = figure.plots.suffix(2).map(\.title)
    // Untrained, it falls.
    #expect(titles == ["cos, drawn: mean -1", "cos, planned: mean -1"], "\(titles)")
  }
}
