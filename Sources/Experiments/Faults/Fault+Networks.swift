import Autodiff

// Faults of the networks, the losses, and of what is measured beside a step.

extension Fault {
  static let batchNormInCritic = Fault(
    name: "batchnorm-in-critic",
    summary: "the penalised critic has batch norm, whatever the setting norm says",
    found: "eriklindernoren/Keras-GAN, wgan_gp/wgan_gp.py (issues 48 and 253), and a graded exercise of a course",
    lasted: "since 2017; pull request 66 of July 2018 was never merged",
    symptom:
      "A sample's score depends on the others of its batch, so that the slope penalised is not each sample's own",
    probe: ["step critic"], claim: "crosstalk > 0.0001",
    repair: "Take it out, or use layer norm: set norm layer.",
    part: .critic,
    change: FaultChange(norm: .batch), idleness: needsPresetCritic)

  static let momentsStopped = Fault(
    name: "moments-stopped",
    summary: "the variance of a norm layer takes its mean for a constant where a gradient is differentiated again",
    found:
      "TensorFlow, tf.nn.moments; pull request 19609 notes that it changes no gradient, which holds for the first one",
    lasted: "in 2018 already, when the note was added, and since",
    symptom: """
      The penalty's gradient is wrong through batch and layer norm, by up to 3/1000 of the largest. The sum of the gradient of the biases \
      before one, 0 since a shift of all has no effect, is not
      """,
    probe: ["step critic gradient"],
    claim: "abs(sum({biases})) > 0.00001*max(abs({layer}.gradient))",
    repair: "Let the mean keep its gradient: mean((x - mean)^2), or torch.var.",
    part: .moments,
    change: .step { $0.meanHistory = .drop }, idleness: needsNormInCritic)

  static let scoreAtInterpolates = Fault(
    name: "score-at-interpolates",
    summary: "the critic's loss scores the points between real and fake in the fakes' place",
    found: "palle-k/DL4S-WGAN-GP, README",
    lasted: "since 2019",
    symptom: "The critic learns to tell real samples from mixtures: the estimate of W is about half of what it was",
    probe: ["step critic score"],
    claim: "max(abs(fakescores - critic(epsilon*real + (1 - epsilon)*fake))) < 0.0001*max(abs(realscores)) + 0.00001",
    repair: "Score real and fake; the points are for the penalty alone.",
    part: .scores,
    change: .step { $0.scoredFakes = { Penalty.interpolates($0) } }, idleness: needsInterpolates)

  static let generatorSign = Fault(
    name: "generator-sign",
    summary: "the generator's loss has the wrong sign: it lowers the scores of its fakes",
    found: "Zeleni9/pytorch-wgan issue 51: models/wgan_clipping.py",
    lasted: "until October 2025 (pull request 53); reported in September 2024",
    symptom: "The generator walks away from the data, and the estimate of W grows from round to round",
    probe: ["step generator loss"], claim: "loss*mean(fakescores) > 0",
    repair: "Minimise -mean(critic(fake)).",
    part: .generator,
    change: .step { recipe in
      let right = recipe.generatorLoss
      recipe.generatorLoss = { -right($0) }
    }, idleness: needsKitObjective)

  static let jsLostSamples = Fault(
    name: "js-lost-samples",
    summary: "a histogram loses two of three real samples, and still divides by all of them",
    found: "poloclub/ganlab, src/ganlab_evaluators.ts: splice(i * 2, i * 2 + 2) removes more at each turn",
    lasted: "since 2018",
    symptom: "The shares of the data add up to a third, so KL(real‖fake) falls below 0, and JS never reaches log 2",
    probe: ["set fakes noisy"], claim: "kldivergence < 0",
    repair: "Read the samples without removing them: slice, not splice.",
    part: .histogram,
    change: FaultChange(realsForOneCounted: 3), idleness: { _ in nil })
}
