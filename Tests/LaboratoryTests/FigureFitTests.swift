import Display
import Experiments
import Notebook
import Testing
import Texts

/// Whatever a subject draws fits the window it is drawn in.
@Suite struct FigureFitTests {
  /// Subjects that draw, with what they take. In characters the graph of a long expression is as long as it is: text, as a table is.
  static let subjects = [
    "surface", "samples", "data", "weights", "gradients", "penalty", "crosstalk", "loss", "wasserstein", "jsdivergence",
    "lipschitz", "critic", "generator", "graph mean((norm(slope, axes: 1) - 1)^2)",
  ]
  static let windows = [(80, 24), (40, 12), (100, 30), (60, 16)]

  /// Every subject's figures on every preset, before training and after some, in all ways of drawing in characters: in a window of 80×24 and in one of
  /// 40×12 no line is too long, and with one line for the prompt none too many.
  @Test(arguments: Preset.all.map(\.name).filter { !$0.hasPrefix("fashion") })
  func everySubjectsFigureFits(preset: String) throws { expectAllFit(preset, isImage: false) }

  @Test(
    .enabled(if: Bench.hasFashion, "Fashion-MNIST is not installed: figures of images are not looked at"),
    arguments: Preset.all.map(\.name).filter { $0.hasPrefix("fashion") })
  func everySubjectsFigureOfImagesFits(preset: String) throws { expectAllFit(preset, isImage: true) }

  private func expectAllFit(_ preset: String, isImage: Bool) {
    let bench = Bench(after: "use \(preset)", "set batch 8")
    if preset != "fashion-article" { bench.run("set width 8") }
    bench.works("slope = gradient(sum(critic(real)), real);")
    var drawn: Set<String> = []
    for training in ["", preset == "fashion-article" ? "train 1;" : "train 3;"] {
      if !training.isEmpty { bench.works(training) }
      for subject in FigureFitTests.subjects + (isImage ? [] : ["quality"]) {
        // A subject that this preset has not is refused, and that is no figure.
        for case .figure(let figure) in bench.run("show \(subject)").results {
          drawn.insert(subject)
          expectFit(figure, "\(subject) of \(preset) after \(training)")
        }
      }
    }
    let expected: Set = [
      "surface", "samples", "data", "weights", "gradients", "penalty", "loss", "critic", "generator",
      "graph mean((norm(slope, axes: 1) - 1)^2)",
    ]
    #expect(drawn.isSuperset(of: expected), "\(expected.subtracting(drawn)) of \(preset) are not drawn")
    #expect(isImage || drawn.contains("quality"))
  }

  private func expectFit(_ figure: Figure, _ name: String) {
    for (width, height) in FigureFitTests.windows {
      for renderer in Renderer.all {
        let page = Page(width: width, height: height)
        let lines = uncoloured(renderer.text(figure, on: page)).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count < height, "\(name), \(renderer.name), \(width)×\(height): \(lines.count) lines")
        let widest = lines.map { displayWidth($0) }.max() ?? 0
        #expect(widest <= width, "\(name), \(renderer.name), \(width)×\(height): \(widest) columns")
      }
    }
  }

  /// How far samples have to be moved: the area beside the curve is the distance that the table says, and the floor's curve lies to the left.
  @Test(arguments: ["8gaussians", "gaussians1d"]) func qualityIsTheMeanWay(preset: String) throws {
    let bench = Bench(after: "use \(preset)")
    let distance = bench.number("quality")
    guard case .figure(let figure)? = bench.works("show quality").results.first else {
      return #expect(Bool(false), "no figure")
    }
    let lines = figure.plots[0].layers.compactMap { layer -> Series? in
      if case .line(let series) = layer { series } else { nil }
    }
    #expect(lines.map(\.name) == ["samples", "other data, the floor"])
    // Between two ways the share is that of the lower one: ∫(1 - share) over the way.
    let areas = lines.map { series -> Double in
      let numbers = series.points.numbers.map(Double.init)
      var area = 0.0
      for place in stride(from: 2, to: numbers.count, by: 2) {
        let step = numbers[place] - numbers[place - 2], left = 1 - numbers[place - 1]
        area += step * left
      }
      return area
    }
    #expect(abs(areas[0] - Double(distance)) < 1e-3 * Double(distance), "\(areas) against \(distance)")
    #expect(areas[1] < areas[0])
  }
}
