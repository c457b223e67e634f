import Arrays
import Autodiff
import Display
import Experiments
import Language
import Networks
import Notebook
import Texts

extension Laboratory {
  /// Where a number of the coming step comes from.
  var whyCommand: Command {
    Command(
      "why",
      "Says where a number of the coming step comes from: a weight's gradient, a score, the loss, the penalty, a slope; derivatives beside finite differences.",
      Argument(
        "number", numberKind,
        "critic.dense2.weight[3, 7], scores[5] (real ones first, then fakes), loss, penalty, norms[5], slope[5, 0]"),
      group: Laboratory.debugger,
      examples: [
        "why critic.dense2.weight[3, 7]", "why generator.dense1.bias[0]", "why scores[5]", "why loss",
        "set objective wgan-gp\nwhy penalty\nwhy norms[5]\nwhy slope[5, 0]",
      ]
    ) { session, number in
      scope.forget()
      for output in try translated({ try reasons(number) }) { session.emit(output) }
    }
  }

  private func reasons(_ number: NumberName) throws -> [Output] {
    let experiment = try experiment()
    switch number.name {
    case "score", "scores", "realscores", "fakescores": return [.table(try scoreTable(number, experiment))]
    default:
      if let outputs = try quantityOutputs(number, experiment) { return outputs }
      return try gradientOutputs(number, experiment)
    }
  }

  private func scoreTable(_ number: NumberName, _ experiment: Experiment) throws -> Table {
    let batch = experiment.settings.batch, most = number.name.hasPrefix("score") ? 2 * batch : batch
    guard number.index.count == 1, (0..<most).contains(number.index[0]) else {
      throw Problem(
        "\(number.name) takes one index, 0…\(most - 1)", hint: "Such as why \(number.name)[5].", at: number.range)
    }
    let sample = number.index[0] + (number.name == "fakescores" ? batch : 0)
    return scoreTable(try ScoreReason(experiment, sample: sample), sample, batch)
  }

  private func gradientOutputs(_ number: NumberName, _ experiment: Experiment) throws -> [Output] {
    let networks: [(StepMade.Network, Network)] = [
      (.critic, experiment.critic.network), (.generator, experiment.generator.network),
    ]
    let all = networks.flatMap { network in network.1.trainable.map { (network.0, $0) } }
    guard let (network, parameter) = all.first(where: { $0.1.name == number.name }) else {
      throw Problem(
        "\(quoted(number.name)) is no number of the coming step",
        hint: didYouMean(nearest(number.name, among: all.map(\.1.name) + Laboratory.quantityNames.map(\.text)))
          ?? "Such as why critic.dense2.weight[3, 7], why scores[5], why loss, why penalty, why norms[5].",
        at: number.range)
    }
    guard let place = parameter.shape.place(of: number.index) else {
      throw Problem(
        "\(parameter.name) is \(parameter.shape): \(number.index) is no place in it",
        hint: "One index for each axis, from 0.", at: number.range)
    }
    let reason = try GradientReason(experiment, network, parameter, at: place)
    let outputs = ReasonTables(reason, number.text, experiment).outputs
    guard reason.terms.allSatisfy({ $0.value == 0 }) else { return outputs }
    let dead = try DeadUnit.near(experiment, network, parameter, at: number.index)
    return outputs + [.text(foldedLines(dead.isEmpty ? Self.noGradient : dead.map(\.text).joined(separator: " ")))]
  }

  private static let noGradient =
    "Every term is 0: at this step the loss does not depend on this weight, for no sample."

  private func scoreTable(_ reason: ScoreReason, _ sample: Int, _ batch: Int) -> Table {
    let name = sample < batch ? "real sample \(sample)" : "fake sample \(sample - batch)"
    let rows: [[Table.Cell]] = reason.terms.map {
      [.text($0.name), .number(Real($0.value)), .number(Real($0.difference)), .text("\($0.digits)")]
    }
    return Table(
      "why scores[\(sample)]: D of \(name) at the coming step",
      columns: ["from", "part", "finite difference", "digits"],
      rows: rows + [
        ["the rest", .number(Real(reason.rest), digits: 3), "", ""],
        ["the score, the sum", .number(reason.score), "", ""],
      ])
  }
}

/// What `why` says of a gradient.
private struct ReasonTables {
  private let reason: GradientReason
  private let name: String
  private let lambda: Real
  private let formula: String?

  init(_ reason: GradientReason, _ name: String, _ experiment: Experiment) {
    (self.reason, self.name, lambda) = (reason, name, experiment.settings.lambda)
    formula = experiment.recipe.penalty?.formula
  }

  var outputs: [Output] {
    // Terms of an objective of one's own are numbers of the whole batch.
    let isOfSamples = reason.terms.contains { $0.values.count > 1 }
    return [.table(terms)] + (isOfSamples ? [.table(samples)] : []) + (way.map { [.table($0)] } ?? [])
  }

  private var terms: Table {
    let rows: [[Table.Cell]] = reason.terms.map {
      [.text($0.name), .number(Real($0.value)), .number(Real($0.difference)), .text("\($0.digits)")]
    }
    let sum = reason.terms.reduce(0.0) { $0 + $1.value }, differences = reason.terms.reduce(0.0) { $0 + $1.difference }
    return Table(
      "why \(name), which is \(numberText(reason.weight)): its gradient at the coming step",
      columns: ["term of the loss", "gradient", "finite difference", "digits that agree"],
      rows: rows + [
        ["their sum", .number(Real(sum)), .number(Real(differences)), ""],
        ["the gradient", .number(reason.gradient), "", ""],
      ])
  }

  /// The samples that each term owes most to.
  private var samples: Table {
    Table(
      "the samples that contribute most", columns: ["term", "sample", "its number y", "∂loss/∂y", "∂y/∂w", "product"],
      rows: reason.terms.flatMap { term in
        term.top(3).map { index in
          [
            .text(term.name), .number(Real(index), digits: 9), .number(term.values[index], digits: 4),
            .number(term.weights[index], digits: 4), .number(term.slopes[index], digits: 4),
            .number(Real(term.product(index)), digits: 4),
          ]
        }
      })
  }

  /// The penalty's way through double backprop, at the samples it owes most to: x̂ → slope → norm → penalty.
  private var way: Table? {
    guard let measure = reason.measure, let penalty = reason.terms.first(where: { $0.name == "penalty" }), let formula
    else {
      return nil
    }
    guard let points = measure.points, let slope = measure.slope else { return nil }
    let count = points.shape[0]
    return Table(
      "the penalty's way, \(formula) times λ = \(numberText(lambda)): x̂ → slope ∇D(x̂) → norm → penalty, and back through the slope's own gradient",
      columns: ["sample", "x̂", "slope", "norm", "∂(λ·penalty)/∂norm", "∂norm/∂w", "product"],
      rows: penalty.top(3).filter { $0 < count }.map { index in
        [
          .number(Real(index), digits: 9), .text(points.row(index)), .text(slope.row(index)),
          .number(penalty.values[index], digits: 4), .number(penalty.weights[index], digits: 4),
          .number(penalty.slopes[index], digits: 4), .number(Real(penalty.product(index)), digits: 4),
        ]
      })
  }
}

extension Tensor {
  /// One row: its numbers where they are few, else its norm.
  func row(_ index: Int) -> String {
    guard let value, shape[0] > index else { return "" }
    let size = value.count / shape[0], numbers = Array(value.numbers[index * size..<(index + 1) * size])
    if size <= 3 { return "(" + numbers.map { short($0) }.joined(separator: ", ") + ")" }
    return "norm \(short(Real(numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())))"
  }
}

extension Shape {
  /// The place of an index in row-major order; `nil` where it is none.
  func place(of index: [Int]) -> Int? {
    guard index.count == rank, zip(index, extents).allSatisfy({ (0..<$1).contains($0) }) else { return nil }
    return zip(index, extents).reduce(0) { $0 * $1.1 + $1.0 }
  }
}

/// A number as it is named: `critic.dense2.weight[3, 7]`.
struct NumberName {
  let text, name: String
  let index: [Int]
  let range: Range<Int>
}

extension Laboratory {
  /// A name, and in brackets an index for each axis.
  private var numberKind: ArgumentKind<NumberName> {
    ArgumentKind(
      candidates: { _, _ in
        let networks = (try? experiment()).map { [$0.critic.network, $0.generator.network] } ?? []
        return networks.flatMap { network in network.trainable.map { ($0.name, nil) } } + Laboratory.quantityNames
      }
    ) { word, _ throws(Problem) in
      let text = word.text.filter { $0 != " " }
      let parts = text.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { return NumberName(text: text, name: text, index: [], range: word.range) }
      let inside = parts[1].dropLast().split(separator: ",").map { Int($0) }
      guard parts[1].last == "]", !inside.isEmpty, !inside.contains(nil) else {
        throw Problem(
          "\(quoted(word.text)) has no index of whole numbers", hint: "Such as critic.dense2.weight[3, 7].")
      }
      return NumberName(text: text, name: parts[0], index: inside.compactMap(\.self), range: word.range)
    }
  }
}
