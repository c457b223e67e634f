import Arrays
import Display
import Notebook

// Orbits as pictures and as numbers.

extension Orbit {
  /// Orbits side by side, by name, θ to the right and ψ up, with the field that their game follows: where a step leads from each place.
  static func figure(_ orbits: [(name: String, orbit: Orbit)], reach: Real) throws -> Figure {
    let axis = { (label: String) in Axis(label, range: -reach...reach) }
    return Figure(
      "",
      try orbits.map { name, orbit in
        let path = orbit.positions.flatMap { [$0.theta, $0.psi] }
        return Plot(
          name, x: axis("θ"), y: axis("ψ"), isSquare: true,
          [
            .arrows(try orbit.field(reach)),
            .line(Series("", NDArray(path, shape: [orbit.positions.count, 2]), .plain(0))),
          ])
      })
  }

  /// Where simultaneous steps lead from the places of a grid.
  private func field(_ reach: Real) throws -> Arrows {
    let places = (-3...3).map { Real($0) * reach * 0.3 }
    let from = places.flatMap { psi in places.map { Position(theta: $0, psi: psi) } }
    let to = try from.map { try game.step(from: $0) }
    func points(_ positions: [Position]) -> NDArray {
      NDArray(positions.flatMap { [$0.theta, $0.psi] }, shape: [positions.count, 2])
    }
    return Arrows("", from: points(from), to: points(to), .slope)
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
