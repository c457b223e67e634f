import Arrays
import Display
import Foundation

/// A figure of each kind, made of formulas: what is drawn of them is written down in `Golden`.
enum FigureSamples {
  static let all: [(name: String, figure: Figure)] = [
    ("lines", lines), ("ladder", ladder), ("histogram", histogram), ("surface", surface), ("matrix", matrix),
    ("plan", plan), ("orbit", orbit), ("images", images), ("layers", layers), ("graph", graph),
    ("multiples", multiples),
  ]

  private static let thetas = (-20...20).map { Real($0) / 20 }

  static let lines = Figure(
    "Two parallel lines, a distance θ apart",
    [
      Plot(
        "", x: Axis("θ"), y: Axis("distance"),
        [
          .rule(Rule("log 2", at: 0.6931)), .line(Series("W", x: thetas, y: thetas.map { abs($0) }, .plain(0))),
          .line(Series("JS (nats)", x: thetas, y: thetas.map { $0 == 0 ? 0 : 0.6931 }, .plain(1))),
        ])
    ])

  static let ladder = Figure(
    "",
    [
      Plot(
        "∇ critic loss", x: Axis("layer", scale: .categories((1...6).map { "dense\($0)" })),
        y: Axis("norm", scale: .logarithmic),
        [.bars(Columns("norm", (0..<6).map { Real(pow(10, -Double($0))) })), .rule(Rule("", at: 0.01))])
    ])

  static let histogram: Figure = {
    let numbers = (0..<1000).map { index -> Real in
      let number = Real(0.15 * sin(Double(index) * 12.9898))
      return min(max(number, -0.1), 0.1)
    }
    return Figure(
      "weights",
      [
        Plot(
          "", x: Axis("weight"), y: Axis("count"),
          [
            .histogram(Counts("critic", of: numbers, cells: 24)), .rule(Rule("-c", at: -0.1, .upwards)),
            .rule(Rule("c", at: 0.1, .upwards)),
          ])
      ])
  }()

  private static func circle(_ count: Int, _ radius: Double, turn: Double = 0) -> NDArray {
    let points = (0..<count).flatMap { index -> [Real] in
      let angle = 2 * Double.pi * (Double(index) / Double(count) + turn)
      return [Real(radius * cos(angle)), Real(radius * sin(angle))]
    }
    return NDArray(points, shape: [count, 2])
  }

  private static func field(_ name: String, _ value: (Double, Double) -> Double) -> Field {
    let cells = 32
    let numbers = (0..<cells * cells).map { index -> Real in
      let x = -2 + 4 * (Double(index % cells) + 0.5) / Double(cells)
      let y = 2 - 4 * (Double(index / cells) + 0.5) / Double(cells)
      return Real(value(x, y))
    }
    return Field(
      name, NDArray(numbers, shape: [cells, cells]), x: -2...2, y: -2...2, map: .diverging(zero: 0, reach: 1.5),
      contours: [-1, -0.5, 0, 0.5, 1])
  }

  static let surface = Figure(
    "the critic's surface",
    [
      Plot(
        "", x: Axis("x₁"), y: Axis("x₂"), isSquare: true,
        [
          .field(field("D(x)") { x, y in sin(1.6 * x) + 0.3 * y }), .points(Series("real", circle(8, 1.4), .real)),
          .points(Series("fake", circle(6, 0.7, turn: 0.05), .fake)),
          .arrows(Arrows("pull", from: circle(6, 0.7, turn: 0.05), to: circle(6, 1, turn: 0.08), .slope, stretch: 2)),
        ])
    ])

  static let matrix = Figure(
    "‖∂D(xᵢ)/∂xⱼ‖",
    [
      Plot(
        "", x: Axis("sample j"), y: Axis("score i"), isSquare: true,
        [
          .field(
            Field(matrix: "slope", NDArray((0..<64).map { $0 % 9 == 0 ? 1 : Real($0 % 5) / 20 }, shape: [8, 8])))
        ])
    ])

  static let plan = Figure(
    "the plan",
    [
      Plot(
        "", x: Axis("x₁"), y: Axis("x₂"), isSquare: true,
        [
          .pairs(Arrows("moves", from: circle(5, 0.5, turn: 0.1), to: circle(5, 1.4))),
          .points(Series("real", circle(5, 1.4), .real)), .points(Series("fake", circle(5, 0.5, turn: 0.1), .fake)),
        ])
    ])

  static let orbit: Figure = {
    let path = (0...120).flatMap { step -> [Real] in
      let (angle, radius) = (Double(step) / 10, exp(-Double(step) / 100))
      return [Real(radius * cos(angle)), Real(radius * sin(angle))]
    }
    return Figure(
      "Dirac-GAN",
      [
        Plot(
          "", x: Axis("θ"), y: Axis("ψ"), isSquare: true,
          [
            .arrows(Arrows("field", from: circle(12, 1.1), to: circle(12, 1.1, turn: 0.02), .slope)),
            .line(Series("wgan-gp", NDArray(path, shape: [path.count / 2, 2]))),
          ])
      ])
  }()

  static let images: Figure = {
    let pixels = (0..<3 * 64).map { index -> Real in
      let (image, row, column) = (index / 64 + 1, index / 8 % 8, index % 8)
      return Real(image * row * column) / 49 - 1
    }
    return Figure("samples", images: NDArray(pixels, shape: [3, 8, 8, 1]))
  }()

  static let layers = Figure(
    "critic",
    [
      Plot(
        "",
        [
          .diagram(
            Diagram(
              ["dense1", "relu", "dense2", "relu", "dense3"].map { [$0, "[64]"] }, (0..<4).map { .init($0, $0 + 1) }))
        ])
    ])

  static let graph = Figure(
    "",
    [
      Plot(
        "sum(x²·y + x)",
        [
          .diagram(
            Diagram(
              [["x [3]"], ["y [3]"], ["square [3]"], ["multiply [3]"], ["add [3]"], ["sum []"]],
              [.init(0, 2), .init(2, 3), .init(1, 3), .init(3, 4), .init(0, 4), .init(4, 5)]))
        ])
    ])

  static let multiples = Figure(
    "value surfaces",
    ["data", "clipped", "penalised"].enumerated().map { index, name in
      Plot(
        name, x: Axis(range: -2...2), y: Axis(range: -2...2), isSquare: true,
        [.field(field("D") { x, y in sin(Double(index + 1) * x) * cos(y) })])
    }, sharesAxes: true)
}
