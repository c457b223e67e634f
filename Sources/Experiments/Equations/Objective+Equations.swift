import Arrays
import Autodiff
import Language
import Refusals

extension Objective {
  /// An objective of one's own. What it does not say, optimiser, rate, critic steps and the critic's normalisation, is as another objective
  /// has it: the one that it is like.
  public init(_ name: String, summary: String? = nil, _ equations: Equations, like other: Objective? = nil) {
    let model = other ?? (equations.hasPenalty ? .wganGP : equations.clips ? .wgan : .gan)
    self.init(
      name: name, summary: summary ?? "an objective of your own", formula: equations["criticloss"]?.formula ?? "",
      criticLoss: { real, fake in
        Objective.loss(equations, ["realscores": real, "fakescores": fake], "criticloss")
      },
      generatorLoss: { fake, _ in Objective.loss(equations, ["fakescores": fake], "generatorloss") },
      penalty: nil, clips: equations.clips, estimatesDistance: equations.maximisesDifference,
      defaults: model.defaults, equations: equations, model: model.name,
      hasPenalty: model.hasPenalty, isPenalisedWasserstein: model.isPenalisedWasserstein)
  }

  /// Whether the learner wrote it.
  public var isOwn: Bool { equations != nil }

  /// The lines to type it by, the first with its name.
  public var lines: [String] {
    let written = equations?.lines.map(\.text) ?? Objective.written[name] ?? []
    let head = isOwn ? "objective \(name) like \(model)" : "objective my\(name.filter { $0 != "-" }) like \(name)"
    return [head] + (isOwn && summary != "an objective of your own" ? ["  # \(summary)"] : [])
      + written.map { "  " + $0 } + ["end"]
  }

  /// Its text as a file keeps it: what it is like, then a line for each equation.
  public var record: String? {
    equations.map { ([model] + $0.lines.map(\.text)).joined(separator: "\n") }
  }

  /// An objective from its name and record; throws what in it is none.
  public init(_ name: String, record: String) throws(Refusal) {
    let lines = record.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let model = Objective.named(lines[0]) else {
      throw Refusal("objective \(name)", "it is like \(lines[0]), which is none", "Choose one of help objectives.")
    }
    do { self.init(name, try Equations(Array(lines.dropFirst())), like: model) } catch { throw error.refusal }
  }

  /// A loss of scores alone; not a number where the equation needs more than these.
  private static func loss(_ equations: Equations, _ scores: [String: Tensor], _ name: String) -> Tensor {
    let scope = ScoreScope(equations, scores)
    return (try? scope.value(named: name)?.tensor(in: name)) ?? Tensor(.nan)
  }

  /// The kit's own objectives in equations. `Tests/ExperimentsTests` holds each to be the same, bit for bit.
  public static let written: [String: [String]] = {
    let distance = "mean(critic(fake)) - mean(critic(real))"
    let goodfellow = "mean(softplus(-critic(real))) + mean(softplus(critic(fake)))"
    let (raised, unsaturated) = ("generatorloss = -mean(critic(fake))", "generatorloss = mean(softplus(-critic(fake)))")
    return [
      "gan": ["criticloss = \(goodfellow)", unsaturated],
      "wgan": ["criticloss = \(distance)", raised, "constraint = \(Equations.clipping)"],
      "wgan-gp": ["penalty = mean((norms - 1)^2)", "criticloss = \(distance) + lambda*penalty", raised],
      "wgan-lp": ["penalty = mean(relu(norms - 1)^2)", "criticloss = \(distance) + lambda*penalty", raised],
      "r1": [
        "points = real", "penalty = 0.5*mean(norms^2)", "criticloss = \(goodfellow) + lambda*penalty", unsaturated,
      ],
      "dragan": [
        "points = real + 0.5*sqrt(mean((real - mean(real))^2))*directions", "penalty = mean((norms - 1)^2)",
        "criticloss = \(goodfellow) + lambda*penalty", unsaturated,
      ],
    ]
  }()
}

/// The names of an objective where scores are all that is known.
private final class ScoreScope: Scope {
  private let equations: Equations
  private let scores: [String: Tensor]

  init(_ equations: Equations, _ scores: [String: Tensor]) { (self.equations, self.scores) = (equations, scores) }

  var names: [String] { equations.lines.map(\.name) }

  func value(named name: String) throws(Problem) -> Value? {
    if let score = scores[name] { return .tensor(score) }
    if name == "critic" { return .object(ScoreBook(scores: scores)) }
    if scores[name + "scores"] != nil { return .text(name) }
    return try equations[name].map { (line) throws(Problem) in
      try Evaluator(scope: self, functions: .equations).value(of: line.expression)
    }
  }
}

/// A critic whose scores of the two batches are all that is known of it.
private struct ScoreBook: Object {
  let kind = "critic"
  let scores: [String: Tensor]
  let memberNames: [String] = []
  let description = "critic"
  func member(_ name: String) -> Value? { nil }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value {
    guard case .text(let name)? = arguments.first?.value, let score = scores[name + "scores"] else {
      throw Problem("only the scores of real and fake are known here")
    }
    return .tensor(score)
  }
}
