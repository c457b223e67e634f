import Arrays
import Autodiff
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
        group: "Models", examples: ["shape(sample(real, 8))", "shape(sample(fake, 8))"], .tensor("x"),
        .whole("count", within: 1...65_536)
      ) { [self] context, x, count in .tensor(try drawn(x, count, context)) },
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

  private func drawn(_ x: Tensor, _ count: Int, _ context: CallContext) throws -> Tensor {
    let draw = context.nextDraw()
    let random = Random(seed: draw.seed)
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
