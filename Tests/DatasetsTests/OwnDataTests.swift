import Arrays
import Datasets
import Files
import Testing

@Suite struct OwnDataTests {
  private let random = Random(seed: 3)

  /// Each row's numbers say which row it is.
  private func rows(_ count: Int, _ sample: Shape) -> NDArray {
    let size = sample.count
    return NDArray((0..<count * size).map { Real($0 / size) }, shape: Shape([count] + sample.extents))
  }

  @Test(arguments: [[2], [5], [3, 3, 1], [2, 4, 3]]) func anEpochVisitsEachSampleOnce(extents: [Int]) throws {
    let sample = Shape(extents), dataset = try OwnData(rows(12, sample)).dataset
    #expect(dataset.sampleShape == sample && dataset.isImage == (extents.count == 3))
    let numbers = (0..<3).flatMap { dataset.batch(4, random: random, step: $0).numbers }
    let seen = stride(from: 0, to: numbers.count, by: sample.count).map { numbers[$0] }
    #expect(seen.sorted() == (0..<12).map { Real($0) })
  }

  @Test func whatHasNoShapeOfItsOwnGetsOne() throws {
    #expect(try OwnData(NDArray([1, 2, 3], shape: [3])).sampleShape == [1])
    #expect(try OwnData(NDArray(repeating: 0, shape: [4, 5, 6])).sampleShape == [5, 6, 1])
  }

  @Test(arguments: [
    (NDArray(1), "a single number"), (NDArray([], shape: [0, 2]), "holds no samples"),
    (NDArray([], shape: [2, 0]), "hold no numbers"), (NDArray(repeating: 0, shape: [1, 1, 1, 1, 1]), "5 axes"),
    (NDArray([0, 1, 2, .nan], shape: [2, 2]), "data[1, 1] is nan"),
    (NDArray([0, 1, .infinity, 3], shape: [2, 2]), "data[1, 0] is inf"),
  ])
  func whatCannotBeTrainedOnIsRefused(tensor: NDArray, problem: String) {
    let message = refusal { try OwnData(tensor) }
    #expect(message.contains(problem), "\(message)")
  }

  @Test(arguments: [
    ([0, 1], "there are 2, and 3 samples"), ([0, 1, -1], "labels[2] is -1"), ([0, 1000, 0], "labels[1]"),
  ])
  func wrongLabelsAreRefused(labels: [Int], problem: String) {
    let message = refusal { try OwnData(rows(3, [2]), labels: labels) }
    #expect(message.contains(problem), "\(message)")
  }

  /// The class that a batch tells of each sample is that sample's own.
  @Test(arguments: [[2], [3, 3, 2]]) func batchesTellEachSamplesClass(extents: [Int]) throws {
    let labels = (0..<10).map { $0 % 3 }, dataset = try OwnData(rows(10, Shape(extents)), labels: labels).dataset
    let told = dataset.telling
    #expect(told.toldClasses == 3 && told.bareShape == dataset.sampleShape)
    for step in 0..<4 {
      let batch = told.batch(7, random: random, step: step), bare = dataset.batch(7, random: random, step: step)
      #expect(batch.shape == Shape([7] + told.sampleShape.extents) && batch.withoutTold(3) == bare)
      let own = dataset.labels(7, random: random, step: step)
      #expect(batch == bare.telling(own, of: 3))
      let size = bare.count / 7
      #expect((0..<7).allSatisfy { own[$0] == labels[Int(bare.numbers[$0 * size])] })
    }
  }

  /// Modes are classes, and a class can be drawn alone.
  @Test func oneClassCanBeDrawn() throws {
    let dataset = Dataset.eightGaussians, modes = try #require(dataset.modes)
    let found = dataset.batch(50, ofClass: 5, random: random, stream: .init(named: "x"), step: 2)
    #expect(found.shape == [50, 2])
    #expect(try modes.nearestModes(samples: found).allSatisfy { $0 == 5 })
  }
}

@Suite struct CharacterDrawingTests {
  private let random = Random(seed: 5)

  private func points(_ text: String, _ count: Int = 4000) throws -> [(x: Real, y: Real)] {
    let numbers = try CharacterDrawing(ByteStore(Array(text.utf8), name: "d")).points(
      count, random: random, stream: .data, step: 0
    ).numbers
    return stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }

  /// Two characters at the ends of a line of four: all points lie in them, as many in each.
  @Test func pointsLieInTheCharacters() throws {
    let points = try points("#  #")
    #expect(points.allSatisfy { abs($0.x) >= 0.5 && abs($0.x) <= 1 && abs($0.y) <= 0.5 })
    #expect(abs(points.count { $0.x < 0 } - 2000) < 200)
  }

  /// As many points as ink: a digit holds its ninths.
  @Test func densityIsInk() throws {
    let points = try points("9 3")
    #expect(abs(Double(points.count { $0.x < 0 }) / 4000 - 0.75) < 0.03)
  }

  /// The upper line lies above the lower one, and a line is twice as high as a character is wide.
  @Test func itStandsAsItIsTyped() throws {
    let points = try points("#\n\n.\n")
    #expect(points.allSatisfy { abs($0.x) <= 1.0 / 6 && abs($0.y) <= 1 && abs($0.y) >= 1.0 / 3 })
    #expect(points.count { $0.y > 0 } > 3000)
  }

  @Test(arguments: [("", "holds no ink"), ("  \n ", "holds no ink"), ("#\n\t#", "line 2, column 1 is a tab")])
  func whatIsNoDrawingIsRefused(text: String, problem: String) {
    #expect(refusal { try points(text) }.contains(problem))
  }
}

@Suite struct ClustersTests {
  /// Heaps that lie apart are found, whatever the seed.
  @Test(arguments: 0..<20) func heapsThatLieApartAreFound(seed: UInt64) throws {
    let data = Dataset.eightGaussians.batch(400, random: Random(seed: 1), step: 0)
    let modes = try #require(Dataset.eightGaussians.modes).nearestModes(samples: data)
    let found = try Clusters(data, count: 8, random: Random(seed: seed), stream: .data, step: 0)
    #expect(found.means.shape == [8, 2] && found.labels.count == 400)
    // Lloyd's rounds may end with two heaps in one; but what they found together is never split between far modes.
    let pairs = Set(zip(modes, found.labels).map { [$0, $1] })
    #expect(pairs.count <= 10)
  }

  @Test func moreHeapsThanSamplesAreRefused() {
    #expect(
      refusal {
        try Clusters(NDArray([1, 2], shape: [2, 1]), count: 3, random: Random(seed: 0), stream: .data, step: 0)
      }
      .contains("cannot be sorted into 3 heaps"))
  }
}
