import Arrays
import Datasets
import Display
import Distances
import Quality

extension Figure {
  /// Which share of the samples the exact plan moves no further than so far, and which of other data: the mean way of each is a distance.
  static func moves(samples: Moves, data: Moves) -> Figure {
    let both = [("samples", samples, Role.fake), ("other data, the floor", data, .real)]
    let lines = both.map { name, moves, role -> Layer in
      let ways = moves.ways.sorted(), count = Real(max(1, ways.count))
      let shares = ways.indices.map { Real($0 + 1) / count }
      return .line(Series(name, x: [0] + ways, y: [0] + shares, role))
    }
    let means = both.map { Layer.rule(Rule("mean \(short(Real($0.1.distance)))", at: Real($0.1.distance), .upwards)) }
    return Figure(
      "how far the exact plan moves them",
      [Plot("", x: Axis("way"), y: Axis("share moved no further", range: 0...1), lines + means)],
      notes: [
        "the mean way is W1: of the samples \(short(Real(samples.distance))), of other data \(short(Real(data.distance)))"
      ])
  }

  /// The distance of images from real ones beside its floor, and what the classifier takes them for.
  static func quality(_ quality: ImageQuality) -> Figure {
    let distances = [("samples", quality.distance), ("floor", quality.floor)]
    let classes = FashionMNIST.classNames
    return Figure(
      "",
      [
        Plot(
          "Fréchet distance", x: Axis(scale: .categories(distances.map(\.0))), y: Axis("distance"),
          [.bars(Columns("", distances.map { Real($0.1) }))]),
        Plot(
          "what the samples are taken for", x: Axis(scale: .categories(classes)), y: Axis("share"),
          [
            .bars(Columns("", quality.classShares.map { Real($0) })),
            .rule(Rule("of the data", at: 1 / Real(classes.count))),
          ]),
      ], columns: 2)
  }
}

/// An exact plan between as many points on both sides: each is moved whole.
struct Moves {
  /// The mean way, W1.
  let distance: Double
  /// How far each point is moved.
  let ways: [Real]

  /// The plan from points `[count × numbers]` to others.
  init(from points: NDArray, to others: NDArray) throws {
    let transport = try OptimalTransport(from: points, to: others), size = points.shape[1]
    distance = transport.distance
    ways = points.withNumbers { points in
      others.withNumbers { others in
        transport.plan.filter { $0.mass > 0 }.map { move in
          let squares = (0..<size).reduce(0.0) { sum, axis in
            let way = Double(points[move.from * size + axis]) - Double(others[move.to * size + axis])
            return sum + way * way
          }
          return Real(squares.squareRoot())
        }
      }
    }
  }
}
