import Networks

extension Experiment {
  /// The same run once more, amended alike: what is done with it leaves this one as it is.
  public func copy() throws -> Experiment {
    let other = try Experiment(state)
    if let amendment { other.amend(amendment) }
    other.isRecorded = isRecorded
    return other
  }

  /// The generator as it was before its first step.
  public func firstGenerator() throws -> Network { try architecture.networks(settings).generator.network }
}
