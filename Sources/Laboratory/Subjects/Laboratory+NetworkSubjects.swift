import Arrays
import Autodiff
import Display
import Experiments
import Foundation
import Language
import Networks
import Notebook
import Texts

extension Laboratory {
  /// The networks and what is in them.
  var networkSubjects: [Subject] {
    [layers(of: "critic", \.critic.network), layers(of: "generator", \.generator.network)]
      + [gradientsSubject, weightsSubject]
  }

  private func layers(of name: String, _ network: @escaping (Experiment) -> Network) -> Subject {
    Subject(name, "the \(name), layer by layer", group: "Networks") { _ in [.table(network(try experiment()).table)] }
  }

  private var gradientsSubject: Subject {
    Subject(
      "gradients", "the norm of each parameter's gradient now, at the coming step", group: "Networks"
    ) { session in
      let experiment = try experiment()
      let (critic, generator) = (try experiment.judgement().loss, try experiment.generatorLoss().loss)
      return [
        .table(gradientTable("critic loss", critic, experiment.critic.network)),
        .table(gradientTable("generator loss", generator, experiment.generator.network)),
      ]
    }
  }

  private func gradientTable(_ title: String, _ loss: Tensor, _ network: Network) -> Table {
    let parameters = network.trainable
    let slopes = gradients(of: loss, for: parameters.map(\.tensor), history: .drop).map { $0?.value }
    let norms = slopes.map { Real(($0?.sumOfSquares ?? 0).squareRoot()) }
    let greatest = norms.filter(\.isFinite).max() ?? 0
    let rows = zip(parameters, zip(slopes, norms)).map { parameter, slope -> [Table.Cell] in
      let largest = slope.0?.numbers.map { abs($0) }.greatest ?? 0
      return [
        .text(parameter.name), .text(parameter.value.shape.description), .number(slope.1, digits: 5),
        ladder(slope.1, greatest), .number(largest, digits: 5),
      ]
    }
    let norm = numberText(Real(norms.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()), digits: 5)
    return Table(
      "∇ \(title): norm \(norm)", columns: ["parameter", "shape", "norm", "a rung a decade", "largest"], rows: rows)
  }

  /// A bar that loses two characters with every tenfold below the greatest: a straight ladder is a geometric decay.
  private func ladder(_ norm: Real, _ greatest: Real) -> Table.Cell {
    guard norm > 0, greatest > 0 else { return "" }
    return .bar(8 + log10(norm / greatest), full: 8, width: 16)
  }

  private var weightsSubject: Subject {
    Subject(
      "weights", "how the critic's weights are spread, and how many sit at the clip bound", group: "Networks"
    ) { session in
      let experiment = try experiment()
      let bound = experiment.settings.objective.clips ? experiment.settings.clip : nil
      return [
        .table(weightTable(experiment.critic.network, bound)), .table(weightTable(experiment.generator.network, nil)),
      ]
    }
  }

  private func weightTable(_ network: Network, _ bound: Real?) -> Table {
    let columns = ["parameter", "shape", "min", "mean", "max", "deviation"] + (bound == nil ? [] : ["at bound"])
    var (atBound, isKnown) = (0, true)
    let rows = network.parameters.map { parameter -> [Table.Cell] in
      var row: [Table.Cell] = [.text(parameter.name), .text(parameter.value.shape.description)]
      let spread = WeightSpread(parameter.value)
      row += [spread.least, spread.mean, spread.greatest, spread.deviation].map { .number($0, digits: 4) }
      guard let bound else { return row }
      guard parameter.isTrainable else { return row + [.text("not trained")] }
      let count = parameter.value.numbers.count { abs($0) > 0.99 * bound }
      (atBound, isKnown) = (atBound + count, isKnown && !spread.mean.isNaN)
      return row + [.text(spread.mean.isNaN ? "nan" : percent(count, of: parameter.value.count))]
    }
    var title = network.name
    if let bound {
      let share = isKnown ? percent(atBound, of: network.parameterCount.trainable) : "nan %"
      title += ": \(share) of the trainable weights lie beyond 0.99 of the bound \(numberText(bound))"
    }
    return Table(title, columns: columns, rows: rows)
  }
}

/// How numbers are spread: least, mean, greatest, and the standard deviation.
struct WeightSpread {
  let least, mean, greatest, deviation: Real

  init(_ array: NDArray) {
    let numbers = array.numbers
    let count = Double(max(1, numbers.count))
    let mean = numbers.reduce(0) { $0 + Double($1) } / count
    self.mean = Real(mean)
    least = numbers.least ?? .nan
    greatest = numbers.greatest ?? .nan
    let squares = numbers.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    deviation = Real((squares / count).squareRoot())
  }
}

/// `87.3 %`
func percent(_ count: Int, of total: Int) -> String {
  total > 0 ? percent(Real(count) / Real(total)) : "–"
}
