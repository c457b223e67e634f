import Arrays
import Display
import Foundation

/// A figure of each kind that the kit draws, from numbers that are the same everywhere.
enum Gallery {
  /// Numbers that look random and never change.
  struct Noise {
    var state: UInt64
    mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    mutating func normal() -> Double {
      (-2 * log(max(uniform(), 1e-12))).squareRoot() * cos(2 * .pi * uniform())
    }
  }

  static func ring(_ count: Int, radius: Double, spread: Double, seed: UInt64) -> NDArray {
    var noise = Noise(state: seed)
    let numbers = (0..<count).flatMap { index -> [Real] in
      let angle = Double(index % 8) * .pi / 4
      return [
        Real(radius * cos(angle) + spread * noise.normal()), Real(radius * sin(angle) + spread * noise.normal()),
      ]
    }
    return NDArray(numbers, shape: [count, 2])
  }

  static func surface(_ side: Int, reach: Double, _ value: (Double, Double) -> Double) -> NDArray {
    NDArray(
      (0..<side * side).map { index in
        let x = (Double(index % side) + 0.5) / Double(side) * 2 * reach - reach
        let y = reach - (Double(index / side) + 0.5) / Double(side) * 2 * reach
        return Real(value(x, y))
      }, shape: [side, side])
  }

  static let lines: Figure = {
    let theta = stride(from: -1.0, through: 1, by: 0.02).map { Real($0) }
    return Figure(
      "Two parallel lines, θ apart",
      [
        Plot(
          x: Axis("θ"), y: Axis("distance", unit: "nats"),
          [
            .line(Series("Jensen-Shannon", x: theta, y: theta.map { $0 == 0 ? 0 : 0.6931 }, .plain(0))),
            .line(Series("Wasserstein", x: theta, y: theta.map { abs($0) }, .plain(1))),
            .line(Series("total variation", x: theta, y: theta.map { abs($0) < 0.01 ? 0 : 1 }, .plain(2))),
            .rule(Rule("log 2", at: 0.6931)),
          ])
      ], notes: ["Only one of them says which way to go."])
  }()

  static let ladder = Figure(
    "How gradients fade with depth",
    [
      Plot(
        x: Axis("layer", scale: .categories((1...12).map { "dense\($0)" })),
        y: Axis("gradient norm", scale: .logarithmic),
        [
          .bars(Columns("wgan, c = 0.01", (0..<12).map { Real(pow(10, -6 + 0.5 * Double($0))) }, .plain(0))),
          .bars(Columns("wgan-gp", (0..<12).map { Real(0.4 + 0.03 * Double($0)) }, .plain(1))),
        ])
    ])

  static let histogram: Figure = {
    var noise = Noise(state: 7)
    let edges = (0...40).map { Real(Double($0) * 0.0006 - 0.012) }
    func counts(_ draw: () -> Double) -> [Int] {
      var counts = [Int](repeating: 0, count: 40)
      for _ in 0..<5000 { counts[min(39, max(0, Int((draw() + 0.012) / 0.0006)))] += 1 }
      return counts
    }
    return Figure(
      "Weights of the critic",
      [
        Plot(
          x: Axis("weight"), y: Axis("how many"),
          [
            .histogram(
              Counts(
                "clipped", edges: edges, counts: counts { max(-0.01, min(0.01, 0.012 * noise.normal())) }, .plain(0))),
            .histogram(
              Counts("penalised", edges: edges, counts: counts { 0.004 * noise.normal() }, outside: 3, .plain(1))),
            .rule(Rule("−c", at: -0.01, .upwards)), .rule(Rule("c", at: 0.01, .upwards)),
          ])
      ])
  }()

  static func critic(_ title: String, _ sharpness: Double) -> Plot {
    let value = { (x: Double, y: Double) in
      sin(sharpness * x) * cos(sharpness * y) * 1.4 + 0.4 * x - 0.1
    }
    return Plot(
      title, x: Axis("x"), y: Axis("y"), isSquare: true,
      [
        .field(
          Field(
            "critic's value", surface(64, reach: 3, value), x: -3...3, y: -3...3, map: .diverging(zero: 0, reach: 2.6),
            contours: [-2, -1, 0, 1, 2]))
      ])
  }

  static let layered: Figure = {
    let fake = ring(48, radius: 1.4, spread: 0.25, seed: 3)
    let to = NDArray(fake.numbers.enumerated().map { $1 * ($0 % 2 == 0 ? 1.3 : 1.22) }, shape: [48, 2])
    var plot = critic("", 1)
    plot.layers += [
      .points(Series("real", ring(160, radius: 2, spread: 0.08, seed: 1), .real)),
      .points(Series("fake", fake, .fake)), .arrows(Arrows("slope", from: fake, to: to, .slope)),
    ]
    return Figure("After 300 rounds", [plot])
  }()

  static let surfaces = Figure(
    "The critic after 4,000 steps",
    [critic("8 Gaussians", 1.1), critic("25 Gaussians", 1.9), critic("Swiss roll", 0.6)],
    sharesAxes: true)

  static let density: Figure = {
    let ripple = surface(40, reach: 3) { x, y in exp(-(x * x + y * y - 4) * (x * x + y * y - 4)) }
    return Figure(
      "Where samples fall",
      [
        Plot(
          x: Axis("x"), y: Axis("y"), isSquare: true,
          [
            .field(
              Field(
                "density", ripple, x: -3...3, y: -3...3, map: .sequential(low: 0, high: 1), contours: [0.2, 0.5, 0.8]))
          ])
      ])
  }()

  static let transport: Figure = {
    let from = ring(32, radius: 0.8, spread: 0.2, seed: 11), to = ring(32, radius: 2, spread: 0.1, seed: 12)
    return Figure(
      "The cheapest plan moves the earth",
      [
        Plot(
          isSquare: true,
          [
            .pairs(Arrows("moved", from: from, to: to, .plain(4))), .points(Series("fake", from, .fake)),
            .points(Series("real", to, .real)),
          ])
      ], notes: ["32 pairs; W = 1.21"])
  }()

  static let matrix = Figure(
    "Crosstalk of a batch",
    [
      Plot(
        x: Axis("changed sample", scale: .categories((0..<8).map(String.init))),
        y: Axis("its score moves", scale: .categories((0..<8).map(String.init))), isSquare: true,
        [
          .field(
            Field(
              "∂score/∂sample",
              NDArray((0..<64).map { Real($0 % 9 == 0 ? 0.9 : sin(Double($0)) * 0.2) }, shape: [8, 8]),
              x: -0.5...7.5, y: -0.5...7.5, map: .diverging(zero: 0, reach: 1)))
        ])
    ])

  private static func shirt(_ index: Int) -> NDArray {
    let waves = Double(index + 1) / 2
    return surface(28, reach: 1) { x, y -> Double in
      let cloth: Double = abs(x) < 0.5 ? 0.3 : -0.5
      return cos(waves * x) * cos(3 * y) + cloth
    }
  }

  static let images: Figure = {
    let plots = (0..<16).map { (index: Int) -> Plot in
      var plot = Plot.image(shirt(index))
      if index < 4 { plot.title = "step " + String(index * 100) }
      return plot
    }
    return Figure("Shirts, perhaps", plots, columns: 8)
  }()

  static let orbit: Figure = {
    let times = (0..<4000).map { Double($0) * 0.01 }
    let x: [Real] = times.map { Real(exp(-0.02 * $0) * cos($0)) }
    let y: [Real] = times.map { Real(exp(-0.02 * $0) * sin($0)) }
    var starts: [Real] = [], ends: [Real] = []
    for place in 0..<121 {
      let x = Real(place % 11 - 5) * 0.22, y = Real(place / 11 - 5) * 0.22
      starts += [x, y]
      ends += [x - 0.12 * y, y + 0.12 * x]
    }
    let from = NDArray(starts, shape: [121, 2]), to = NDArray(ends, shape: [121, 2])
    return Figure(
      "Dirac-GAN turns in circles",
      [
        Plot(
          x: Axis("θ"), y: Axis("ψ"), isSquare: true,
          [
            .arrows(Arrows("field", from: from, to: to, .plain(5))), .line(Series("run", x: x, y: y, .fake)),
            .points(Series("start", x: [1], y: [0], .real)),
          ])
      ])
  }()

  static let layers = Figure(
    "Critic of 8 Gaussians",
    [
      Plot(
        x: .hidden, y: .hidden,
        [
          .diagram(
            Diagram(
              [
                ["x", "2"], ["dense1", "2 × 64", "norm 8.1"], ["relu"], ["dense2", "64 × 64", "norm 11.3"], ["relu"],
                ["dense3", "64 × 64", "norm 11.1"], ["relu"], ["dense4", "64 × 1", "norm 1.2"], ["score", "1"],
              ],
              (0..<8).map { .init($0, $0 + 1) }))
        ])
    ])

  static let graph = Figure(
    "mean((norm(slope) - 1)²)",
    [
      Plot(
        x: .hidden, y: .hidden,
        [
          .diagram(
            Diagram(
              [
                ["slope", "256 × 2"], ["1"], ["square"], ["sum", "axes 1"], ["sqrt"], ["subtract"], ["square"],
                ["mean"],
                ["x̂", "256 × 2"], ["multiply"],
              ],
              [
                .init(0, 2), .init(2, 3), .init(3, 4), .init(4, 5), .init(1, 5), .init(5, 6), .init(6, 7), .init(8, 9),
                .init(0, 9),
              ]))
        ])
    ])

  static let small: Figure = {
    func run(_ index: Int) -> Plot {
      let steps = (0..<60).map { Real($0 * 10) }
      let loss = steps.map { Real(1.4 * exp(-Double($0) / Double(120 + 80 * index)) + 0.05 * sin(Double($0) / 17)) }
      return Plot(
        "seed \(index + 1)", x: Axis("step"), y: Axis("estimate of W"),
        [
          .line(Series("critic", x: steps, y: loss, .real)),
          .line(Series("exact", x: steps, y: loss.map { $0 * 0.8 }, .fake)),
        ])
    }
    return Figure("Three runs on common axes", (0..<3).map(run), sharesAxes: true)
  }()

  static let crowd = Figure(
    "A million points",
    [Plot(isSquare: true, [.points(Series("samples", ring(1_000_000, radius: 2, spread: 0.3, seed: 5), .real))])])

  /// All of them, by name.
  static let all: [(name: String, figure: Figure)] = [
    ("lines", lines), ("ladder", ladder), ("histogram", histogram), ("layered", layered), ("surfaces", surfaces),
    ("density", density), ("transport", transport), ("matrix", matrix), ("images", images), ("orbit", orbit),
    ("layers", layers), ("graph", graph), ("small", small), ("crowd", crowd),
  ]

  /// Figures of what is hard to draw.
  static let odd: [(name: String, figure: Figure)] = {
    let inf = Real.infinity
    let numbers: [(String, [Real])] = [
      ("none", []), ("one", [2]), ("equal", [3, 3, 3, 3]), ("nan", [.nan, .nan]), ("infinite", [inf, -inf, 1]),
      ("huge", [-1e30, 1e30, 3e38]), ("tiny", [.leastNonzeroMagnitude, 0, 3 * .leastNonzeroMagnitude]),
      ("mixed", [1, .nan, 2, inf, -4]),
    ]
    return numbers.flatMap { name, values -> [(String, Figure)] in
      let places = values.indices.map(Real.init)
      let series = Series("s", x: places, y: values), points = series.points
      let swapped = NDArray(points.numbers, shape: [values.count, 2])
      let finite = values.filter(\.isFinite), (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
      let field = NDArray(values, shape: [1, values.count])
      return [Axis.Scale.linear, .logarithmic].flatMap { scale -> [(String, Figure)] in
        let axis = Axis("v", unit: "u", scale: scale)
        func one(_ kind: String, _ layers: [Layer], square: Bool = false) -> (String, Figure) {
          ("\(name) \(kind) \(scale)", Figure(kind, [Plot(x: axis, y: axis, isSquare: square, layers)]))
        }
        return [
          one("line", [.line(series)]), one("points", [.points(series)], square: true),
          one("arrows", [.arrows(Arrows("a", from: points, to: swapped))]),
          one("pairs", [.pairs(Arrows("a", from: swapped, to: points))]),
          one("bars", [.bars(Columns("b", values)), .bars(Columns("c", values)), .bars(Columns("d", values))]),
          one(
            "histogram",
            [
              .histogram(
                Counts("h", edges: values.isEmpty ? [] : values + [9], counts: values.map { _ in 3 }, outside: 2))
            ]),
          one("rule", values.flatMap { [.rule(Rule("r", at: $0)), .rule(Rule("r", at: $0, .upwards))] }),
          one(
            "field",
            [
              .field(
                Field("f", field, x: 0...1, y: low...high, map: .diverging(zero: 0, reach: high), contours: values))
            ]),
          one("diagram", [.diagram(Diagram(values.map { ["\($0)"] }, [.init(0, 1), .init(5, 1), .init(1, 0)]))]),
        ]
      }
    } + [("no plots", Figure("nothing", []))]
  }()
}
