import Experiments

extension Laboratory {
  /// How far the gradients of other batches agree: what a step follows beside what it meets by chance.
  func measureGradients(_ experiment: Experiment, _ examination: inout Examination) throws {
    guard allowsFurtherSteps(experiment) else {
      return examination.leaveOut(
        "the gradients of further batches were not compared: the critic is too large for that")
    }
    // Small batches agree little: it takes more of them to say how little.
    let batches = experiment.settings.batch <= 32 ? 32 : 8
    let shares = try [StepMade.Network.critic, .generator].map {
      try GradientAgreement($0, of: experiment, batches: batches).share
    }
    examination.note(.criticAgreement, shares[0])
    examination.note(.generatorAgreement, shares[1])
    examination.note(.agreement, shares.min())
  }
}
