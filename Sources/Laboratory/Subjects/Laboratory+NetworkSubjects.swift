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
    Subject(name, "the \(name), layer by layer", group: "Networks") { _ in
      let network = network(try experiment())
      return [.table(network.table), .figure(network.figure)]
    }
  }

  private var gradientsSubject: Subject {
    Subject(
      "gradients", "the norm of each parameter's gradient now, at the coming step", group: "Networks"
    ) { session in
      let experiment = try experiment()
      let (critic, generator) = (try experiment.judgement().loss, try experiment.generatorLoss().loss)
      let found = [
        ("critic loss", gradientNorms(critic, experiment.critic.network)),
        ("generator loss", gradientNorms(generator, experiment.generator.network)),
      ]
      let ladders = found.map { title, norms -> (title: String, names: [String], norms: [Real]) in
        // The ladder is that of the weights: offsets have one rung each beside them.
        let weights = norms.filter { $0.parameter.value.shape.rank > 1 }
        let shown = weights.isEmpty ? norms : weights
        return ("∇ \(title)", shown.map(\.parameter.name), shown.map(\.norm))
      }
      return [.figure(.gradients(ladders))] + found.map { .table(gradientTable($0, $1)) }
    }
  }

  private typealias GradientNorm = (parameter: Networks.Parameter, norm: Real, largest: Real)

  private func gradientNorms(_ loss: Tensor, _ network: Network) -> [GradientNorm] {
    let parameters = network.trainable
    let slopes = gradients(of: loss, for: parameters.map(\.tensor), history: .drop).map { $0?.value }
    return zip(parameters, slopes).map { parameter, slope in
      (parameter, Real((slope?.sumOfSquares ?? 0).squareRoot()), slope?.numbers.map { abs($0) }.greatest ?? 0)
    }
  }

  private func gradientTable(_ title: String, _ norms: [GradientNorm]) -> Table {
    let norm = numberText(Real(norms.reduce(0) { $0 + Double($1.norm) * Double($1.norm) }.squareRoot()), digits: 5)
    return Table(
      "∇ \(title): norm \(norm)", columns: ["parameter", "shape", "norm", "largest"],
      rows: norms.map { row in
        [
          .text(row.parameter.name), .text(row.parameter.value.shape.description), .number(row.norm, digits: 5),
          .number(row.largest, digits: 5),
        ]
      })
  }

  private var weightsSubject: Subject {
    Subject(
      "weights", "how the critic's weights are spread, and how many sit at the clip bound", group: "Networks"
    ) { session in
      let experiment = try experiment()
      let bound = experiment.settings.objective.clips ? experiment.settings.clip : nil
      let plots = [
        experiment.critic.network.weightPlot(bound: bound, .plain(0)),
        experiment.generator.network.weightPlot(bound: nil, .plain(1)),
      ]
      var figure = Figure("all trainable weights", plots)
      figure.lines = 14
      return [
        .figure(figure), .table(weightTable(experiment.critic.network, bound)),
        .table(weightTable(experiment.generator.network, nil)),
      ]
    }
  }

  private func weightTable(_ network: Network, _ bound: Real?) -> Table {
    let columns = ["parameter", "shape", "min", "mean", "max", "deviation"] + (bound == nil ? [] : ["at bound"])
    var (atBound, isKnown) = (0, true)
    let rows = network.parameters.map { parameter -> [Table.Cell] in
      var row: [Table.Cell] = [.text(parameter.name), .text(parameter.value.shape.description)]
      let spread = Spread(parameter.value).whole
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

/// `87.3 %`
func percent(_ count: Int, of total: Int) -> String {
  total > 0 ? percent(Real(count) / Real(total)) : "–"
}
