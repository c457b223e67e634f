import Arrays
import Datasets
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// Which modes of the data the generator reaches, and which it has dropped.
  var modesSubject: Subject {
    Subject(
      "modes", "how many of the data's modes or classes the samples reach, and how often each", group: "Samples",
      number: { session throws(Problem) in Real(try translated { try coverage(in: session)?.covered } ?? 0) }
    ) { session in
      guard let coverage = try translated({ try coverage(in: session) }) else { return [noClasses(try experiment())] }
      return [.table(coverage.table), .text(foldedLines(coverage.explanation))]
    }
  }

  /// The classes of the data, by number and name, and how many of its samples each has.
  var labelsSubject: Subject {
    Subject("labels", "the classes of the data", group: "Samples") { _ in
      let experiment = try experiment()
      guard let classes = experiment.dataset.classes else { return [noClasses(experiment)] }
      return [
        .table(
          Table(
            "the classes of \(experiment.dataset.name)", columns: ["label", "class", "samples"],
            rows: classes.names.enumerated().map { label, name in
              [.number(Real(label)), .text(name), .text(classes.counts.map { grouped($0[label]) } ?? "drawn afresh")]
            }))
      ]
    }
  }

  private func noClasses(_ experiment: Experiment) -> Output {
    let way =
      experiment.settings.data == nil
      ? "8gaussians, 25gaussians and fashion have some."
      : "labels = clusters(data, 8) finds some, labels = [0, 1, …] gives each sample one (help labels)."
    return .text(foldedLines("\(experiment.dataset.name): no modes or classes of these data are known. \(way)"))
  }

  /// How many samples are sorted into classes by their neighbours, and among how many of the data.
  private static let sorted = 1000, neighbours = 2000
  /// The same where samples are images, whose distances take longer.
  private static let sortedImages = 250, neighbouringImages = 1000

  private func coverage(in session: Session) throws -> ModeCoverage? {
    let experiment = try experiment(), dataset = experiment.dataset
    guard let classes = dataset.classes else { return nil }
    let isShort = dataset.isImage && !experiment.showsClothes
    let samples = try fakes(experiment, isShort ? Self.sortedImages : Self.sorted)
    let found: [Int]
    let way: String
    if experiment.showsClothes {
      let (classifier, accuracy) = try classifier(in: session)
      found = try classifier.classes(of: samples)
      way = "by a classifier that names \(percent(Real(accuracy))) of the test images rightly"
    } else if let modes = dataset.modes {
      found = try modes.nearestModes(samples: samples)
      way = "by the nearest centre"
    } else {
      let count = drawable(isShort ? Self.neighbouringImages : Self.neighbours, experiment),
        stream = Random.Stream(named: "modes")
      let known = reals(experiment, count, stream: stream, step: 0)
      let labels = dataset.labels(count, random: experiment.random, stream: stream, step: 0)
      let nearest = try nearestRows(of: known.asRows, to: samples.asRows) {
        try session.checkCancellation()
      }
      found = nearest.map { $0.map { labels[$0] } ?? -1 }
      way = "by the nearest of \(counted(count, "sample")) of the data"
    }
    return ModeCoverage(classes, zip(found, samples.finiteRows).map { $1 ? $0 : -1 }, way)
  }

  /// For each row of `points` the nearest of some rows; `nil` where it holds what is no number.
  private func nearestRows(of known: NDArray, to points: NDArray, poll: () throws -> Void) rethrows -> [Int?] {
    let size = known.shape[1]
    return try known.withNumbers { known in
      try points.withNumbers { points in
        try (0..<points.count / size).map { row in
          if row % 16 == 0 { try poll() }
          var best: (row: Int?, distance: Real) = (nil, .infinity)
          for other in 0..<known.count / size {
            var distance: Real = 0
            for place in 0..<size {
              let gap = points[row * size + place] - known[other * size + place]
              distance += gap * gap
            }
            if distance < best.distance { best = (other, distance) }
          }
          return best.row
        }
      }
    }
  }
}

/// How samples spread over the classes of the data.
struct ModeCoverage {
  /// A class is reached when at least this part of the share that the data give it is there.
  static let least: Real = 0.2

  private let classes: SampleClasses
  private let shares, expected: [Real]
  private let count, lost: Int
  private let way: String

  init(_ classes: SampleClasses, _ found: [Int], _ way: String) {
    (self.classes, count, self.way) = (classes, found.count, way)
    var counts = [Int](repeating: 0, count: classes.count)
    for label in found where counts.indices.contains(label) { counts[label] += 1 }
    lost = found.count - counts.reduce(0, +)
    shares = counts.map { Real($0) / Real(max(1, found.count)) }
    let all = Real(classes.counts?.reduce(0, +) ?? classes.count)
    expected = (classes.counts ?? [Int](repeating: 1, count: classes.count)).map { Real($0) / all }
  }

  /// How many classes are reached.
  var covered: Int { zip(shares, expected).count { $1 > 0 && $0 >= Self.least * $1 } }
  private var all: Int { expected.count { $0 > 0 } }

  var table: Table {
    let full = max(shares.max() ?? 1, expected.max() ?? 1)
    return Table(
      "\(covered) of \(counted(all, "mode")) reached by \(grouped(count)) samples"
        + (lost > 0 ? ", \(lost) of them no numbers" : ""),
      columns: ["mode", "share", "of the data", ""],
      rows: classes.names.indices.map { label in
        [
          .text(classes.names[label]), .text(percent(shares[label])), .text(percent(expected[label])),
          .bar(shares[label], full: full, width: 24),
        ]
      })
  }

  var explanation: String {
    """
    Sorted \(way). A mode counts as reached when its share is at least a fifth of what the data have there; modes in expressions is how \
    many are.
    """
  }
}

extension NDArray {
  /// Of which samples all numbers are finite.
  fileprivate var finiteRows: [Bool] {
    let size = count / Swift.max(1, shape[0])
    return withNumbers { numbers in
      (0..<shape[0]).map { row in numbers[row * size..<(row + 1) * size].allSatisfy(\.isFinite) }
    }
  }
}
