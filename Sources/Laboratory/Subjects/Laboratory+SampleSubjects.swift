import Arrays
import Autodiff
import Datasets
import Display
import Experiments
import Language
import Networks
import Notebook
import Texts

extension Laboratory {
  /// What the data and the generator look like.
  var sampleSubjects: [Subject] {
    [
      Subject(
        "samples", "what the generator makes: pictures, or where points lie",
        Argument("count", .optional(.int(1...64), default: 8), "how many pictures"), group: "Samples"
      ) { session, count in
        let experiment = try experiment()
        let made = try translated { try fakes(experiment, experiment.dataset.isImage ? count : Self.points) }
        return try looks(of: made, experiment, title: "generator after \(counted(experiment.rounds, "round"))")
      },
      Subject(
        "data", "what the generator is to imitate",
        Argument("count", .optional(.int(1...64), default: 8), "how many pictures"), group: "Samples"
      ) { session, count in
        let experiment = try experiment()
        let dataset = experiment.dataset
        let real = dataset.batch(
          dataset.isImage ? count : Self.points, random: experiment.random, stream: .init(named: "show"), step: 0)
        return [.text("\(dataset.name): \(dataset.summary); a sample is \(dataset.sampleShape)")]
          + (try looks(of: real, experiment, title: "data"))
      },
    ]
  }

  /// How many points are drawn to say where they lie.
  private static let points = 2000

  /// Samples drawn for looking at, from noise of their own: the same as long as the generator is the same.
  ///
  /// They are made in batches of the training's size, so that batch norm sees as many samples as it was trained with.
  public func fakes(_ experiment: Experiment, _ count: Int) throws -> NDArray {
    let batch = experiment.settings.batch
    var numbers: [Real] = []
    for (step, _) in stride(from: 0, to: count, by: batch).enumerated() {
      let z = experiment.noise(batch, .init(named: "show"), step: step)
      numbers += try experiment.generator.network.frozen(Tensor(z)).value?.numbers ?? []
    }
    try ArrayMemory.checkRefusals("samples")
    let shape = Shape([count] + experiment.dataset.sampleShape.extents)
    return NDArray(numbers.prefix(shape.count), shape: shape)
  }

  private func looks(of samples: NDArray, _ experiment: Experiment, title: String) throws -> [Output] {
    guard !experiment.dataset.isImage else { return [.figure(images(samples, title))] }
    let isLine = samples.shape[1] == 1
    let places: Output = isLine ? .table(histogram(samples.numbers, title)) : .figure(density(samples, title))
    let modes = try experiment.dataset.modes.map { try modeTable(samples, $0) }
    return [places] + [modes].compactMap { $0.map(Output.table) } + [.tensor(name: "samples", samples)]
  }

  /// Images `[count × height × width × 1]` from -1 to 1.
  private func images(_ batch: NDArray, _ title: String) -> Figure {
    let count = batch.shape[0]
    return Figure(title, images: batch, columns: count <= 2 ? count : 4)
  }

  /// Where points `[count × 2]` lie, in a square that reaches to 2 on each side.
  private func density(_ points: NDArray, _ title: String) -> Figure {
    Figure(
      "\(title): from -2 to 2 on each side",
      [
        Plot(
          x: Axis("x₁", range: -2...2), y: Axis("x₂", range: -2...2), isSquare: true,
          [.points(Series("", points, .fake))])
      ])
  }

  /// How often numbers of a line fall into each of 20 cells around them.
  private func histogram(_ numbers: [Real], _ title: String) -> Table {
    let histogram = Histogram(numbers, margin: 0.25, cells: 20)
    let most = Real(histogram.counts.max() ?? 1)
    let digits = (3...9).first { digits in
      Set(histogram.centres.map { numberText($0, digits: digits) }).count == histogram.centres.count
    }
    var rows = zip(histogram.centres, histogram.counts).map { centre, count -> [Table.Cell] in
      [
        .number(centre, digits: digits ?? 9), .number(Real(count), digits: 6),
        .bar(Real(count), full: most, width: 40),
      ]
    }
    if histogram.outside > 0 {
      rows.append(["inf or nan", .number(Real(histogram.outside), digits: 6), ""])
    }
    return Table(title, columns: ["about", "count", ""], rows: rows)
  }

  private func modeTable(_ samples: NDArray, _ modes: Modes) throws -> Table {
    let (shares, near) = (try modes.modeShares(samples: samples), try modes.shareNear(samples: samples))
    let full = shares.max() ?? 1
    let lost = samples.shape[0] - Int((shares.reduce(0, +) * Real(samples.shape[0])).rounded())
    return Table(
      "\(percent(near)) of \(samples.shape[0]) samples lie within 0.2 of a centre"
        + (lost > 0 ? ", \(lost) are inf or nan" : "") + "; nearest to each:",
      columns: ["centre", "share", ""],
      rows: zip(modes.centres, shares).map { centre, share in
        let place = centre.map { numberText(($0 * 1e4).rounded() / 1e4, digits: 4) }.joined(separator: ", ")
        return [.text("(\(place))"), .text(percent(share)), .bar(share, full: full, width: 24)]
      })
  }
}
