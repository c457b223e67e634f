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
        let isImage = experiment.dataset.isImage, told = experiment.dataset.toldClasses
        let labels = isImage && told > 0 ? (0..<count).map { $0 % told } : nil
        let made = try translated { try fakes(experiment, isImage ? count : Self.points, labels: labels) }
        return try looks(
          of: made, .fake, experiment, title: "generator after \(counted(experiment.rounds, "round"))",
          labels: labels ?? [])
      },
      Subject(
        "data", "what the generator is to imitate",
        Argument("count", .optional(.int(1...64), default: 8), "how many pictures"), group: "Samples"
      ) { session, count in
        let experiment = try experiment()
        let dataset = experiment.dataset
        let wanted = dataset.isImage ? count : drawable(Self.points, experiment)
        let stream = Random.Stream(named: "show")
        let real = reals(experiment, wanted, stream: stream, step: 0)
        let labels =
          dataset.isImage && (dataset.toldClasses > 0 || experiment.settings.data != nil)
          ? dataset.labels(wanted, random: experiment.random, stream: stream, step: 0) : []
        let told = dataset.toldClasses > 0 ? ", of which \(dataset.toldClasses) tell the class" : ""
        return [.text(foldedLines("\(dataset.name): \(dataset.summary); a sample is \(dataset.sampleShape)\(told)"))]
          + (try looks(of: real, .real, experiment, title: "data", labels: labels))
      },
    ]
  }

  /// How many points are drawn to say where they lie.
  private static let points = 2000

  /// Samples drawn for looking at, from noise of their own: the same as long as the generator is the same.
  ///
  /// They are made in batches of the training's size, so that batch norm sees as many samples as it was trained with.
  ///
  /// What tells their class is left out, unless it is asked for; `labels` are the classes that they are to be of, where networks are told such.
  public func fakes(
    _ experiment: Experiment, _ count: Int, labels: [Int]? = nil, telling: Bool = false
  ) throws -> NDArray {
    let batch = experiment.settings.batch, told = experiment.dataset.toldClasses
    var numbers: [Real] = []
    for (step, first) in stride(from: 0, to: count, by: batch).enumerated() {
      let own = labels.map { labels in (first..<first + batch).map { labels[min($0, labels.count - 1)] } }
      let z = experiment.noise(batch, .init(named: "show"), step: step, labels: own)
      numbers += try experiment.generator.network.frozen(Tensor(z)).value?.numbers ?? []
    }
    try ArrayMemory.checkRefusals("samples")
    let shape = Shape([count] + experiment.dataset.sampleShape.extents)
    let made = NDArray(numbers.prefix(shape.count), shape: shape)
    return telling ? made : made.withoutTold(told)
  }

  /// Samples of the data to look at, without what tells their class.
  func reals(_ experiment: Experiment, _ count: Int, stream: Random.Stream, step: Int) -> NDArray {
    experiment.dataset.batch(count, random: experiment.random, stream: stream, step: step)
      .withoutTold(experiment.dataset.toldClasses)
  }

  /// How many samples of the data are drawn where so many would do: of the learner's own no more than there are.
  func drawable(_ most: Int, _ experiment: Experiment) -> Int { min(most, experiment.settings.data?.count ?? most) }

  /// How many samples are compared where so many would do: of the learner's own at most half, so that others are left for the floor.
  func comparable(_ most: Int, _ experiment: Experiment) -> Int {
    min(most, max(1, (experiment.settings.data?.count ?? 2 * most) / 2))
  }

  private func looks(
    of samples: NDArray, _ role: Role, _ experiment: Experiment, title: String, labels: [Int]
  ) throws -> [Output] {
    guard !experiment.dataset.isImage else {
      let names = experiment.dataset.classes?.names ?? []
      let titles = labels.compactMap { names.indices.contains($0) ? names[$0] : nil }
      return [.figure(images(samples, title, experiment, titles))]
    }
    let data =
      role == .real
      ? nil : reals(experiment, drawable(Self.points, experiment), stream: .init(named: "show"), step: 0)
    let isLine = samples.shape[1] == 1
    let places: [Output] =
      isLine
      ? [.figure(histograms(samples, data, title)), .table(histogram(samples.numbers, title))]
      : [.figure(scatter(samples, role, data, title))]
        + (samples.shape[1] > 2 ? [.table(spread(samples, data, role))] : [])
    let modes = try experiment.dataset.modes.map { try modeTable(samples, $0) }
    return places + [modes].compactMap { $0.map(Output.table) } + [.tensor(name: "samples", samples)]
  }

  /// Images `[count × height × width × channels]`, black and white where the data's least and greatest numbers are.
  private func images(_ batch: NDArray, _ title: String, _ experiment: Experiment, _ titles: [String]) -> Figure {
    let count = batch.shape[0], range = experiment.pixelRange
    return Figure(
      title, images: batch, low: range.lowerBound, high: range.upperBound, columns: count <= 2 ? count : 4,
      titles: titles)
  }

  /// How each number of the samples is spread, beside how that of the data is: the first of them.
  private func spread(_ samples: NDArray, _ data: NDArray?, _ role: Role) -> Table {
    func column(_ array: NDArray, _ place: Int) -> Spread {
      let count = array.shape[0], size = array.shape[1]
      return Spread(
        NDArray(array.withNumbers { all in (0..<count).map { all[$0 * size + place] } }, shape: [count])
      ).whole
    }
    let size = samples.shape[1], shown = min(size, 16)
    let rows = (0..<shown).map { place -> [Table.Cell] in
      let parts = ([data].compactMap { $0 } + [samples]).map { column($0, place) }
      return [.text("x\(place + 1)")]
        + parts.flatMap { [.number($0.mean, digits: 4), .number($0.deviation, digits: 4)] }
    }
    let sides = (data == nil ? [] : ["real"]) + [role == .real ? "real" : "fake"]
    return Table(
      "each of the numbers" + (shown < size ? " (the first \(shown) of \(size))" : "")
        + "; the picture shows the first two",
      columns: ["number"] + sides.flatMap { ["\($0) mean", "deviation"] }, rows: rows)
  }

  /// How many points of each kind are drawn: more would hide each other.
  private static let drawn = 400

  /// Where points `[count × 2 or more]` lie by their first two numbers, over those of the data where they are others.
  private func scatter(_ points: NDArray, _ role: Role, _ data: NDArray?, _ title: String) -> Figure {
    func first(_ points: NDArray) -> NDArray {
      let count = min(Self.drawn, points.shape[0]), size = points.shape[1]
      return NDArray(
        points.withNumbers { all in (0..<count).flatMap { [all[$0 * size], all[$0 * size + 1]] } }, shape: [count, 2])
    }
    let layers = (data.map { [Display.Layer.points(Series("real", first($0), .real))] } ?? [])
    return Figure(
      title,
      [
        Plot(
          "", x: Axis("x₁"), y: Axis("x₂"), isSquare: true,
          layers + [.points(Series(role == .real ? "real" : "fake", first(points), role))])
      ])
  }

  /// How samples of a line are spread, beside how the data are, on common axes.
  private func histograms(_ samples: NDArray, _ data: NDArray?, _ title: String) -> Figure {
    let finite = (samples.numbers + (data?.numbers ?? [])).filter(\.isFinite)
    let range = finite.min().flatMap { least in finite.max().map { least...$0 } }
    let shown =
      (data.map { [("real", $0, Role.real)] } ?? []) + [
        (data == nil ? "real" : "fake", samples, data == nil ? .real : .fake)
      ]
    return Figure(
      title,
      shown.map { name, numbers, role in
        Plot(
          name, x: Axis("x"), y: Axis("how many"), [.histogram(Counts(name, of: numbers.numbers, within: range, role))])
      }, sharesAxes: true)
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

  func modeTable(_ samples: NDArray, _ modes: Modes) throws -> Table {
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

extension Experiment {
  /// Which numbers are black and white in pictures of samples.
  var pixelRange: ClosedRange<Real> { settings.data?.range ?? -1...1 }
}
