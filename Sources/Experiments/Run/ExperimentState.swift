/// Where a run stands, as a value: with the preset's data it is all that the coming steps depend on.
///
/// The arrays are shared with the run, not copied: they are never changed once made.
public struct ExperimentState: Sendable {
  /// Every number of the run.
  public var settings: Settings
  /// What both networks are made of.
  public var architecture: Architecture
  /// Where the critic stands.
  public var critic: TrainSnapshot
  /// Where the generator stands.
  public var generator: TrainSnapshot
  /// Which samples the coming critic steps see.
  public var order: DataOrder
  /// What the steps so far reported.
  public var log: TrainingLog

  /// A state from its parts.
  public init(
    settings: Settings, architecture: Architecture, critic: TrainSnapshot, generator: TrainSnapshot,
    order: DataOrder, log: TrainingLog = TrainingLog()
  ) {
    (self.settings, self.architecture) = (settings, architecture)
    (self.critic, self.generator, self.order, self.log) = (critic, generator, order, log)
  }
}
