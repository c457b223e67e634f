import Notebook

extension GlossaryTerm {
  /// The words of the field, then those of the kit.
  static let all: [GlossaryTerm] = field + kit

  private static let field = [
    GlossaryTerm(
      "JS", "Jensen-Shannon divergence",
      meaning:
        "how far two distributions are from their mean, by KL: 0 when they are equal, log 2 when they share nothing. help jsdivergence."
    ),
    GlossaryTerm(
      "KL", "Kullback-Leibler divergence", "relative entropy",
      meaning: "the sum of p·log(p/q): what coding p by q costs. Infinite where q is 0 and p is not. help kldivergence."
    ),
    GlossaryTerm(
      "TV", "total variation",
      meaning:
        "the largest difference of two distributions' probabilities for any event: half the sum of |p - q|. help totalvariation."
    ),
    GlossaryTerm(
      "W", "Wasserstein distance", "earth mover's distance", "EMD",
      meaning:
        "the least work that moves one distribution onto the other, mass times distance. It stays informative where supports do not meet. help wasserstein."
    ),
    GlossaryTerm(
      "E", "expectation", meaning: "the mean over a distribution, computed as the mean over a batch: mean(x)."),
    GlossaryTerm("nats", meaning: "the unit of information when logarithms are natural; log 2 nats are one bit."),
    GlossaryTerm("ln", meaning: "the natural logarithm, written log(x) here."),
    GlossaryTerm("support", meaning: "where a distribution has any mass at all."),
    GlossaryTerm(
      "coupling", "transport plan", meaning: "how much mass goes from where to where; W is the cheapest one's cost."),
    GlossaryTerm(
      "dual", "Kantorovich-Rubinstein duality",
      meaning:
        "W as a maximum: the largest E[D(real)] - E[D(fake)] over functions D of slope at most 1. The critic looks for that D."
    ),
    GlossaryTerm(
      "Lipschitz",
      meaning:
        "a function is 1-Lipschitz when it changes by no more than its input moves: its slope is at most 1. show lipschitz."
    ),
    GlossaryTerm(
      "secant",
      meaning:
        "the slope between two points of a function; no larger than the Lipschitz constant, and a bound from below for it."
    ),
    GlossaryTerm("slope", meaning: "the norm of the critic's gradient for its input, ‖∇D(x)‖."),
    GlossaryTerm(
      "GAN",
      meaning:
        "generative adversarial network: a generator makes samples, and a second network tells them from real ones."),
    GlossaryTerm("generator", meaning: "the network that turns noise into samples."),
    GlossaryTerm(
      "critic",
      meaning: "the network D that scores samples with any number; its scores' difference estimates W. help critic."),
    GlossaryTerm(
      "discriminator",
      meaning:
        "a GAN's second network: it gives the probability that a sample is real. In a WGAN its place is the critic's."),
    GlossaryTerm(
      "saturating",
      meaning:
        "a loss whose gradient goes to 0 where the other network is sure: the generator's log(1 - D(x)), so that it stops learning."
    ),
    GlossaryTerm(
      "mode", meaning: "a region where a distribution has much of its mass, such as one of eight Gaussians."),
    GlossaryTerm("mode collapse", meaning: "the generator makes a few modes only, however much noise it is given."),
    GlossaryTerm(
      "weight clipping", "clipping",
      meaning:
        "keeping every weight of the critic within ±c after each step: the first way to bound its slope. set clip."),
    GlossaryTerm(
      "gradient penalty", "GP",
      meaning: "λ·E[(‖∇D(x̂)‖ - 1)²] added to the critic's loss, so that its slope is near 1 at the interpolates."),
    GlossaryTerm(
      "interpolates", "x̂",
      meaning: "points on the lines between real and fake samples: ε·real + (1 - ε)·fake. help equations."),
    GlossaryTerm(
      "double backpropagation", "double backprop",
      meaning: "the gradient of a gradient: what the penalty needs, since it contains the critic's slope."),
    GlossaryTerm(
      "crosstalk",
      meaning:
        "how one sample's score depends on the other samples of its batch: what batch norm in the critic brings. show crosstalk."
    ),
    GlossaryTerm(
      "batch norm",
      meaning:
        "normalising each feature over the batch; under a penalty for each sample it is wrong in the critic. help batchnorm."
    ),
    GlossaryTerm("n_critic", meaning: "how many critic steps go before each generator step. set critics."),
    GlossaryTerm(
      "Fréchet distance", "FID",
      meaning:
        "between two sets of images, in a classifier's features taken as Gaussians. Here the classifier is the kit's own. show quality."
    ),
  ]

  private static let kit = [
    GlossaryTerm("cell", meaning: "one complete entry at the prompt, with its number and what it showed. help cells."),
    GlossaryTerm("subject", meaning: "something that show shows. show alone lists them."),
    GlossaryTerm("preset", meaning: "data, networks, objective, optimiser and seed that go together. use lists them."),
    GlossaryTerm("knob", "setting", meaning: "a number or word of the experiment that set changes. help settings."),
    GlossaryTerm("objective", meaning: "what critic and generator minimise. help objectives."),
    GlossaryTerm("round", meaning: "the critic's steps and then one step of the generator."),
    GlossaryTerm("step", meaning: "one update of one network, from one batch."),
    GlossaryTerm(
      "recording",
      meaning: "a training step traced once with shapes alone, to be replayed without building it again. show program."),
    GlossaryTerm(
      "arena",
      meaning:
        "the one block of memory in which a replayed step keeps its values; those that are not needed at the same time share places. show program."
    ),
  ]
}
