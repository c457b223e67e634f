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

  /// The step of it that is being walked.
  private var walk: StepWork? {
    experiment.walk.flatMap { isRunning && $0.network.rawText == role.rawValue ? $0 : nil }
  }
  private var parts: StepParts { StepParts(training, training.network.trainable, role.rawValue, walk) }
  private var network: NetworkObject { NetworkObject(training.network) }
  /// Whether the run has not begun again since, with another.
  private var isRunning: Bool { (role == .critic ? experiment.critic : experiment.generator) === training }

  var memberNames: [String] {
    network.memberNames + ["steps"] + parts.names + (hasStepped ? reported.map(\.name) : [])
  }

  func member(_ name: String) throws(Problem) -> Value? {
    switch name {
    case "steps": return try .whole(training.steps, named: "\(role.rawValue).steps")
    default:
      // First what conditions ask after every step.
      if Self.reports[role]?.contains(name) == true, let number = reported.first(where: { $0.name == name })?.value {
        return .number(number)
      }
      if let stage = training.network.stages.first(where: { $0.name == name }) {
        return .object(LayerInTraining(stage: stage, training: training, walk: walk))
      }
      if let member = try network.member(name) { return member }
      if let part = parts.member(name) { return part }
      if StepParts.names(training).contains(name) { throw missing(name) }
      if let number = try report(name) { return .number(number) }
      // A member that has no value yet may be meant, too.
      let known = network.memberNames + ["steps"] + StepParts.names(training) + (Self.reports[role] ?? [])
      guard let hint = didYouMean(nearest(name, among: known)) else { return nil }
      throw Problem("this network has no member \"\(name)\"", hint: hint)
    }
  }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value { try network.call(arguments) }
  var partCount: Int? { network.partCount }
  func part(_ range: Range<Int>) -> Value { network.part(range) }
  var description: String { network.description }

  // MARK: - The last step

  /// What steps of each network report, by name.
  private static let reports: [Role: [String]] = [
    .critic: ["loss", "penalty", "estimate", "slope", "gradientnorm"], .generator: ["loss", "gradientnorm"],
  ]

  private var hasStepped: Bool { training.knowsLastStep }

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
}

/// What the step being walked, else the last one, does to some parameters, flattened: the gradient it follows, what it adds, and what the
/// optimiser remembers.
struct StepParts {
  private let training: TrainState
  private let parameters: [Networks.Parameter]
  private let name: String
  private let walk: StepWork?

  init(_ training: TrainState, _ parameters: [Networks.Parameter], _ name: String, _ walk: StepWork?) {
    (self.training, self.parameters, self.name, self.walk) = (training, parameters, name, walk)
  }

  /// Those that have a value.
  var names: [String] { StepParts.names(training).filter { member($0) != nil } }

  /// `gradient`, `update`, and the optimiser's own: `mean`, `squares`.
  static func names(_ training: TrainState) -> [String] { ["gradient", "update"] + training.memoryNames }

  /// One of them; `nil` for another name, and where no step was made.
  func member(_ member: String) -> Value? {
    let numbers: NDArray? =
      switch member {
      case "gradient": walk?.gradient(of: parameters) ?? training.lastGradient(of: parameters)
      case "update": walk?.update(of: parameters) ?? training.lastUpdate(of: parameters)
      default:
        training.steps == 0 && walk == nil
          ? nil
          : training.memoryNames.firstIndex(of: member).map {
            walk?.memory($0, of: parameters) ?? training.memory($0, of: parameters)
          }
      }
    return numbers.map { .tensor(Tensor($0, label: "\(name).\(member)")) }
  }
}

/// One layer of a network in training: its parameters, and what the last step did to them.
struct LayerInTraining: Object {
  let kind = "layer"
  private let stage: Network.Stage
  private let training: TrainState
  private let walk: StepWork?
  private var layer: LayerObject { LayerObject(network: training.network, stage: stage) }

  init(stage: Network.Stage, training: TrainState, walk: StepWork?) {
    (self.stage, self.training, self.walk) = (stage, training, walk)
  }

  private var trainable: [Networks.Parameter] { stage.parameters.filter(\.isTrainable) }
  private var parts: StepParts { StepParts(training, trainable, "\(training.network.name).\(stage.name)", walk) }

  func call(_ arguments: [GivenArgument]) throws(Problem) -> Value { try layer.call(arguments) }

  var memberNames: [String] { layer.memberNames + (trainable.isEmpty ? [] : parts.names) }

  func member(_ name: String) throws(Problem) -> Value? {
    if let value = layer.member(name) { return value }
    guard !trainable.isEmpty, StepParts.names(training).contains(name) else { return nil }
    if let part = parts.member(name) { return part }
    throw Problem(
      "\(training.network.name).\(stage.name).\(name) has no value yet: no step was made",
      hint: "Type step \(training.network.name) first.")
  }

  var description: String { layer.description }
}
