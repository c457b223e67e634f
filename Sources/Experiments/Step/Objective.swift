import Arrays
import Autodiff
import Networks

/// What the critic and the generator minimise, as a value. GAN, WGAN and WGAN-GP differ here and nowhere else.
public struct Objective: Sendable {
  /// What `set objective` calls it.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  /// The critic's loss as it is written, for people.
  public let formula: String
  /// What the critic minimises, without the penalty, from its scores `[batch × 1]`.
  public let criticLoss: @Sendable (_ real: Tensor, _ fake: Tensor) -> Tensor
  /// What the generator minimises, from the scores of its fakes `[batch × 1]`.
  public let generatorLoss: @Sendable (_ fake: Tensor, _ form: GeneratorLoss) -> Tensor
  /// What is asked of the critic's slope; `nil` where nothing is.
  public let penalty: Penalty?
  /// Whether the critic's trainable weights are clipped after each step.
  public let clips: Bool
  /// Whether E[D(real)] - E[D(fake)] is what the critic maximises, and with that an estimate of the Wasserstein distance.
  public let estimatesDistance: Bool
  /// Its optimiser, learning rate and critic steps a round, where a preset does not know better.
  public let defaults: Defaults
  /// The lines in which the learner wrote it; `nil` for one of the kit's own.
  public let equations: Equations?
  /// The objective whose defaults it has: itself, for one of the kit's own.
  public let model: String
  /// Whether the critic's slope costs something.
  public let hasPenalty: Bool
  /// WGAN-GP and its kin, whose learning rates presets know better than the paper does.
  let isPenalisedWasserstein: Bool

  /// Hyper-parameters that belong to an objective, as its paper states them.
  public struct Defaults: Sendable {
    /// The rule both networks are trained with.
    public let optimizer: Optimizer
    /// The learning rate.
    public let rate: Real
    /// Critic steps for each generator step (n_critic).
    public let critics: Int
  }
}

/// Which of the two losses of Goodfellow et al. 2014 the generator of a GAN minimises.
public enum GeneratorLoss: String, CaseIterable, Sendable {
  /// -E[log σ(D(G(z)))]: strong slopes where the discriminator is sure.
  case nonSaturating = "non-saturating"
  /// E[log(1 - σ(D(G(z))))]: the minimax loss, which saturates there.
  case saturating
}

extension Objective {
  /// Every objective, in the article's order.
  public static let all: [Objective] = [gan, wgan, wganGP, wganLP, r1, dragan]

  /// The objective of that name.
  public static func named(_ name: String) -> Objective? { all.first { $0.name == name } }

  /// Goodfellow et al. 2014, with -log σ(x) written as softplus(-x), which does not overflow.
  public static let gan = goodfellow("gan", "Goodfellow's GAN: a discriminator that says real or fake")

  /// A GAN whose discriminator is asked to be flat on the data; the weight is the paper's γ. Mescheder et al. 2018.
  public static let r1 = goodfellow(
    "r1", "Mescheder's R1: a GAN whose discriminator is asked to be flat on the data", " + λ·½·E[‖∇D(real)‖²]", .atReal)

  /// A GAN whose discriminator's slope around the data is asked to be 1. Kodali et al. 2017.
  public static let dragan = goodfellow(
    "dragan", "Kodali's DRAGAN: a GAN whose discriminator's slope around the data is asked to be 1",
    " + λ·E[(‖∇D(real + δ)‖ - 1)²]", .aroundReal)

  /// Arjovsky et al. 2017: the critic's weights are clipped so that it stays Lipschitz.
  public static let wgan = wasserstein(
    "wgan", "Arjovsky's WGAN: a critic whose weights are clipped", ", weights clipped to [-c, c]", clips: true,
    Defaults(optimizer: .rmsprop(rho: 0.9, epsilon: 1e-7), rate: 5e-5, critics: 5))

  /// Gulrajani et al. 2017: the critic's slope between real and fake samples is asked to be 1.
  public static let wganGP = wasserstein(
    "wgan-gp", "Gulrajani's WGAN-GP: a critic whose slope is asked to be 1", " + λ·E[(‖∇D(x̂)‖₂ - 1)²]", .twoSided,
    penalised)

  /// Petzka et al. 2018: the critic's slope between real and fake samples is asked to be 1 at most.
  public static let wganLP = wasserstein(
    "wgan-lp", "Petzka's WGAN-LP: a critic whose slope is asked to be 1 at most", " + λ·E[max(0, ‖∇D(x̂)‖₂ - 1)²]",
    .oneSided, penalised)

  private static let penalised = Defaults(
    optimizer: .adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-7), rate: 1e-4, critics: 5)

  private static func goodfellow(
    _ name: String, _ summary: String, _ addition: String = "", _ penalty: Penalty? = nil
  ) -> Objective {
    Objective(
      name: name, summary: summary, formula: "-E[log σ(D(real))] - E[log(1 - σ(D(fake)))]" + addition,
      criticLoss: { real, fake in softplus(-real).mean() + softplus(fake).mean() },
      generatorLoss: { fake, form in form == .saturating ? -softplus(fake).mean() : softplus(-fake).mean() },
      penalty: penalty, clips: false, estimatesDistance: false,
      defaults: Defaults(optimizer: .adam(beta1: 0.5, beta2: 0.999, epsilon: 1e-7), rate: 2e-4, critics: 1),
      equations: nil, model: name, hasPenalty: penalty != nil, isPenalisedWasserstein: false)
  }

  /// A critic that maximises E[D(real)] - E[D(fake)], and a generator that raises its scores.
  private static func wasserstein(
    _ name: String, _ summary: String, _ addition: String, _ penalty: Penalty? = nil, clips: Bool = false,
    _ defaults: Defaults
  ) -> Objective {
    Objective(
      name: name, summary: summary, formula: "E[D(fake)] - E[D(real)]" + addition,
      criticLoss: { real, fake in fake.mean() - real.mean() }, generatorLoss: { fake, _ in -fake.mean() },
      penalty: penalty, clips: clips, estimatesDistance: true, defaults: defaults, equations: nil, model: name,
      hasPenalty: penalty != nil, isPenalisedWasserstein: penalty != nil)
  }
}
