import Arrays
import Display
import Notebook

// Orbits as pictures and as numbers.

extension Orbit {
  /// The positions on a square of cells around the origin, θ to the right and ψ up: the later, the brighter.
  func image(reach: Real, cells: Int) -> [Real] {
    var image = [Real](repeating: 0, count: cells * cells)
    for (step, position) in positions.enumerated() {
      let column = Int(((position.theta + reach) / (2 * reach) * Real(cells)).rounded(.down))
      let row = Int(((reach - position.psi) / (2 * reach) * Real(cells)).rounded(.down))
      guard (0..<cells).contains(column), (0..<cells).contains(row) else { continue }
      image[row * cells + column] = 0.4 + 0.6 * Real(step) / Real(positions.count)
    }
    return image
  }

  /// Orbits side by side.
  static func figure(_ orbits: [Orbit], reach: Real, cells: Int = 20) -> Figure {
    let images = NDArray(
      orbits.flatMap { $0.image(reach: reach, cells: cells) }, shape: [orbits.count, cells, cells, 1])
    return Figure(images: images, low: 0)
  }

  /// A row for each orbit, by its name: the greatest radius in every hundred steps.
  static func farthest(_ orbits: [(name: String, orbit: Orbit)]) -> Table {
    let ends = Array(stride(from: 100, through: Orbit.steps, by: 100))
    return Table(
      columns: ["steps"] + ends.map { "\($0 - 99)-\($0)" },
      rows: orbits.map { entry in
        [.text(entry.name)] + ends.map { .number(Real(entry.orbit.first($0).ring(last: 100).outer), digits: 4) }
      })
  }

  /// A row for each orbit, by its name: the radius after every hundredth step.
  static func radii(_ orbits: [(name: String, orbit: Orbit)]) -> Table {
    let steps = Array(stride(from: 0, through: Orbit.steps, by: 100))
    return Table(
      columns: ["r"] + steps.map { "\($0)" },
      rows: orbits.map { entry in
        [.text(entry.name)] + steps.map { .number(Real(entry.orbit.radius(after: $0)), digits: 4) }
      })
  }
}
