import Arrays
import Autodiff
import Experiments
import Language
import Networks
import Texts

/// The critic or the generator of a run as expressions see it: `critic(x)`, `critic.conv1.kernel`, `critic.steps`, what its last step
/// reported, and its gradient. Under another name, `c = critic`, it stays this network, trained further or not.
struct NetworkInTraining: Object {
  /// Which of the two it is.
  enum Role: String {
    case critic, generator
  }

  let kind = "network"
  private let role: Role
  private let experiment: Experiment
  private let training: TrainState

  init(_ role: Role, of experiment: Experiment) {
    (self.role, self.experiment) = (role, experiment)
    training = role == .critic ? experiment.critic : experiment.generator
  }

  private var network: NetworkObject { NetworkObject(training.network) }
  /// Whether the run has not begun again since, with another.
  private var isRunning: Bool { (role == .critic ? experiment.critic : experiment.generator) === training }

  var memberNames: [String] {
    network.memberNames + ["steps"] + (hasStepped ? ["gradient", "update"] + reported.map(\.name) : [])
  }

  func member(_ name: String) throws(Problem) -> Value? {
    switch name {
    case "steps": return try .whole(training.steps, named: "\(role.rawValue).steps")
    case "gradient": return try flattened(training.lastGradients, name)
    case "update":
      return try flattened(training.lastUpdates.map { Self.difference($0.after, $0.before) }, name)
    default:
      if let member = try network.member(name) { return member }
      if let number = try report(name) { return .number(number) }
      // A member that has no value yet may be meant, too.
      let known = network.memberNames + ["steps", "gradient", "update"] + (Self.reports[role] ?? [])
      guard let hint = didYouMean(nearest(name, among: known)) else { return nil }
      throw Problem("this network has no member \"\(name)\"", hint: hint)
    }
  }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value { try network.call(arguments) }
  var description: String { network.description }

  // MARK: - The last step

  /// What steps of each network report, by name.
  private static let reports: [Role: [String]] = [
    .critic: ["loss", "penalty", "estimate", "slope", "gradientnorm"], .generator: ["loss", "gradientnorm"],
  ]

  private var hasStepped: Bool { training.gradientNorm != nil }

  /// What the last step reported; empty where that is not known.
  private var reported: [(name: String, value: Real)] {
    guard isRunning, hasStepped else { return [] }
    guard role == .critic else {
      return experiment.log.lastGenerator.map { [("loss", $0.loss), ("gradientnorm", $0.gradientNorm)] } ?? []
    }
    guard let report = experiment.log.lastCritic else { return [] }
    var values = [(name: "loss", value: report.loss), ("gradientnorm", report.gradientNorm)]
    if let penalty = report.penalty { values.append(("penalty", penalty)) }
    if let slope = report.slopeNorm { values.append(("slope", slope)) }
    if experiment.settings.objective.estimatesDistance { values.append(("estimate", report.estimate)) }
    return values
  }

  /// A number that the last step reported; `nil` where steps report none of that name.
  private func report(_ name: String) throws(Problem) -> Real? {
    guard Self.reports[role]?.contains(name) == true else { return nil }
    guard hasStepped, isRunning, !reported.isEmpty else { throw missing(name) }
    if let value = reported.first(where: { $0.name == name })?.value { return value }
    let objective = experiment.settings.objective
    throw Problem(
      "\(role.rawValue).\(name) has no value: \(objective.name) "
        + (name == "estimate" ? "gives no estimate of W" : "has no penalty"),
      hint: name == "estimate"
        ? "Its difference of scores is mean(critic(real)) - mean(critic(fake))." : "set objective changes it.")
  }

  private func flattened(_ parts: [NDArray], _ name: String) throws(Problem) -> Value {
    guard hasStepped else { throw missing(name) }
    let numbers = parts.flatMap(\.numbers)
    return .tensor(Tensor(NDArray(numbers, shape: [numbers.count]), label: "\(role.rawValue).\(name)"))
  }

  private func missing(_ name: String) -> Problem {
    guard isRunning else {
      return Problem(
        "\(role.rawValue).\(name) has no value: this network is not the run's any more",
        hint: "\(role.rawValue) itself is the one in training.")
    }
    let since = training.steps > 0 ? " since the run was loaded" : ""
    return Problem(
      "\(role.rawValue).\(name) has no value yet: no step was made\(since)", hint: "Type step \(role.rawValue) first.")
  }

  private static func difference(_ a: NDArray, _ b: NDArray) -> NDArray {
    NDArray(zip(a.numbers, b.numbers).map { $0 - $1 }, shape: a.shape)
  }
}
