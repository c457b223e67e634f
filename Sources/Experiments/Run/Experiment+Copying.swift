import Arrays
import Autodiff
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

  /// The gradients of the critic's coming step for each trainable parameter: as the step makes them, and as the settings' objective has them
  /// on draws of its own rules.
  public func criticGradients() throws -> (made: [NDArray], written: [NDArray]) {
    func gradients(_ begun: StepWork) throws -> [NDArray] {
      var work = begun
      try work.advance(through: .gradient)
      return try work.needed(work.gradients, .gradient).map {
        $0.gradient?.value ?? NDArray(repeating: 0, shape: $0.parameter.shape)
      }
    }
    return (try gradients(work(.critic)), try gradients(work(.critic, StepRecipe(settings))))
  }
}
