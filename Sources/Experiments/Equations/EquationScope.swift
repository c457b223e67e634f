import Arrays
import Autodiff
import Language
import Networks
import Refusals

/// What an objective has made of a step so far.
struct EquationValues {
  /// The quantities that were asked for, by name.
  var values: [String: Value] = [:]
  /// How many draws there were.
  var draws = 0
  /// What networks gave, so that a score that is written twice is computed once.
  var calls: [(network: StepMade.Network, input: Tensor, output: Tensor)] = []
}

/// The names of an objective in a step: its lines, each computed when it is first asked for, then what the step has made.
final class EquationScope: Scope {
  private let equations: Equations
  let work: StepWork
  private(set) var kept: EquationValues
  /// The quantities that were computed here, in order.
  private(set) var made: [(name: String, value: Tensor)] = []
  /// The line that could not be computed, and why.
  private(set) var fault: EquationFault?

  init(_ equations: Equations, _ work: StepWork, _ values: EquationValues? = nil) {
    (self.equations, self.work, kept) = (equations, work, values ?? work.equationValues)
  }

  var names: [String] { equations.lines.map(\.name) }

  /// The one number of a line.
  func number(_ name: String) throws -> Tensor {
    guard let value = try value(named: name) else {
      throw Refusal("objective", "it has no \(name)", "Write its line.")
    }
    let tensor = try value.tensor(in: name)
    guard tensor.shape.count == 1 else {
      let problem = Problem(
        "\(name): it is \(tensor.shape), not a single number",
        hint: "A loss is one number of all samples: mean(…) of it.")
      fault = EquationFault(equations.lines.firstIndex { $0.name == name }, "objective", problem)
      throw problem
    }
    return tensor.shape.rank == 0 ? tensor : tensor.reshaped([])
  }

  /// The value of a formula on the names of the step.
  func value(of expression: Expression) throws(Problem) -> Value {
    try Evaluator(scope: self, functions: .equations.adding(drawing)).value(of: expression)
  }

  func value(named name: String) throws(Problem) -> Value? {
    if let value = kept.values[name] { return value }
    let line = equations[name]
    let found = if let line { try computed(line) } else { try usual(name) }
    guard let value = found else { return nil }
    kept.values[name] = value
    if case .tensor(let tensor) = value, line != nil || Equations.isMade(name, in: work.network) {
      made.append((name, tensor))
    }
    return value
  }

  private func computed(_ line: Equations.Line) throws(Problem) -> Value {
    do { return try value(of: line.expression) } catch {
      guard fault == nil else { throw error }
      fault = EquationFault(equations.lines.firstIndex { $0.name == line.name }, line.text, error)
      throw Problem("\(line.text): \(error.message)", hint: error.hint)
    }
  }

  // MARK: - What the run gives

  private func usual(_ name: String) throws(Problem) -> Value? {
    switch name {
    case "critic": .object(EquationNetwork(.critic, self))
    case "generator": .object(EquationNetwork(.generator, self))
    case "lambda": .tensor(work.lambda)
    case "real": .tensor(work.samples?.real ?? drawn(.real, work.sampleShape))
    case "fake": (work.samples?.fake ?? work.made).map { .tensor($0) }
    case "latent": work.noise.map { .tensor($0) }
    case "realscores": .tensor(try call(.critic, try tensor("real")))
    case "fakescores": .tensor(try call(.critic, try tensor("fake")))
    case "epsilon": .tensor(try epsilon())
    case "directions": .tensor(try directions())
    case "interpolates": .tensor(try interpolates())
    case "points": .tensor(try tensor("interpolates"))
    case "slope": .tensor(try slope())
    case "norms": .tensor(SlopeNorm()(of: try tensor("slope")))
    default: nil
    }
  }

  private func tensor(_ name: String) throws(Problem) -> Tensor {
    guard let value = try value(named: name) else { throw Problem("\(name) has no value in this step") }
    return try value.tensor(in: name)
  }

  private func epsilon() throws(Problem) -> Tensor {
    if let epsilon = work.samples?.epsilon { return epsilon }
    let real = try tensor("real").shape
    return drawn(.uniform, Shape([real[0]] + real.extents.dropFirst().map { _ in 1 }))
  }

  private func directions() throws(Problem) -> Tensor {
    if let directions = work.samples?.directions { return directions }
    return drawn(.normal, try tensor("real").shape)
  }

  private func interpolates() throws(Problem) -> Tensor {
    let samples = Samples(real: try tensor("real"), fake: try tensor("fake"), epsilon: try tensor("epsilon"))
    return Penalty.interpolates(samples)
  }

  /// The critic's slopes at the points, as a penalty of the kit's own measures them.
  private func slope() throws(Problem) -> Tensor {
    let points = try tensor(equations["points"] == nil ? "interpolates" : "points").aliased
    return gradient(of: try call(.critic, points).sum(), for: points)
  }

  // MARK: - Networks and draws

  /// What a network gives for a batch.
  func call(_ network: StepMade.Network, _ x: Tensor) throws(Problem) -> Tensor {
    if network == .critic, let scores = work.scores, let samples = work.samples {
      if x === samples.real { return scores.real }
      if x === samples.fake { return scores.fake }
    }
    if network == .critic, let scores = work.fakeScores, x === work.made { return scores }
    if let known = kept.calls.first(where: { $0.network == network && $0.input === x }) { return known.output }
    let (layers, parameters) = network == .critic ? work.critic : work.generator
    do throws(Refusal) {
      let output = try layers.evaluate(x, parameters, work.layerDraws.mode).output
      kept.calls.append((network, x, output))
      return output
    } catch { throw Problem(error) }
  }

  private func drawn(_ kind: EquationDraw.Kind, _ shape: Shape) -> Tensor {
    defer { kept.draws += 1 }
    return work.draw(EquationDraw(kind: kind, shape: shape, number: kept.draws))
  }

  /// The functions that draw, in a step: other numbers in each.
  private var drawing: [Function] {
    [
      Function.drawing("uniform") { [unowned self] shape in drawn(.uniform, shape) },
      Function.drawing("normal") { [unowned self] shape in drawn(.normal, shape) },
      Function(
        "noise", "Noise for the generator, other in each step", group: "Objectives", examples: [],
        .whole("count", within: 1...65_536)
      ) { [unowned self] _, count in .tensor(drawn(.latent, [count, work.generator.network.input[0]])) },
    ]
  }
}

extension Equations {
  /// Whether a name that no line defines is something that a step makes by it, and shows.
  fileprivate static func isMade(_ name: String, in network: StepMade.Network) -> Bool {
    let made = ["interpolates", "slope", "norms"]
    // Of the generator's step the phases before have made none of these.
    let drawn = network == .generator ? ["real", "realscores", "epsilon", "directions"] : []
    return (made + drawn).contains(name)
  }
}

extension Function {
  /// A function that draws numbers of a shape; with a seed of their own they would be the same in every step.
  fileprivate static func drawing(_ name: String, _ draw: @escaping (Shape) -> Tensor) -> Function {
    Function(name, "Random numbers, other in each step", group: "Objectives", examples: [], .extents("extents"), .seed)
    {
      _, shape, seed in
      guard seed == nil else {
        throw Problem(
          "\(name) with a seed gives the same numbers in every step",
          hint: "Leave out seed: the run's seed draws others for each step.")
      }
      return .tensor(draw(shape))
    }
  }
}

extension FunctionLibrary {
  /// What an objective may call; those that it may not say why.
  static var equations: FunctionLibrary {
    let solved = ["wasserstein", "jsdivergence", "kldivergence", "totalvariation"].map {
      refused(
        $0, "is solved outside the language anew for each batch, and a recorded step repeats formulas",
        "Use a formula of the scores.")
    }
    let others = ["sample", "noise", "traced", "load", "network"].map {
      refused($0, "gives nothing that is drawn by the step's seed", "Use real, fake, uniform, normal or noise.")
    }
    return FunctionLibrary.standard.adding(solved + others)
  }

  private static func refused(_ name: String, _ reason: String, _ remedy: String) -> Function {
    Function(
      name, "Not for objectives", group: "Objectives", examples: [],
      parameters: [Parameter<[GivenArgument]>.anything]
    ) { _, _ in throw Problem("\(name) \(reason)", hint: remedy) }
  }
}

extension Language.Parameter where Input == [GivenArgument] {
  /// All arguments as they are.
  fileprivate static var anything: Language.Parameter<[GivenArgument]> {
    Language.Parameter(ParameterDescription(name: "arguments", presence: .variadic)) { (arguments, _) throws(Problem) in
      arguments
    }
  }
}
