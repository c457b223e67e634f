import Arrays
import Display
import Testing

/// What is drawn keeps its proportions, its order and every number.
@Suite struct PictureTests {
  private func plain(_ numbers: [Real], _ shape: Shape, low: Real, high: Real, scale: Int = 1) -> String {
    Renderer.plain.text(Picture("", [.grid(NDArray(numbers, shape: shape), low: low, high: high)], scale: scale))
  }

  @Test func itsProportionsAreKept() {
    for scale in [1, 2, 4] {
      let lines = plain((0..<24).map(Real.init), [4, 6], low: 0, high: 23, scale: scale).split(separator: "\n")
      #expect(lines.count == 4 * scale / 2)
      #expect(lines.allSatisfy { $0.count == 6 * scale })
    }
  }

  @Test func theGreatestIsTheBrightest() {
    #expect(plain([0, 0, 1, 0, 0, 1], [2, 3], low: 0, high: 1, scale: 2) == "    ██\n    ██")
    #expect(plain([3, 3, 3, 3], [2, 2], low: 3, high: 3, scale: 2) == "    \n    ")
  }

  @Test(arguments: [40, 80, 132]) func aWidePictureIsShrunkToThePage(width: Int) {
    let picture = Picture(images: NDArray(repeating: 1, shape: [1, 100, 400, 1]))
    let lines = Renderer.plain.text(picture, on: Page(width: width, height: 24)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count == width } && lines.count == width / 8)
  }

  @Test func panelsStandSideBySide() {
    let picture = Picture(
      "three",
      [
        .grid(NDArray(repeating: 1, shape: [4, 4]), low: 0, high: 1),
        .points(NDArray([1, 1], shape: [1, 2]), reach: 2, cells: 4),
      ]
        + [.grid(NDArray(repeating: 0, shape: [4, 4]), low: 0, high: 1)], columns: 2)
    #expect(Renderer.plain.text(picture) == "three\n████    ▄\n████     \n\n    \n    ")
    #expect(picture.extent == (4, 4))
  }

  /// In every renderer: a number that is none has its own mark, and how many there are is said.
  @Test func whatIsNoNumberIsSeen() {
    let picture = Picture("", [.grid(NDArray([.nan, 0, 0, 1], shape: [2, 2]), low: 0, high: 1)], scale: 2)
    for renderer in Renderer.all {
      let text = renderer.text(picture)
      #expect(text.contains("×") && text.hasSuffix("\nnan: 1 of 4, drawn as ×"), "\(renderer.name)")
    }
    let points = Picture("", [.points(NDArray([0, 0, .nan, 1], shape: [2, 2]), reach: 2, cells: 4)])
    #expect(Renderer.plain.text(points).hasSuffix("\nnan: 1 of 2 points, not drawn"))
    #expect(Picture("", [.grid(NDArray([0, 1], shape: [1, 2]), low: 0, high: 1)]).remark == nil)
  }

  /// No numbers end the program, and none but NaN is drawn as NaN.
  @Test func anyNumbersCanBeDrawn() {
    let hard: [Real] = [0, -1, 1e30, -1e30, Real.greatestFiniteMagnitude, -Real.greatestFiniteMagnitude]
    let some = hard + [.infinity, -.infinity, Real.leastNonzeroMagnitude]
    for low in some {
      for high in some {
        let grid = Panel.grid(NDArray(some, shape: [3, 3]), low: low, high: high)
        let shades = grid.brightness.numbers
        #expect(shades.allSatisfy { $0 >= 0 && $0 <= 1 }, "between \(low) and \(high): \(shades)")
        for renderer in Renderer.all { #expect(!renderer.text(Picture("", [grid])).isEmpty) }
      }
      for reach in some + [.nan] {
        let points = Panel.points(NDArray([low, 1, 0, low, .nan, low], shape: [3, 2]), reach: reach, cells: 4)
        #expect(points.brightness.numbers.allSatisfy { $0 >= 0 && $0 <= 1 })
      }
    }
    for renderer in Renderer.all { #expect(renderer.text(Picture("nothing", [])) == "nothing\n") }
  }
}

@Suite struct BarsTests {
  @Test func aHistogramLosesNoNumber() {
    let numbers: [Real] = [-1, -0.99, 0, 0.49, 0.5, 1, 1]
    let histogram = Histogram(numbers + [.nan, .infinity], margin: 0, cells: 4)
    #expect(histogram.counts == [2, 0, 2, 3] && histogram.outside == 2)
    #expect(histogram.centres == [-0.75, -0.25, 0.25, 0.75])
  }

  @Test(arguments: [
    [Real](), [.nan], [.infinity, -.infinity], [5e6], [1e30, 1e30], [-3e38, 3e38], [0, .leastNonzeroMagnitude],
  ])
  func everyFiniteNumberIsInACell(_ numbers: [Real]) {
    for margin in [0, 0.25] {
      let histogram = Histogram(numbers, margin: margin, cells: 20)
      #expect(histogram.counts.reduce(0, +) == numbers.count(where: \.isFinite))
      #expect(histogram.outside == numbers.count { !$0.isFinite })
    }
  }

  @Test func aBarIsAsLongAsItsNumber() {
    #expect(Bars.bar(1, full: 2, width: 8) == "████")
    #expect(Bars.bar(3, full: 2, width: 8) == "████████")
    #expect(Bars.bar(0, full: 2, width: 8).isEmpty && Bars.bar(.nan, full: 2, width: 8).isEmpty)
  }
}
