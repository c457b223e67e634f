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
  /// Its optimiser, learning rate and critic steps a round, where a preset does not know better.
  public let defaults: Defaults

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
  public static let all: [Objective] = [gan, wgan, wganGP]

  /// The objective of that name.
  public static func named(_ name: String) -> Objective? { all.first { $0.name == name } }

  /// Goodfellow et al. 2014, with -log σ(x) written as softplus(-x), which does not overflow.
  public static let gan = Objective(
    name: "gan",
    summary: "Goodfellow's GAN: a discriminator that says real or fake",
    formula: "-E[log σ(D(real))] - E[log(1 - σ(D(fake)))]",
    criticLoss: { real, fake in softplus(-real).mean() + softplus(fake).mean() },
    generatorLoss: { fake, form in
      form == .saturating ? -softplus(fake).mean() : softplus(-fake).mean()
    },
    penalty: nil, clips: false,
    defaults: Defaults(optimizer: .adam(beta1: 0.5, beta2: 0.999, epsilon: 1e-7), rate: 2e-4, critics: 1))

  /// Arjovsky et al. 2017: the critic's weights are clipped so that it stays Lipschitz.
  public static let wgan = Objective(
    name: "wgan",
    summary: "Arjovsky's WGAN: a critic whose weights are clipped",
    formula: "E[D(fake)] - E[D(real)], weights clipped to [-c, c]",
    criticLoss: wassersteinLoss, generatorLoss: { fake, _ in -fake.mean() },
    penalty: nil, clips: true,
    defaults: Defaults(optimizer: .rmsprop(rho: 0.9, epsilon: 1e-7), rate: 5e-5, critics: 5))

  /// Gulrajani et al. 2017: the critic's slope between real and fake samples is asked to be 1.
  public static let wganGP = Objective(
    name: "wgan-gp",
    summary: "Gulrajani's WGAN-GP: a critic whose slope is asked to be 1",
    formula: "E[D(fake)] - E[D(real)] + λ·E[(‖∇D(x̂)‖₂ - 1)²]",
    criticLoss: wassersteinLoss, generatorLoss: { fake, _ in -fake.mean() },
    penalty: .twoSided, clips: false,
    defaults: Defaults(optimizer: .adam(beta1: 0.5, beta2: 0.9, epsilon: 1e-7), rate: 1e-4, critics: 5))

  /// E[D(fake)] - E[D(real)]: minus the estimate of the Wasserstein distance.
  private static let wassersteinLoss: @Sendable (Tensor, Tensor) -> Tensor = { real, fake in
    fake.mean() - real.mean()
  }
}
