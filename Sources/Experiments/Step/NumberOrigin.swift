import Arrays
import Autodiff

/// Where the numbers of a step end: the first operation that makes of numbers what is none, or what came in as none.
public struct NumberOrigin {
  /// In which phase.
  public let phase: StepPhase
  /// The quantity of that phase that is not all numbers.
  public let quantity: String
  /// What the operation gave, or what came in.
  public let origin: Tensor
  /// The parameter that it works with, or that its inputs were computed with.
  public let parameter: String?

  /// The layer whose output is the first that is not all numbers, `critic.layernorm1`; `nil` where no layer's is, going forwards.
  public let layer: String?

  /// The operation's name; `nil` for what came in.
  public var operation: String? { origin.operation?.name }

  /// Follows a step's phases until one makes something that is not a number; `nil` where none does.
  init?(_ begun: StepWork) throws {
    var work = begun
    while let phase = work.next {
      try work.advance()
      guard let bad = NumberOrigin.firstBad(in: work, phase) else { continue }
      let origin = NumberOrigin.first(leadingTo: bad.value)
      (self.phase, quantity, self.origin) = (phase, bad.name, origin)
      parameter = NumberOrigin.parameter(near: origin) ?? (bad.name.contains(".") ? bad.name : nil)
      layer = try work.firstBadLayer(on: bad.name)
      return
    }
    return nil
  }

  /// The first quantity of a phase that is not all numbers. Fakes are looked at with their history.
  private static func firstBad(in work: StepWork, _ phase: StepPhase) -> (name: String, value: Tensor)? {
    let made = work.quantities.filter { $0.phase == phase }.map { quantity in
      (name: quantity.name, value: quantity.name == "fake" ? work.made ?? quantity.value : quantity.value)
    }
    if let bad = made.first(where: { !$0.value.isFinite }) { return bad }
    guard phase == .update, work.moved?.isFinite == false else { return nil }
    let bad = zip(work.state.network.trainable, zip(work.moved?.values ?? [], work.moved?.memory ?? [])).first {
      !([$1.0] + $1.1).allSatisfy(\.isFinite)
    }
    return bad.map { (name: $0.name, value: Tensor($1.0)) }
  }

  /// The first tensor on the way to one, from inputs that are numbers to what is none.
  private static func first(leadingTo end: Tensor) -> Tensor {
    var tensor = end
    while let input = tensor.inputs.filter({ !$0.isFinite }).min(by: { $0.depth < $1.depth }) { tensor = input }
    return tensor
  }

  /// The nearest parameter that a tensor was computed with.
  private static func parameter(near tensor: Tensor) -> String? {
    if let label = tensor.label, label.contains(".") { return label }
    var level = tensor.inputs, seen = Set(level.map(ObjectIdentifier.init))
    while !level.isEmpty {
      if let label = level.lazy.compactMap(\.label).first(where: { $0.contains(".") }) { return label }
      level = level.flatMap(\.inputs).filter { seen.insert(ObjectIdentifier($0)).inserted }
    }
    return nil
  }
}

extension StepWork {
  /// The layer that makes of numbers what is none, on the way to a quantity.
  fileprivate func firstBadLayer(on quantity: String) throws -> String? {
    let isMade = quantity == "fake", (passed, tensors) = isMade ? generator : critic
    let input: Tensor? =
      switch quantity {
      case "fake": criticDraws?.noise ?? noise
      case "realscores": samples?.real
      case "fakescores": samples?.fake ?? made
      case "slope", "norms", "penalty": penalty?.points
      default: nil
      }
    guard let input, !isMade || recipe.fakes == .generator else { return nil }
    let passages = try passed.passages(of: input.detached, tensors)
    let bad = passages.firstIndex { !$0.isFinite }
    return bad.flatMap { $0 > 0 ? "\(passed.name).\(passed.stages[$0 - 1].name)" : nil }
  }
}

extension Tensor {
  /// Whether all its numbers are finite; a placeholder has none.
  fileprivate var isFinite: Bool { value?.isFinite ?? true }
}

extension NDArray {
  /// Whether all its numbers are finite.
  public var isFinite: Bool { withNumbers { numbers in numbers.allSatisfy(\.isFinite) } }
}

extension Experiment {
  /// Looks into the coming step of a network from the state before it, tensor by tensor: where its numbers end; `nil` where they do not.
  public func numberOrigin(_ network: StepMade.Network) throws -> NumberOrigin? {
    try NumberOrigin(work(network, history: .keep))
  }

  /// A network's coming step, its first phases done, with everything it made it of: to be looked into.
  public func workThrough(_ network: StepMade.Network, _ phase: StepPhase, history: History = .keep) throws -> StepWork
  {
    var work = work(network, history: history)
    try work.advance(through: phase)
    return work
  }
}

/// Since when a number of the log was far above what it usually was.
public struct Trend: Hashable, Sendable {
  /// The first step from which on it was.
  public let since: Int
  /// What it usually was: its median.
  public let usual: Real
  /// What it was in the end.
  public let last: Real

  /// How many times the usual number is far above it.
  public static let far: Real = 10

  /// The trend of numbers by their steps; `nil` where the last is not far above.
  public init?(_ numbers: [(step: Int, value: Real)]) {
    guard numbers.count >= 3, let last = numbers.last?.value else { return nil }
    usual = numbers.map(\.value).sorted()[(numbers.count - 1) / 2]
    let start = numbers.reversed().prefix { [usual] in $0.value > Trend.far * usual }.last
    guard let start else { return nil }
    (since, self.last) = (start.step, last)
  }
}

extension TrainingLog {
  /// How the gradient's norm of a network grew in the end.
  public func gradientTrend(_ network: StepMade.Network) -> Trend? {
    Trend(
      network == .critic
        ? critic.map { ($0.step, $0.gradientNorm) } : generator.map { ($0.step, $0.gradientNorm) })
  }
}
