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
        Argument("count", .optional(.int(1...64), default: 8), "how many pictures"), group: "Samples",
        examples: ["show samples"]
      ) { [unowned self] session, count in
        let experiment = try experiment()
        let made = try translated { try fakes(experiment, experiment.dataset.isImage ? count : Self.points) }
        try show(made, of: experiment, title: "generator after \(counted(experiment.rounds, "round"))")
      },
      Subject(
        "data", "what the generator is to imitate",
        Argument("count", .optional(.int(1...64), default: 8), "how many pictures"), group: "Samples",
        examples: ["show data"]
      ) { [unowned self] session, count in
        let experiment = try experiment()
        let dataset = experiment.dataset
        session.emit(.text("\(dataset.name): \(dataset.summary); a sample is \(dataset.sampleShape)"))
        let real = dataset.batch(
          dataset.isImage ? count : Self.points, random: experiment.random, stream: .init(named: "show"), step: 0)
        try show(real, of: experiment, title: "data")
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

  private func show(_ samples: NDArray, of experiment: Experiment, title: String) throws {
    guard !experiment.dataset.isImage else { return session.emit(.picture(images(samples, title))) }
    if samples.shape[1] == 1 {
      session.emit(.table(histogram(samples.numbers, title)))
    } else {
      session.emit(.picture(density(samples, title)))
    }
    if let modes = experiment.dataset.modes { session.emit(.table(try modeTable(samples, modes))) }
    session.emit(.tensor(name: "samples", samples))
  }

  /// Images `[count × height × width × 1]` from -1 to 1.
  private func images(_ batch: NDArray, _ title: String) -> Picture {
    let count = batch.shape[0]
    return Picture(title, images: batch, columns: count <= 2 ? count : 4)
  }

  /// Where points `[count × 2]` lie, in a square that reaches to 2 on each side.
  private func density(_ points: NDArray, _ title: String) -> Picture {
    Picture("\(title): from -2 to 2 on each side", [.points(points, reach: 2, cells: 40)])
  }

  /// How often numbers of a line fall into each of 20 cells around them.
  private func histogram(_ numbers: [Real], _ title: String) -> Table {
    let histogram = Histogram(numbers, margin: 0.25, cells: 20)
    let most = Real(histogram.counts.max() ?? 1)
    var rows = zip(histogram.centres, histogram.counts).map { centre, count -> [Table.Cell] in
      [
        .number(centre, digits: 3), .number(Real(count), digits: 6),
        .bar(Real(count), full: most, width: 40),
      ]
    }
    if histogram.outside > 0 {
      rows.append(["inf or nan", .number(Real(histogram.outside), digits: 6), ""])
    }
    return Table(title, columns: ["about", "count", ""], rows: rows)
  }

  private func modeTable(_ samples: NDArray, _ modes: Modes) throws -> Table {
    let (shares, near) = try translated {
      (try modes.modeShares(samples: samples), try modes.shareNear(samples: samples))
    }
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
