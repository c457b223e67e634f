import Arrays
import Autodiff
import Display
import Experiments
import Language
import Notebook
import Texts

extension Laboratory {
  /// What `why` is asked of besides weights.
  static let quantityNames: [Candidate] = [
    ("loss", "what is minimised"), ("penalty", "before its weight"), ("scores", "scores[5], fakes after real ones"),
    ("realscores", "realscores[5]"), ("fakescores", "fakescores[5]"), ("norms", "norms[5], how steep D is at a point"),
    ("slope", "slope[5, 0], a number of its slope there"), ("interpolates", "interpolates[5, 0]"),
    ("epsilon", "epsilon[5]"), ("real", "real[5, 0]"), ("fake", "fake[5, 0]"),
  ]

  /// What `why` says of a quantity of the step; `nil` for what is none. The step is the one that is walked, else the critic's coming one.
  func quantityOutputs(_ number: NumberName, _ experiment: Experiment) throws -> [Output]? {
    let network = experiment.walk?.network ?? .critic
    switch number.name {
    case "loss":
      try refuseIndex(number, "the loss is a single number")
      if network == .critic, experiment.settings.objective.isOwn { return [.table(try writtenLoss(experiment))] }
      return lossOutputs(try LossReason(experiment, network), network, experiment)
    case "penalty":
      try refuseIndex(number, "the penalty is a single number")
      return try penaltyOutputs(experiment)
    case "norms", "norm": return [.table(try normTable(number, experiment))]
    case "slope": return [.table(try slopeTable(number, experiment))]
    case "interpolates": return [.table(try interpolateTable(number, experiment))]
    case "real", "fake", "epsilon", "latent", "directions": return [.text(foldedLines(Self.origins[number.name] ?? ""))]
    default: return nil
    }
  }

  private func refuseIndex(_ number: NumberName, _ problem: String) throws(Problem) {
    guard number.index.isEmpty else { throw Problem(problem, hint: "Type why \(number.name).", at: number.range) }
  }

  private static let origins = [
    "real": "real is drawn from the data: the seed and the number of the step say which samples.",
    "fake":
      "fake is what the generator makes of noise; the seed and the number of the step say which. why scores[N] says what the critic makes of it.",
    "epsilon": "epsilon is drawn, even on [0, 1): the seed and the number of the step say which.",
    "latent": "latent is drawn: the noise that the generator is given; the seed and the number of the step say which.",
    "directions": "directions is drawn, normal: the seed and the number of the step say which.",
  ]

  // MARK: - The loss

  private func lossOutputs(_ reason: LossReason, _ network: StepMade.Network, _ experiment: Experiment) -> [Output] {
    let formula = network == .critic ? ": \(experiment.settings.objective.formula)" : ", the generator's"
    let parts = Table(
      "why loss\(formula)", columns: ["", "at the coming step"],
      rows: reason.parts.map { [.text($0.name), .number($0.value)] })
    let samples = Table(
      "the samples that it owes most to", columns: ["term", "sample", "its number", "loss without it", "so it adds"],
      rows: reason.samples.map { sample in
        [
          .text(sample.term), .number(Real(sample.index), digits: 9), .number(sample.number, digits: 4),
          .number(sample.without), .number(reason.loss - sample.without, digits: 3),
        ]
      })
    return [.table(parts)] + (reason.samples.isEmpty ? [] : [.table(samples)])
  }

  /// The loss of an objective of the learner's own, as the terms that its equation adds up.
  private func writtenLoss(_ experiment: Experiment) throws -> Table {
    let work = try experiment.workThrough(.critic, .loss)
    let terms: [[Table.Cell]] = try work.writtenTerms().map { name, sign, value in
      [.text((sign < 0 ? "-" : "") + name), .number(Real(sign) * (value.value?.item ?? .nan))]
    }
    return Table(
      "why loss: \(experiment.settings.objective.formula)", columns: ["", "at the coming step"],
      rows: terms + [["loss, the sum", .number(work.loss?.value?.item ?? .nan)]])
  }

  // MARK: - The penalty

  private func penaltyOutputs(_ experiment: Experiment) throws -> [Output] {
    let (measure, value, rule) = try measured(experiment)
    let norms = measure.norms.value?.numbers ?? [], lambda = experiment.settings.lambda
    let own = norms.map { rule.measure(Tensor(NDArray([$0], shape: [1]))).value?.item ?? .nan }
    let sum = own.reduce(0.0) { $0 + Double($1) }
    let parts = Table(
      "why penalty: \(rule.formula)", columns: ["", "at the coming step"],
      rows: [
        ["E[norm]", .number(Real(norms.reduce(0.0) { $0 + Double($1) } / Double(max(1, norms.count))))],
        ["penalty, the mean of each sample's own", .number(value.value?.item ?? .nan)],
        ["λ", .number(lambda)], ["λ·penalty", .number(lambda * (value.value?.item ?? .nan))],
      ])
    guard norms.count > 1 else { return [.table(parts)] }
    let top = own.indices.sorted { own[$0] > own[$1] }.prefix(5)
    let samples = Table(
      "the samples that it owes most to", columns: ["sample", "x̂", "slope", "norm", "its own", "share"],
      rows: top.map { index in
        [
          .number(Real(index), digits: 9), .text(measure.points.row(index)), .text(measure.slope.row(index)),
          .number(norms[index], digits: 4), .number(own[index], digits: 4),
          .text(sum > 0 ? "\(numberText(Real((1000 * Double(own[index]) / sum).rounded() / 10), digits: 4)) %" : "–"),
        ]
      })
    return [.table(parts), .table(samples)]
  }

  /// Where the coming step measures the critic's slope; throws where it does not.
  private func measured(_ experiment: Experiment) throws -> (
    measure: (points: Tensor, slope: Tensor, norms: Tensor), value: Tensor, rule: Penalty
  ) {
    let work = try experiment.workThrough(.critic, .penalty)
    guard let penalty = work.penalty, let measure = penalty.slopes, let rule = work.recipe.penalty else {
      throw Problem(
        "\(experiment.settings.objective.name) measures no slope in its steps",
        hint: "show penalty measures it; set objective wgan-gp asks for it.")
    }
    return (measure, penalty.value, rule)
  }

  // MARK: - Slopes

  private func normTable(_ number: NumberName, _ experiment: Experiment) throws -> Table {
    let count = try measured(experiment).measure.points.shape[0]
    guard number.index.count == 1, (0..<count).contains(number.index[0]) else {
      throw Problem(
        "\(number.name) takes one index, 0…\(count - 1)", hint: "Such as why \(number.name)[5].", at: number.range)
    }
    let reason = try SlopeReason(experiment, sample: number.index[0])
    let squares = reason.slope.map { Double($0) * Double($0) }, all = squares.reduce(0, +)
    let top = squares.indices.sorted { squares[$0] > squares[$1] }.prefix(5)
    let rest = all - top.reduce(0.0) { $0 + squares[$1] }
    var rows: [[Table.Cell]] = top.map {
      [.text("slope[\($0)]²"), .number(Real(squares[$0])), "", ""]
    }
    if squares.count > top.count { rows.append(["the other numbers' squares", .number(Real(rest)), "", ""]) }
    rows.append([
      "norm, the root of their sum", .number(reason.value), .number(Real(reason.difference)), .text("\(reason.digits)"),
    ])
    return Table(
      "why \(number.text): how fast D rises at point \(number.index[0]), along its slope",
      columns: ["", "value", "finite difference", "digits that agree"], rows: rows)
  }

  private func slopeTable(_ number: NumberName, _ experiment: Experiment) throws -> Table {
    let shape = try measured(experiment).measure.points.shape
    let place = try self.place(of: number, in: shape), size = shape.count / shape[0]
    let reason = try SlopeReason(experiment, sample: place / size, number: place % size)
    return Table(
      "why \(number.text): ∂D/∂x at point \(place / size), through every layer of the critic",
      columns: ["", "value", "finite difference", "digits that agree"],
      rows: [
        ["x̂ there", .number(reason.point[place % size]), "", ""],
        ["∂D/∂x", .number(reason.value), .number(Real(reason.difference)), .text("\(reason.digits)")],
      ])
  }

  private func interpolateTable(_ number: NumberName, _ experiment: Experiment) throws -> Table {
    let (measure, _, rule) = try measured(experiment)
    let work = try experiment.workThrough(.critic, .sample)
    guard rule.place == "interpolates", let samples = work.samples else {
      throw Problem(
        "\(experiment.settings.objective.name) measures its slope at other points",
        hint: "why norms[5] says how steep.",
        at: number.range)
    }
    let shape = measure.points.shape, place = try self.place(of: number, in: shape)
    let at = { (tensor: Tensor) in tensor.value?.numbers[place] ?? .nan }
    let epsilon = at(samples.epsilon + 0 * samples.real)
    let (real, fake) = (at(samples.real), at(samples.fake))
    return Table(
      "why \(number.text): ε·real + (1 - ε)·fake", columns: ["", "value"],
      rows: [
        ["ε of its sample", .number(epsilon)], ["real there", .number(real)], ["fake there", .number(fake)],
        ["ε·real", .number(epsilon * real)], ["(1 - ε)·fake", .number((1 - epsilon) * fake)],
        ["the sum", .number(at(measure.points))],
      ])
  }

  private func place(of number: NumberName, in shape: Shape) throws(Problem) -> Int {
    guard let place = shape.place(of: number.index) else {
      throw Problem(
        "\(number.name) is \(shape): \(number.index) is no place in it", hint: "One index for each axis, from 0.",
        at: number.range)
    }
    return place
  }
}

extension DeadUnit {
  /// Why no gradient passes.
  var text: String {
    let what = side == .own ? "its unit \(unit)" : "the unit \(unit) that it reads"
    guard let relu else {
      return "\(what) is 0 for all \(samples) samples of the step, so every product with it is 0."
    }
    return """
      \(what) is dead here: the ReLU \(relu) lets nothing of it through for any of the step's \(samples) samples, so no gradient \
      passes, and this step does not move it.
      """
  }
}
