import Arrays
import Foundation

/// How far apart pictures of 28×28 pixels are: by the Euclidean norm of their difference, and by its average over pixels.
struct PictureNorms {
  /// A difference of two pictures under both.
  struct Pair {
    let name: String
    let norm, average: Double
    var ratio: Double { norm / average }

    init(_ name: String, _ difference: [Double]) {
      self.name = name
      norm = difference.reduce(0) { $0 + $1 * $1 }.squareRoot()
      average = difference.reduce(0) { $0 + abs($1) } / Double(difference.count)
    }
  }

  /// Pixels in a picture.
  static let pixels = 28 * 28

  /// Every pixel a tenth brighter; noise against noise; one pixel alone.
  let pairs = [
    Pair("every pixel by 1/10", [Double](repeating: 0.1, count: PictureNorms.pixels)),
    Pair("noise and other noise", PictureNorms.difference(0)),
    Pair("one pixel by 1", (0..<PictureNorms.pixels).map { $0 == 0 ? 1 : 0 }),
  ]

  /// A critic D(x) = w·x with ‖w‖ = 1.
  private let weights: [Double] = {
    let numbers = Random(seed: 1).normal([PictureNorms.pixels], .init(named: "weights")).numbers.map(Double.init)
    let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return numbers.map { $0 / length }
  }()

  /// The steepest secant of that critic over 1000 pairs of noise, by the norm.
  var steepestByNorm: Double { steepest(\.norm) }
  /// The same by the average.
  var steepestByAverage: Double { steepest(\.average) }
  /// How much its score changes, by the average, when the pixel changes that it weighs most.
  var onePixelByAverage: Double {
    let most = weights.map { abs($0) }.max() ?? .nan
    return most / (1 / Double(PictureNorms.pixels))
  }

  private func steepest(_ distance: (Pair) -> Double) -> Double {
    (0..<1000).map { step in
      let difference = PictureNorms.difference(step)
      return abs(zip(weights, difference).reduce(0) { $0 + $1.0 * $1.1 }) / distance(Pair("", difference))
    }.max() ?? .nan
  }

  /// The difference of two pictures whose pixels are even from 0 to 1.
  private static func difference(_ step: Int) -> [Double] {
    let numbers = Random(seed: 1).uniform([2 * pixels], .init(named: "noise"), step: step).numbers.map(Double.init)
    return (0..<pixels).map { numbers[$0] - numbers[pixels + $0] }
  }
}
