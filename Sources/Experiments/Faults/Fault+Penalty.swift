// Faults of the penalty: where the slope is measured, how long it is, and what becomes of it.

extension Fault {
  static let batchwideNorm = Fault(
    name: "batchwide-norm",
    summary: "one norm for the whole batch, in place of one for each sample",
    found: """
      The article: its tape.gradient(y, [x]) gives a list, so that the sum over the axes from 1 on takes the batch with it; and the notebook of \
      the book that it follows, Cheong's "Hands-On Image Generation with TensorFlow 2.0" (2020)
      """,
    lasted: "as printed",
    symptom: """
      The critic's slopes are far too small: one norm of all n samples is asked to be 1, which each meets at about 1/√n
      """,
    probe: ["step critic penalty"], claim: "size(norms) == 1 and settings.batch > 1",
    repair: "Sum the squares over every axis but the first: norm(slope, axes: 1), or [1, 2, 3] for images.",
    part: .normShare,
    change: .step { $0.penalty?.norm.sharing = .batch }, idleness: needsPenalty)

  static let normOverChannel = Fault(
    name: "norm-over-channel",
    summary: "a norm for each pixel, over its channels alone, in place of one for each image",
    found: """
      caogang/wgan-gp issues 25 and 27, eriklindernoren/PyTorch-GAN issue 20, Zeleni9/pytorch-wgan issue 40: norm(2, dim=1) of \
      [batch × channels × height × width], taken over from code whose images were flat
      """,
    lasted: "November 2017 to December 2023 (Zeleni9/pytorch-wgan pull request 48); still in others",
    symptom: "Every pixel's slope is asked to be 1, so that an image's is driven towards √pixels",
    probe: ["step critic penalty"], claim: "size(norms) > settings.batch",
    repair: "Flatten each image's slope first: norm(slope, axes: [1, 2, 3]).",
    part: .normShare,
    change: .step { $0.penalty?.norm.sharing = .pixel }, idleness: needsImages)

  static let sqrtAtZero = Fault(
    name: "sqrt-at-zero",
    summary: "the norm's root holds nothing but the sum of squares",
    found: "keras-team/keras-io issues 624 and 910: examples/generative/wgan_gp.py",
    lasted: "until May 2026 (pull request 2364)",
    symptom: """
      Where the critic is flat at a sample, the root's slope is infinite and times 0 no number: the step's whole gradient is none. All runs well \
      until then
      """,
    probe: ["{last} = 0*{last}", "step critic penalty"], claim: "min(norms) == 0",
    repair: "Add a small number under the root: sqrt(sum + 1e-12), or norm(slope, axes: 1, epsilon: 1e-12).",
    part: .normRoot,
    change: .step { $0.penalty?.norm.epsilon = 0 }, idleness: needsPenalty)

  static let penaltyAtReal = Fault(
    name: "penalty-at-real",
    summary: "the slope is measured at the real samples, not between real and fake",
    found:
      "labmlai/annotated_deep_learning_paper_implementations, labml_nn/gan/wasserstein/gradient_penalty/experiment.py",
    lasted: "2021 and since",
    symptom: "Nothing holds the critic's slope between the data and the fakes, where the generator reads it",
    probe: ["step critic penalty"], claim: "max(abs(interpolates - real)) == 0",
    repair: "Measure at epsilon*real + (1 - epsilon)*fake.",
    part: .points,
    change: .step { $0.penalty?.points = { $0.real } }, idleness: needsInterpolates)

  static let penaltyWithoutGradient = Fault(
    name: "penalty-without-gradient",
    summary: "the penalty is added to the loss as a number: no weight's gradient knows of it",
    found: "mlpack issues 2891 and 3063: src/mlpack/methods/ann/gan/wgangp_impl.hpp",
    lasted: "reported in March 2021; the class left mlpack without a repair",
    symptom:
      "The loss rises with λ, the gradient stays the same whatever λ is, and slopes grow as if there were no penalty",
    probe: [
      "step critic gradient", "withpenalty = critic.gradient", "set lambda 0", "step critic gradient",
      "without = critic.gradient",
    ],
    claim: "max(abs(withpenalty - without)) == 0",
    repair: "Differentiate through the slope: create_graph=True, a tape within a tape, gradient(…) within the loss.",
    part: .history,
    change: .step { $0.penalty?.history = .drop }, idleness: needsPenalty)
}
