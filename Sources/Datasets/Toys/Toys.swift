import Arrays
import Foundation

// The two-dimensional distributions of gan_toy.py in improved_wgan_training, with its constants to the printed digit.

extension Dataset {
  /// Eight Gaussians on a circle: centres at radius 2, noise 0.02 an axis, all ÷ 1.414.
  public static let eightGaussians = mixture(
    "8gaussians", "eight Gaussians on a circle",
    centres: (0..<8).map { k in
      let angle = 2 * Double.pi * Double(k) / 8
      return [2 * cos(angle), 2 * sin(angle)]
    },
    noise: 0.02, scale: 1.414)

  /// Twenty-five Gaussians on a grid: centres (2i, 2j) for i, j from -2 to 2, noise 0.05 an axis, all ÷ 2.828.
  public static let twentyFiveGaussians = mixture(
    "25gaussians", "twenty-five Gaussians on a grid",
    centres: (-2...2).flatMap { i in (-2...2).map { j in [2 * Double(i), 2 * Double(j)] } },
    noise: 0.05, scale: 2.828)

  /// A spiral: t = 1.5π(1 + 2u) for u uniform on [0, 1), (t cos t, t sin t) and noise 0.25 an axis, all ÷ 7.5.
  public static let swissRoll = Dataset(
    name: "swissroll", summary: "a spiral of one and a half turns", sampleShape: [2]
  ) { count, random, stream, step in
    let noise = random.normal([count, 2], stream, step: step)
    return random.uniform([count], stream.part("place"), step: step).withNumbers { places in
      points(noise: noise, deviation: 0.25 / 7.5) { i in
        let t = 1.5 * Real.pi * (1 + 2 * places[i])
        return (t * cos(t) / 7.5, t * sin(t) / 7.5)
      }
    }
  }

  /// Gaussians of equal weight and deviation `noise` around centres, everything divided by `scale`.
  private static func mixture(
    _ name: String, _ summary: String, centres: [[Double]], noise: Double, scale: Double
  ) -> Dataset {
    let centres = centres.map { $0.map { Real($0 / scale) } }
    return Dataset(name: name, summary: summary, sampleShape: [2], modes: Modes(centres)) {
      count, random, stream, step in
      let choices = random.indices(count, below: centres.count, stream.part("centre"), step: step)
      return points(noise: random.normal([count, 2], stream, step: step), deviation: Real(noise / scale)) {
        i in
        (centres[choices[i]][0], centres[choices[i]][1])
      }
    }
  }

  /// Points `[count × 2]`: each its centre and `deviation` times its row of the noise.
  private static func points(noise: NDArray, deviation: Real, around centre: (Int) -> (Real, Real)) -> NDArray {
    NDArray(shape: noise.shape) { numbers in
      noise.withNumbers { noise in
        for i in 0..<noise.count / 2 {
          let (x, y) = centre(i)
          numbers[2 * i] = x + deviation * noise[2 * i]
          numbers[2 * i + 1] = y + deviation * noise[2 * i + 1]
        }
      }
    }
  }
}
