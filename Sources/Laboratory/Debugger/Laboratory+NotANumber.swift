import Arrays
import Autodiff
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// Does something, and where a step leads to no number looks into that step: from the state before, which nothing has changed.
  func explainingNaN<T>(in session: Session, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let problem as Problem {
      if scope.stops.catchesNaN, problem.message.contains("its next step is not made") { try explain(in: session) }
      throw problem
    }
  }

  private func explain(in session: Session) throws {
    let experiment = try experiment()
    guard let network = experiment.failed else { return }
    let origin = try translated { try experiment.numberOrigin(network) }
    scope.stops.nanHits += 1
    experiment.mark("catch nan: the \(network.rawText)'s next step is not made")
    guard let origin else {
      return session.emit(
        .text(
          foldedLines("phase by phase the \(network.stepName) stays a number: it ends in the program's rounding alone"))
      )
    }
    session.emit(.text(foldedLines(origin.text)))
    if !origin.origin.inputs.isEmpty || origin.operation == nil { session.emit(.table(origin.table)) }
    session.emit(.text(foldedLines(experiment.trendText(network))))
  }
}

extension NumberOrigin {
  /// What ended the numbers, in a sentence.
  fileprivate var text: String {
    let place = "phase \(phase.rawValue), \(quantity)"
    let isIn = layer.map { layer in parameter?.hasPrefix(layer + ".") != true } ?? false
    let near = isIn ? layer.map { ", in \($0)" } ?? "" : parameter.map { ", at \($0)" } ?? ""
    guard let operation else {
      return
        "\(place): \(origin.label ?? parameter ?? quantity) itself is no number\(near): what the step was given is at fault"
    }
    return "\(place): \(operation) is the first operation that gives no number\(near)"
  }

  /// What went in and what came out.
  fileprivate var table: Table {
    let inputs = origin.inputs.map { (name: "in: " + $0.name, tensor: $0) }
    return Table(
      "where the numbers end", columns: ["", "shape", "least", "mean", "greatest", "no numbers"],
      rows: (inputs + [(name: operation.map { "out: \($0)" } ?? origin.name, tensor: origin)]).map { name, tensor in
        let spread = tensor.value.map(Spread.init)
        let bad = tensor.value.map { array in array.numbers.count { !$0.isFinite } } ?? 0
        return [
          .text(name), .text(tensor.shape.description), .number(spread?.least ?? .nan, digits: 4),
          .number(spread?.mean ?? .nan, digits: 4), .number(spread?.greatest ?? .nan, digits: 4),
          .number(Real(bad), digits: 9),
        ]
      })
  }
}

extension Tensor {
  /// What it is called, or what made it.
  fileprivate var name: String { label ?? operation?.name ?? "a constant" }
}

extension Experiment {
  /// Since when the log showed it coming.
  fileprivate func trendText(_ network: StepMade.Network) -> String {
    guard let trend = log.gradientTrend(network) else {
      guard !(network == .critic ? log.critic.isEmpty : log.generator.isEmpty) else {
        return "it is the first \(network.stepName) that is known: no log shows how it came"
      }
      return "the log did not show it coming: the gradient's norm was never \(numberText(Trend.far)) times its median"
    }
    let made = network == .critic ? critic.steps : generator.steps
    return
      "the log showed it for \(counted(made - trend.since + 1, "step")), since \(network.stepName) \(grouped(trend.since)): the gradient's norm was over \(numberText(Trend.far)) times its median \(short(trend.usual)), at last \(short(trend.last))"
  }
}
