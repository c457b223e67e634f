// Faults of the clip.

extension Fault {
  static let clipMovingVariance = Fault(
    name: "clip-moving-variance",
    summary: "everything that layers keep is clipped, batch norm's moving variance too",
    found: """
      eriklindernoren/Keras-GAN, wgan/wgan.py, and the book (Cheong 2020), whose loop reads get_weights() of each layer and clips all it is given
      """,
    lasted: "since 2017",
    symptom: """
      The moving variance is c at most, when it should be near the batch's own: used for inference, the critic's scores are many times too large
      """,
    probe: ["step critic"], claim: "max(critic.batchnorm1.variance) <= 1.001*settings.clip",
    repair: "Clip what is trained alone: trainable_weights, parameters() without buffers.",
    part: .bound,
    change: .step { $0.bounding = .everything }, idleness: needsClippedStatistics)

  static let clipBeforeStep = Fault(
    name: "clip-before-step",
    summary: "weights are clipped before the critic's step, which then moves them out",
    found: "martinarjovsky/WassersteinGAN, main.py; jiamings/wgan issue 2 asks about it",
    lasted: "since 2017",
    symptom:
      "After every step weights lie beyond c, by what the step added: the generator is trained through that critic",
    probe: ["step 2"],
    claim: """
      max(abs(vector(critic.parameters))) > settings.clip and max(abs(vector(critic.parameters))) < settings.clip + 20*settings.rate
      """,
    repair: "Clip after optimizer.step(), as the paper's algorithm says.",
    part: .bound,
    change: .step { $0.bounding = .weightsBefore }, idleness: needsClipping)

  static let clipGradientsInstead = Fault(
    name: "clip-gradients-instead",
    summary: "the gradient is clipped to ±c, and no weight",
    found: "advice in apache/mxnet issue 5381 (clip_gradient) and keras-team/keras-contrib pull request 16 (clipvalue)",
    lasted: "since March 2017",
    symptom: "No gradient's number exceeds c, weights grow past it, and the estimate of W grows without bound",
    probe: ["step 2"],
    claim:
      "max(abs(critic.gradient)) <= settings.clip and max(abs(vector(critic.parameters))) > settings.clip + 20*settings.rate",
    repair: "Bound the weights after the step; RMSprop hardly sees a gradient's size.",
    part: .bound,
    change: .step { $0.bounding = .gradients }, idleness: needsClipping)
}
