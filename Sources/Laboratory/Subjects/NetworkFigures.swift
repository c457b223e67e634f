import Arrays
import Display
import Experiments
import Foundation
import Networks
import Texts

// What networks and their training look like.

extension Network {
  /// What it takes and its layers from left to right, each with what it gives and how large its weights are.
  var figure: Figure {
    let nodes = stages.map { stage -> [String] in
      let squares = stage.parameters.reduce(0.0) { $0 + $1.value.sumOfSquares }
      let norm = stage.parameters.isEmpty ? "" : "‖w‖ \(short(Real(squares.squareRoot())))"
      return [stage.name, stage.output.description] + (norm.isEmpty ? [] : [norm])
    }
    let taken = [[name == "generator" ? "z" : "x", input.description]]
    let edges = (1...max(1, nodes.count)).map { Diagram.Edge($0 - 1, $0) }
    return Figure("\(name), layer by layer", [Plot(x: .hidden, y: .hidden, [.diagram(Diagram(taken + nodes, edges))])])
  }

  /// All its trainable numbers as a histogram; with a bound, marked on both sides.
  func weightPlot(bound: Real?, _ role: Role) -> Plot {
    let numbers = trainable.flatMap { $0.value.numbers }
    let rules =
      bound.map { [Display.Layer.rule(Rule("-c", at: -$0, .upwards)), .rule(Rule("c", at: $0, .upwards))] } ?? []
    return Plot(
      name, x: Axis("weight"), y: Axis("how many"),
      [.histogram(Counts("weights", of: numbers, cells: 48, role))] + rules)
  }
}

extension TrainingLog {
  /// Both losses over the run.
  func figure(_ objective: Objective) -> Figure {
    func series(_ name: String, _ points: [(Int, Real)], _ role: Role) -> Display.Layer {
      .line(Series(name, x: points.map { Real($0.0) }, y: points.map(\.1), role))
    }
    // Both against the generator's rounds: critic steps lie between them.
    let perRound = Real(max(1, lastGenerator.map { $0.criticSteps / max(1, $0.step) } ?? 1))
    let critic = Series(
      "critic loss", x: critic.map { Real($0.step) / perRound }, y: critic.map(\.loss), .plain(0))
    return Figure(
      "losses over the run",
      [
        Plot(
          "", x: Axis("round", counts: true), y: Axis("loss"),
          [.line(critic), series("generator loss", generator.map { ($0.step, $0.loss) }, .plain(1))])
      ])
  }
}

extension Figure {
  /// The norms of the slopes at each kind of point, with 1 marked, and the cosines between slope and pair.
  static func slopes(_ slopes: Slopes, _ pairs: PairSlopes) -> Figure {
    let all = slopes.places.flatMap { $0.norms.numbers }.filter(\.isFinite)
    let range = 0...max(1.25, (all.max() ?? 1) * 1.02)
    let roles: [String: Role] = ["real": .real, "fake": .fake, "interpolates": .interpolate]
    let norms = slopes.places.map { place in
      Plot(
        "‖∇D‖ at \(place.name == "interpolates" ? "x̂" : place.name)", x: Axis(range: range),
        [
          .histogram(
            Counts("samples", of: place.norms.numbers, cells: 30, within: range, roles[place.name] ?? .plain(3))),
          .rule(Rule("1", at: 1, .upwards)),
        ])
    }
    let cosines = [("drawn", pairs.drawn), ("planned", pairs.planned)].map { name, numbers in
      let finite = numbers.filter(\.isFinite)
      let mean = finite.isEmpty ? Real.nan : finite.reduce(0, +) / Real(finite.count)
      return Plot(
        "cos, \(name): mean \(numberText(mean, digits: 3))", x: Axis(range: -1...1),
        [.histogram(Counts("samples", of: numbers, cells: 30, within: -1...1, .plain(3)))])
    }
    return Figure(
      "how many samples have which slope, which cosine", norms + cosines, columns: 3,
      notes: [
        "cos: between ∇D(x̂) and its pair's way from fake to real, of pairs as drawn and as planned exactly; there an optimal critic's is 1"
      ])
  }

  /// The norms of gradients, layer by layer, on one logarithmic axis for all networks.
  static func gradients(_ networks: [(title: String, names: [String], norms: [Real])]) -> Figure {
    // The same scale whenever it fits: what is small looks small.
    let known = networks.flatMap(\.norms).filter { $0.isFinite && $0 > 0 }
    let range = min(known.min() ?? 1, 1e-6)...max(known.max() ?? 1, 100)
    return Figure(
      "",
      networks.map { title, names, norms in
        Plot(
          title, x: Axis("parameter", scale: .categories(names)), y: Axis("norm", scale: .logarithmic, range: range),
          [.bars(Columns("norm", norms))])
      }, columns: 1, sharesAxes: true)
  }

  /// The divergence and what sampling alone would give, on a scale that ends at the most that there can be.
  static func jensenShannon(_ nats: Double, floor: Double?) -> Figure {
    let rows = [("JS", nats)] + (floor.map { [("floor from sampling", $0)] } ?? [])
    return Figure(
      "",
      [
        Plot(
          "Jensen-Shannon divergence: the scale ends at log 2", x: Axis(scale: .categories(rows.map(\.0))),
          y: Axis("nats", range: 0...Real(log(2.0))), [.bars(Columns("", rows.map { Real($0.1) }))])
      ])
  }

  /// Ways to measure how steep a critic is, on a logarithmic axis.
  static func steepness(_ rows: [(name: String, value: Real)]) -> Figure {
    Figure(
      "Lipschitz constant of the critic",
      [
        Plot(
          "", x: Axis(scale: .categories(rows.map(\.name))), y: Axis("K", scale: .logarithmic),
          [.bars(Columns("", rows.map(\.value))), .rule(Rule("1", at: 1))])
      ])
  }
}
