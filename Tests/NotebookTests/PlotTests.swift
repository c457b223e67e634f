import Arrays
import Display
import Foundation
import Testing

/// `plot` draws what was computed; `live` redraws a subject while something runs.
@Suite struct PlotTests {
  private func figure(_ line: String, after: String...) -> Figure? {
    let bench = Bench()
    for line in after { bench.run(line) }
    for case .figure(let figure) in bench.run(line).results { return figure }
    return nil
  }

  /// A vector is a line, n×2 are points, another matrix is a field, four axes are images.
  @Test func aShapeSaysWhatIsDrawn() throws {
    guard case .line(let line)? = figure("plot [1, 4, 9]")?.plots.first?.layers.first else {
      return #expect(Bool(false), "no line")
    }
    #expect(line.points.numbers == [0, 1, 1, 4, 2, 9] && line.name == "[1, 4, 9]")
    guard case .points(let points)? = figure("plot [[1, 2], [3, 4], [5, 6]]")?.plots.first?.layers.first else {
      return #expect(Bool(false), "no points")
    }
    #expect(points.points.shape == [3, 2])
    guard case .field(let field)? = figure("plot eye(3)")?.plots.first?.layers.first else {
      return #expect(Bool(false), "no field")
    }
    #expect(field.numbers.shape == [3, 3])
    let images = try #require(figure("plot zeros(20, 4, 4, 1)"))
    #expect(images.plots.count == 16 && images.notes == ["the first 16 of 20"])
  }

  /// Several share their axes under the names that were typed; what is against another is over its numbers.
  @Test func severalHaveTheirNames() {
    let layers = figure("plot a, a*2 against [10, 20]", after: "a = [1, 2]")?.plots.first?.layers ?? []
    #expect(layers.map(\.name) == ["a", "a*2"])
    guard case .line(let series)? = layers.last else { return #expect(Bool(false), "no line") }
    #expect(series.points.numbers == [10, 2, 20, 4])
    // Numbers that go back and forth are places, not a path.
    guard case .points? = figure("plot [1, 2, 3] against [3, 1, 2]")?.plots.first?.layers.first else {
      return #expect(Bool(false), "no points")
    }
  }

  @Test("joined joins points wherever it stands; arrows and the axes' names are beside it")
  func pathsAreJoined() throws {
    for line in ["plot a joined", "plot a joined arrows a, a + 1", "plot a arrows a, a + 1 joined axes \"θ\", \"ψ\""] {
      let plot = try #require(figure(line, after: "a = [[0, 0], [1, 1]]")?.plots.first)
      #expect(plot.layers.contains { if case .line = $0 { true } else { false } }, "\(line)")
      #expect(plot.layers.contains { if case .arrows = $0 { true } else { false } } == line.contains("arrows"))
      #expect(!line.contains("axes") || (plot.x.label == "θ" && plot.y.label == "ψ"))
    }
  }

  @Test(arguments: [
    ("plot eye(2) joined twice", "\"twice\" is left over"), ("plot eye(2) axes \"θ\"", "points have two axes"),
    ("plot eye(2) axes 1, 2", "the name of an axis stands in quotes"),
    ("plot 3", "3 is []"), ("plot [1, 2, 3] against [1, 2]", "[1, 2, 3] has 3 numbers, [1, 2] has 2"),
    ("plot [1, 2], eye(3)", "eye(3) is [3×3]"), ("plot eye(3) against [1, 2, 3]", "only vectors are drawn against"),
    ("plot", "what is missing"), ("plot [1, 2] against", "nothing stands after against"),
    ("plot [1, 2] log z", "\"z\" is no axis"),
    ("plot [1, 2] rule [3, 4]", "a rule is one number"),
    ("plot eye(2) arrows [[0, 0]]", "arrows have where they begin"),
    ("plot eye(3) over [2, 1]", "over takes two numbers that rise"), ("plot [1, 2] log x log y", "a second log"),
    ("plot jsdivergence", "is told in words and numbers"),
    ("plot [1, 2] to a.txt", "no ending that a figure can be written by"),
  ])
  func whatCannotBeDrawnIsRefused(line: String, message: String) {
    #expect(Bench().message(line).contains(message), "\(Bench().message(line))")
  }

  @Test func aSubjectsFiguresAreDrawn() {
    #expect(figure("plot picture")?.title == "two")
    #expect(Bench().run("plot picture").results.count == 1)
  }

  @Test func aFileIsWrittenOnce() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "plot-\(UUID().uuidString).svg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bench = Bench()
    #expect(bench.run("plot [1, 2] to \"\(path)\"").isOK)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("<svg"))
    #expect(bench.message("plot [3, 4] to \"\(path)\"").contains("is there already"))
    #expect(bench.run("plot [3, 4] to \"\(path)\" replace").isOK)
  }

  /// Where nobody watches, what is watched is shown once, when a run ends; `live off` ends that.
  @Test func aWatchedSubjectIsShownAtTheEnd() throws {
    let bench = Bench()
    #expect(bench.run("live picture").isOK)
    try bench.session.refreshLive(after: 1)
    try bench.session.finishLive()
    #expect(bench.run("live").output.contains("picture is drawn"))
    bench.run("live off")
    #expect(bench.run("live").output.contains("nothing is drawn"))
    #expect(bench.message("live nothing").contains("there is no subject"))
  }
}
