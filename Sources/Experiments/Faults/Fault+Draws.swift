// Faults of what a step draws: ε, and the fakes.

extension Fault {
  static let epsilonNormal = Fault(
    name: "epsilon-normal",
    summary: "ε is drawn from N(0, 1), not evenly from 0 to 1",
    found: "keras-team/keras-io issues 143, 415 and 624: examples/generative/wgan_gp.py",
    lasted: "three years: reported in July 2020, to be changed in August 2023",
    symptom: "Two thirds of the points lie beyond the real sample or the fake one, not between them",
    probe: ["step critic sample"], claim: "min(epsilon) < 0 or max(epsilon) > 1",
    repair: "Draw it evenly: tf.random.uniform, torch.rand, uniform(batch, 1).",
    part: .epsilonLaw,
    change: .step { $0.epsilon.distribution = .normal }, idleness: needsInterpolates)

  static let epsilonPerPixel = Fault(
    name: "epsilon-per-pixel",
    summary: "each number of a sample has an ε of its own",
    found: "eriklindernoren/PyTorch-GAN issue 5; also preritj/progressive_growing_of_GANs issue 3",
    lasted: "until April 2018",
    symptom:
      "The points fill the box between a real sample and a fake one: they lie on no straight line between the two",
    probe: ["step critic sample"], claim: "size(epsilon) > settings.batch",
    repair: "Draw one for each sample, shaped to stretch over it: [batch, 1], or [batch, 1, 1, 1] for images.",
    part: .epsilonShare,
    change: .step { $0.epsilon.sharing = .number }, idleness: needsInterpolates)

  static let epsilonPerBatch = Fault(
    name: "epsilon-per-batch",
    summary: "all samples of a batch share one ε",
    found: "palle-k/DL4S-WGAN-GP, README and Sources/WGANGP/main.swift",
    lasted: "since 2019",
    symptom: "A step sees the slope at one depth between real and fake only; the penalty jumps from step to step",
    probe: ["step critic sample"], claim: "size(epsilon) == 1 and settings.batch > 1",
    repair: "Draw one for each sample: [batch, 1].",
    part: .epsilonShare,
    change: .step { $0.epsilon.sharing = .batch }, idleness: needsInterpolates)

  static let inferenceFakes = Fault(
    name: "inference-fakes",
    summary: "the critic's fakes are made with batch norm's kept statistics, the generator's own step with the batch's",
    found: """
      The notebook of the book (Cheong 2020) and the article: generator.predict makes the critic's fakes; Keras' models in that style all do
      """,
    lasted: "as printed",
    symptom:
      "The critic is trained against another generator than the one that is trained against it, far off at first",
    probe: ["step critic sample"], claim: "max(abs(fake - generator(latent))) > 0.001",
    repair: "Make both in one mode: generator(noise, training=True).",
    part: .fakes,
    change: .step { $0.fakeStatistics = .kept }, idleness: needsBatchNormInGenerator)
}
