/// What the steps of a run reported, oldest first: at most `mostKept` of each, thinned evenly when there are more.
public struct TrainingLog: Sendable {
  private var criticReports = ReportList<CriticReport>()
  private var generatorReports = ReportList<GeneratorReport>()
  private var criticStride = 1
  private var generatorStride = 1
  fileprivate static let mostKept = 20_000

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

// MARK: - In parts

extension TrainingLog {
  /// What a log has that an earlier one of the same run has not.
  public struct Part: Sendable {
    /// Of how many steps one is kept.
    public var criticStride, generatorStride: Int
    /// The critic's reports that are new.
    public var critic: [CriticReport]
    /// The generator's reports that are new.
    public var generator: [GeneratorReport]
    /// The latest, even where it is not kept.
    public var lastCritic: CriticReport?
    /// The latest, even where it is not kept.
    public var lastGenerator: GeneratorReport?

    /// A part of a log.
    public init(
      criticStride: Int, generatorStride: Int, critic: [CriticReport], generator: [GeneratorReport],
      lastCritic: CriticReport?, lastGenerator: GeneratorReport?
    ) {
      (self.criticStride, self.generatorStride) = (criticStride, generatorStride)
      (self.critic, self.generator) = (critic, generator)
      (self.lastCritic, self.lastGenerator) = (lastCritic, lastGenerator)
    }
  }

  /// What it has that an earlier log has not.
  public func part(after earlier: TrainingLog) -> Part {
    let steps = (earlier.lastCritic?.step ?? 0, earlier.lastGenerator?.step ?? 0)
    return Part(
      criticStride: criticStride, generatorStride: generatorStride, critic: criticReports.all(after: steps.0),
      generator: generatorReports.all(after: steps.1), lastCritic: lastCritic, lastGenerator: lastGenerator)
  }

  /// An earlier log and what came then; `nil` where that is not what a run would have reported.
  public init?(_ earlier: TrainingLog, _ part: Part) {
    let steps = (earlier.lastCritic?.step ?? 0, earlier.lastGenerator?.step ?? 0)
    self = earlier
    guard
      criticReports.take(part.critic, after: steps.0, part.lastCritic, &criticStride, part.criticStride),
      generatorReports.take(part.generator, after: steps.1, part.lastGenerator, &generatorStride, part.generatorStride)
    else { return nil }
    (lastCritic, lastGenerator) = (part.lastCritic, part.lastGenerator)
  }
}

/// A report, as far as its place among others goes.
private protocol NumberedReport {
  var step: Int { get }
}

extension CriticReport: NumberedReport {}
extension GeneratorReport: NumberedReport {}

extension ReportList where Report: NumberedReport {
  /// Those after a step.
  fileprivate func all(after step: Int) -> [Report] { Array(all.drop { $0.step <= step }) }

  /// Takes over what came after a step, under a stride that may have grown; returns whether it is in order.
  fileprivate mutating func take(
    _ new: [Report], after step: Int, _ last: Report?, _ stride: inout Int, _ wanted: Int
  ) -> Bool {
    guard wanted >= stride, wanted.nonzeroBitCount == 1, wanted <= 1 << 40 else { return false }
    let steps = [step] + new.map(\.step)
    guard zip(steps, steps.dropFirst()).allSatisfy({ $0 < $1 && $1.isMultiple(of: wanted) }) else { return false }
    guard steps[steps.count - 1] <= last?.step ?? 0, count + new.count <= TrainingLog.mostKept else { return false }
    if wanted > stride { removeAll { !$0.step.isMultiple(of: wanted) } }
    for report in new { append(report) }
    stride = wanted
    return true
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
