/// What the steps of a run reported, oldest first: at most `mostKept` of each, thinned evenly when there are more.
public struct TrainingLog: Sendable {
  /// The critic's steps.
  public private(set) var critic: [CriticReport] = []
  /// The generator's steps.
  public private(set) var generator: [GeneratorReport] = []
  private var criticStride = 1
  private var generatorStride = 1
  private static let mostKept = 20_000

  /// The latest of each, even where the list is thinned.
  public private(set) var lastCritic: CriticReport?
  /// The latest of each, even where the list is thinned.
  public private(set) var lastGenerator: GeneratorReport?

  /// An empty log.
  public init() {}

  mutating func append(_ report: CriticReport) {
    lastCritic = report
    guard report.step % criticStride == 0 else { return }
    critic.append(report)
    guard critic.count >= TrainingLog.mostKept else { return }
    criticStride *= 2
    critic.removeAll { [criticStride] in $0.step % criticStride != 0 }
  }

  mutating func append(_ report: GeneratorReport) {
    lastGenerator = report
    guard report.step % generatorStride == 0 else { return }
    generator.append(report)
    guard generator.count >= TrainingLog.mostKept else { return }
    generatorStride *= 2
    generator.removeAll { [generatorStride] in $0.step % generatorStride != 0 }
  }
}
