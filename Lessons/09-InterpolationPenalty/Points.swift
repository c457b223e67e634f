import Arrays
import Autodiff
import Classroom
import Display
import Experiments
import Notebook

// What the learner's points are, and a picture of them.

extension Interpolated {
  /// How far along its line, from fake to real, the foot of each of the learner's points is: `[batch × 1]`.
  static let along =
    "(sum((interpolates - fake)*(real - fake), axes: 1, keep: true)/sum((real - fake)^2, axes: 1, keep: true))"

  /// Whether each of the learner's points lies on the line through its pair.
  func isOnLines() throws -> Bool {
    try scene.number("max(norm(interpolates - fake - \(Interpolated.along)*(real - fake), axes: 1))") < 1e-3
  }

  /// Whether no point is beyond either end.
  func isBetween() throws -> Bool {
    try scene.number("min(\(Interpolated.along))") > -1e-3 && scene.number("max(\(Interpolated.along))") < 1.001
  }

  /// Whether some are near either end, and others in the middle.
  func isSpread() throws -> Bool {
    try scene.number("min(\(Interpolated.along))") < 0.1 && scene.number("max(\(Interpolated.along))") > 0.9
  }

  /// Real samples, fake ones and the points between, side by side.
  func map() throws -> Figure {
    let samples = try scene.experiment().samples(step: 0), axis = Axis(range: -2...2)
    let between = Penalty.twoSided.points(samples)
    let kinds: [(String, NDArray?, Role)] = [
      ("real", samples.real.value, .real), ("fake", samples.fake.value, .fake),
      ("interpolates", between.value, .interpolate),
    ]
    return Figure(
      "",
      kinds.compactMap { name, points, role in
        points.map { Plot(name, x: axis, y: axis, isSquare: true, [.points(Series("", $0, role))]) }
      })
  }
}
