import Arrays
import Autodiff
import Datasets
import Experiments
import Language

extension ExperimentScope {
  /// Functions that draw from the experiment, and those that make networks.
  var functions: [Function] {
    FunctionLibrary.networks + FunctionLibrary.distances + FunctionLibrary.transport + [
      Function(
        "noise", "Noise for the generator: so many samples, distributed as in training", group: "Models",
        examples: ["shape(noise(64))"], .whole("count", within: 0...65_536)
      ) { [self] context, count in
        let draw = context.nextDraw()
        return .tensor(
          Tensor(
            try experiment().noise(
              count, .init(named: "noise function"), step: draw.step, random: Random(seed: draw.seed))))
      },
      Function(
        "sample", "So many fresh samples: of the data with real, of the generator with fake, rows of any other tensor",
        group: "Models",
        examples: ["shape(sample(real, 8))", "shape(sample(fake, 8))", "shape(sample(real, 8, label: 3))"],
        .tensor("x"),
        .whole("count", within: 1...65_536), .label
      ) { [self] context, x, count, label in .tensor(try drawn(x, count, label, context)) },
      Function(
        "onehot", "A row for each label: 1 at its place, 0 elsewhere; how networks are told classes", group: "Make",
        examples: ["onehot([0, 2, 1], 3)", "shape(onehot(labels, 8))"], .tensor("labels"),
        .whole("classes", within: 1...OwnData.mostClasses)
      ) { [self] _, labels, classes in .tensor(try onehot(labels, classes)) },
      Function(
        "clusters", "Samples sorted into so many heaps, each by the nearest mean (k-means): their labels",
        group: "Distances",
        examples: ["clusters([[0], [0.1], [5]], 2)", "clusters(real, 8)"], .tensor("x"),
        .whole("count", within: 1...OwnData.mostClasses), .seed
      ) { context, x, count, seed in
        let draw = seed.map { (seed: UInt64($0), step: 0) } ?? context.nextDraw()
        let labels = try translated {
          try Clusters(
            x.value ?? NDArray(repeating: .nan, shape: x.shape), count: count, random: Random(seed: draw.seed),
            stream: .init(named: "clusters"), step: draw.step
          ).labels
        }
        return .tensor(Tensor(NDArray(labels.map { Real($0) }, shape: [labels.count])))
      },
      Function(
        "traced",
        "What a trace has written down: [n × 2], the round and the number; of the last trace unless its number is given",
        group: "Models", examples: ["trace rounds\nstep 2\nshape(traced())"],
        .whole("number", within: 0...1_000_000, default: 0)
      ) { [self] _, number in .tensor(try traced(number)) },
    ]
  }

  private func traced(_ number: Int) throws(Problem) -> Tensor {
    let traces = stops.all.filter { if case .trace = $0.kind { true } else { false } }
    guard let trace = number == 0 ? traces.last : traces.first(where: { $0.number == number }) else {
      throw Problem(
        "there is no trace\(number == 0 ? "" : " \(number)")", hint: "trace critic.loss begins one; breaks lists them.")
    }
    guard !trace.record.isEmpty else {
      throw Problem("\(trace.text) has written nothing down yet", hint: "train 20 does.")
    }
    return Tensor(NDArray(trace.record.flatMap { [Real($0.rounds), $0.value] }, shape: [trace.record.count, 2]))
  }

  private func onehot(_ labels: Tensor, _ classes: Int) throws(Problem) -> Tensor {
    let whole = (labels.value?.numbers ?? []).compactMap { Int(exactly: $0) }
    guard labels.shape.rank == 1, whole.count == labels.shape.count, whole.allSatisfy({ (0..<classes).contains($0) })
    else {
      throw Problem(
        "onehot: \(labels.shape) are no labels from 0 to \(classes - 1)", hint: "Give a list of whole numbers.")
    }
    let none = NDArray([], shape: [whole.count, 0])
    try translated { try Shape([whole.count, classes]).checkRoom("onehot") }
    return Tensor(none.telling(whole, of: classes))
  }

  /// So many samples of one class, of the data or of a generator that is told classes; without what tells it.
  private func drawn(
    _ x: Tensor, _ count: Int, ofClass label: Int, _ random: Random, _ step: Int
  ) throws -> Tensor {
    let (real, fake) = try currentBatch(), experiment = try experiment(), dataset = experiment.dataset
    guard x === real || x === fake else {
      throw Problem("sample: only real and fake have classes", hint: "sample(real, 8, label: \(label)).")
    }
    guard let classes = dataset.classes, classes.count > label else {
      let known = dataset.classes.map { "the labels are 0 to \($0.count - 1)" } ?? "the data have no classes"
      throw Problem("sample, label: \(label) is none: \(known)", hint: "show labels lists them.")
    }
    guard x === fake else {
      let found = dataset.batch(
        count, ofClass: label, random: random, stream: .init(named: "sample function"), step: step)
      guard found.shape[0] == count else {
        throw Problem("sample: the data have hardly any samples of class \(label)", hint: "show labels counts them.")
      }
      return Tensor(found)
    }
    guard dataset.toldClasses > 0 else {
      throw Problem("sample: the generator is not told classes", hint: "set conditional on trains one that is.")
    }
    let z = experiment.noise(
      count, .init(named: "sample function"), step: step, random: random,
      labels: [Int](repeating: label, count: count))
    let made = try experiment.generator.network.frozen(Tensor(z))
    return Tensor((made.value ?? NDArray(repeating: .nan, shape: made.shape)).withoutTold(dataset.toldClasses))
  }

  private func drawn(_ x: Tensor, _ count: Int, _ label: Int?, _ context: CallContext) throws -> Tensor {
    let draw = context.nextDraw()
    let random = Random(seed: draw.seed)
    if let label { return try drawn(x, count, ofClass: label, random, draw.step) }
    let (real, fake) = try currentBatch()
    let experiment = try experiment()
    if x === real {
      return Tensor(
        experiment.dataset.batch(count, random: random, stream: .init(named: "sample function"), step: draw.step))
    }
    if x === fake {
      let z = experiment.noise(count, .init(named: "sample function"), step: draw.step, random: random)
      return try experiment.generator.network.frozen(Tensor(z)).detached
    }
    return try rows(of: x, count, random, draw.step)
  }

  private func rows(of x: Tensor, _ count: Int, _ random: Random, _ step: Int) throws -> Tensor {
    guard let rows = x.shape.extents.first, rows > 0, let value = x.value else {
      throw Problem("sample: \(x.shape) has no rows", hint: "Give a tensor [samples × …].")
    }
    let size = x.shape.count / rows
    let chosen = random.indices(count, below: rows, .init(named: "sample function"), step: step)
    let shape = Shape([count] + x.shape.extents.dropFirst())
    try shape.checkSize("sample")
    try shape.checkRoom("sample")
    return Tensor(
      value.withNumbers { all in NDArray(chosen.flatMap { all[$0 * size..<($0 + 1) * size] }, shape: shape) })
  }
}

extension Parameter where Input == Int? {
  /// The class that is wanted, by its label; any where it is left out.
  fileprivate static var label: Parameter {
    let whole = Parameter<Int>.whole("label", within: 0...OwnData.mostClasses)
    return Parameter(ParameterDescription(name: "label", presence: .optional("any"), labelOnly: true)) {
      (arguments, context) throws(Problem) in
      arguments.isEmpty ? nil : try whole.value(of: arguments, context)
    }
  }
}
