import Arrays
import Autodiff
import Foundation
import Networks
import Refusals

/// Where one number of a step's gradient comes from: the terms of the loss, sample by sample, with a finite difference beside each.
///
/// The loss depends on a weight through numbers of each sample: its score among the real ones, among the fakes, and the norm of its slope.
/// With u = ∂loss/∂y for such a number, the gradient is the sum of u·∂y/∂w over all of them. ∂y/∂w of every sample at once comes from
/// differentiating the gradient of Σ v·y for v, in which it is linear.
public struct GradientReason {
  /// What the loss depends on the weight through.
  public struct Term {
    /// `real score`, `fake score`, `penalty`
    public let name: String
    /// Σ u·∂y/∂w
    public let value: Double
    /// The same by a finite difference.
    public let difference: Double
    /// y of each sample.
    public let values: [Real]
    /// u of each sample: ∂loss/∂y.
    public let weights: [Real]
    /// ∂y/∂w of each sample.
    public let slopes: [Real]

    /// The product of sample `index`.
    public func product(_ index: Int) -> Double { Double(weights[index]) * Double(slopes[index]) }

    /// The samples that contribute most, at most so many.
    public func top(_ count: Int) -> [Int] {
      values.indices.sorted { abs(product($0)) > abs(product($1)) }.prefix(count).map(\.self)
    }

    /// How many leading digits of both agree; all where they are equal.
    public var digits: Int { agreement(value, difference) }
  }

  /// The gradient's number.
  public let gradient: Real
  /// The weight itself.
  public let weight: Real
  /// What it is the sum of.
  public let terms: [Term]
  /// Where the slopes were measured, and the slopes; `nil` without a penalty.
  public let measure: PenaltyMeasure?

  /// The reason for the gradient of a network's coming step at one number of a parameter.
  public init(_ experiment: Experiment, _ network: StepMade.Network, _ parameter: Parameter, at place: Int) throws {
    let work = try experiment.workThrough(network, .loss)
    guard let (index, tensor) = work.tensor(of: parameter), let loss = work.loss else {
      throw Refusal(parameter.name, "the \(network == .critic ? "critic" : "generator")'s step does not train it", "")
    }
    gradient = Autodiff.gradient(of: loss, for: tensor).value?.numbers[place] ?? .nan
    weight = parameter.value.numbers[place]
    measure = work.penalty
    let outputs = try work.outputs(replacing: index, with: tensor)
    let seeds = try work.seeds(of: loss)
    let slopes = outputs.map { GradientReason.slopes(of: $0.value, for: tensor, at: place) }
    let differences = try GradientReason.differences(work, parameter, index, place, seeds)
    try ArrayMemory.checkRefusals("why")
    terms = zip(outputs, zip(seeds, zip(slopes, differences))).map { output, rest in
      let (weights, (slopes, difference)) = rest
      let value = zip(weights, slopes).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      return Term(
        name: output.name, value: value, difference: difference, values: output.value.value?.numbers ?? [],
        weights: weights, slopes: slopes)
    }
  }

  /// ∂y/∂w of each number of y.
  private static func slopes(of y: Tensor, for tensor: Tensor, at place: Int) -> [Real] {
    let v = Tensor(NDArray(repeating: 1, shape: y.shape))
    let gradient = Autodiff.gradient(of: (v * y).sum(), for: tensor)
    let flat = gradient.reshaped([gradient.shape.count]).slice(axis: 0, from: place, count: 1).sum()
    return Autodiff.gradient(of: flat, for: v).value?.numbers ?? []
  }

  /// Σ u·(y(w + h) - y(w - h))/2h of each output, in double precision, at the step h for which it changes least when h is made smaller.
  private static func differences(
    _ work: StepWork, _ parameter: Parameter, _ index: Int, _ place: Int, _ seeds: [[Real]]
  ) throws -> [Double] {
    let value = parameter.value
    let typical = Real((value.sumOfSquares / Double(value.count)).squareRoot())
    let scale = max(abs(value.numbers[place]), typical, 1e-3)
    let moved = { (step: Real) throws -> [[Real]] in
      let outputs = try work.outputs(replacing: index, with: Tensor(value.adding(step, at: place)))
      return outputs.map { $0.value.value?.numbers ?? [] }
    }
    let factors: [Real] = [0.1, 0.03, 0.01, 0.003, 0.001]
    let all = try factors.map { factor in
      let step = factor * scale, number = value.numbers[place]
      let (up, down) = (try moved(step), try moved(-step))
      let width = Double(number + step) - Double(number - step)
      return seeds.indices.map { rise(seeds[$0], up[$0], down[$0]) / width }
    }
    return seeds.indices.map { output in
      let steps = all.map { $0[output] }
      let calm = zip(steps, steps.dropFirst()).min { abs($0.0 - $0.1) < abs($1.0 - $1.1) }
      return calm?.1 ?? .nan
    }
  }
}

/// Σ u·(up - down), in double precision.
private func rise(_ u: [Real], _ up: [Real], _ down: [Real]) -> Double {
  u.indices.reduce(0.0) { sum, index in sum + Double(u[index]) * (Double(up[index]) - Double(down[index])) }
}

/// How many leading digits of two numbers agree: at most 7, which is all of them; none where one is no number.
func agreement(_ one: Double, _ other: Double) -> Int {
  guard one.isFinite, other.isFinite else { return 0 }
  let size = max(abs(one), abs(other))
  guard size > 0, one != other else { return 7 }
  return min(7, max(0, Int(-log10(abs(one - other) / size))))
}

extension NDArray {
  /// The same numbers, one of them moved.
  func adding(_ step: Real, at place: Int) -> NDArray {
    var numbers = numbers
    numbers[place] += step
    return NDArray(numbers, shape: shape)
  }
}

extension StepWork {
  /// Where a parameter stands among those that the step trains, and its tensor.
  fileprivate func tensor(of parameter: Parameter) -> (index: Int, tensor: Tensor)? {
    let evaluated = network == .critic ? critic : generator
    guard let index = evaluated.network.parameters.firstIndex(where: { $0 === parameter }), parameter.isTrainable else {
      return nil
    }
    return (index, evaluated.parameters[index])
  }

  /// The numbers of each sample through which the loss depends on the weights.
  var outputTensors: [(name: String, value: Tensor)] {
    if network == .generator { return fakeScores.map { [("fake score", $0)] } ?? [] }
    return (scores.map { [("real score", $0.real), ("fake score", $0.fake)] } ?? [])
      + (penalty?.norms.map { [("penalty", $0)] } ?? [])
  }

  /// ∂loss/∂y of each output: of the terms of an objective of one's own, the signs with which it adds them up.
  fileprivate func seeds(of loss: Tensor) throws -> [[Real]] {
    guard recipe.equations == nil else { return try writtenTerms().map { [Real($0.sign)] } }
    return outputTensors.map { Autodiff.gradient(of: loss, for: $0.value).value?.numbers ?? [] }
  }

  /// The same with another tensor in place of one parameter's.
  fileprivate func outputs(replacing index: Int, with tensor: Tensor) throws -> [(name: String, value: Tensor)] {
    var parameters = (network == .critic ? critic : generator).parameters
    parameters[index] = tensor
    if recipe.equations != nil {
      return try replacing(parameters).writtenTerms().map { ($0.name, $0.value.reshaped([$0.value.shape.count])) }
    }
    return try replacing(parameters).outputTensors
  }

  /// The same step with other parameters, its loss computed anew.
  private func replacing(_ parameters: [Tensor]) throws -> StepWork {
    var other: StepWork
    if network == .critic {
      other = StepWork(
        criticOf: try needed(criticDraws, .sample), recipe, settings, state, critic: (critic.network, parameters),
        generator: generator, lambda: lambda, history: history, draw: draw)
    } else {
      other = StepWork(
        generatorOf: try needed(noise, .sample), recipe, settings, state, critic: critic,
        generator: (generator.network, parameters), lambda: lambda, history: history, draw: draw)
    }
    try other.advance(through: .loss)
    return other
  }
}
