/// What the steps of a run reported, oldest first: at most `mostKept` of each, thinned evenly when there are more.
public struct TrainingLog: Sendable {
  private var criticReports = ReportList<CriticReport>()
  private var generatorReports = ReportList<GeneratorReport>()
  private var criticStride = 1
  private var generatorStride = 1
  private static let mostKept = 20_000

  /// The latest of each, even where the list is thinned.
  public private(set) var lastCritic: CriticReport?
  /// The latest of each, even where the list is thinned.
  public private(set) var lastGenerator: GeneratorReport?

  /// An empty log.
  public init() {}

  /// The critic's steps.
  public var critic: [CriticReport] { criticReports.all }
  /// The generator's steps.
  public var generator: [GeneratorReport] { generatorReports.all }

  /// About how many bytes a copy of it does not share with the others.
  static let ownBytes =
    ReportList<CriticReport>.pieceSize * (MemoryLayout<CriticReport>.stride + MemoryLayout<GeneratorReport>.stride)

  mutating func append(_ report: CriticReport) {
    lastCritic = report
    guard report.step % criticStride == 0 else { return }
    criticReports.append(report)
    guard criticReports.count >= TrainingLog.mostKept else { return }
    criticStride *= 2
    criticReports.removeAll { [criticStride] in $0.step % criticStride != 0 }
  }

  mutating func append(_ report: GeneratorReport) {
    lastGenerator = report
    guard report.step % generatorStride == 0 else { return }
    generatorReports.append(report)
    guard generatorReports.count >= TrainingLog.mostKept else { return }
    generatorStride *= 2
    generatorReports.removeAll { [generatorStride] in $0.step % generatorStride != 0 }
  }
}

/// Reports in the order in which they came. Copies of a list that grows share all but its last piece.
struct ReportList<Report: Sendable>: Sendable {
  static var pieceSize: Int { 128 }
  private var pieces: [[Report]] = []
  private var rest: [Report] = []

  var count: Int { pieces.count * Self.pieceSize + rest.count }
  /// All of them, oldest first.
  var all: [Report] { pieces.flatMap(\.self) + rest }

  mutating func append(_ report: Report) {
    rest.append(report)
    guard rest.count == Self.pieceSize else { return }
    pieces.append(rest)
    rest = []
  }

  mutating func removeAll(where isUnwanted: (Report) -> Bool) {
    let kept = all.filter { !isUnwanted($0) }
    self = ReportList()
    for report in kept { append(report) }
  }
}
