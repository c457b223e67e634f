import Arrays

/// Where real samples come from. A batch is a function of (seed, stream, step), so any step can be run again exactly.
public struct Dataset: Sendable {
  /// What it is called at the prompt.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  /// The shape of one sample: `[2]` for points, `[height × width × channels]` for images.
  public private(set) var sampleShape: Shape
  /// The modes that samples scatter around, where the distribution is made of such.
  public let modes: Modes?
  /// The classes that samples fall into, where that is known.
  public let classes: SampleClasses?
  /// How many classes are told beside the numbers of each sample; 0 where none are.
  public private(set) var toldClasses = 0
  private let source: Source

  /// How samples are come by. Both are pure functions of their arguments.
  private enum Source: Sendable {
    /// Each batch is drawn afresh.
    case drawn(@Sendable (_ count: Int, _ random: Random, _ stream: Random.Stream, _ step: Int) -> NDArray)
    /// There are so many, which every epoch visits in an order of its own.
    case visited(count: Int, @Sendable (_ indices: [Int]) -> NDArray)
  }

  /// A distribution, from how `[count × sampleShape]` numbers are drawn from it.
  public init(
    name: String, summary: String, sampleShape: Shape, modes: Modes? = nil,
    draw:
      @escaping @Sendable (_ count: Int, _ random: Random, _ stream: Random.Stream, _ step: Int) -> NDArray
  ) {
    self.name = name
    self.summary = summary
    self.sampleShape = sampleShape
    self.modes = modes
    classes = modes.flatMap { $0.centres.count > 1 ? SampleClasses($0) : nil }
    source = .drawn(draw)
  }

  /// So many samples, which every epoch visits in an order of its own: `[indices × sampleShape]` numbers each time.
  public init(
    name: String, summary: String, sampleShape: Shape, count: Int, classes: SampleClasses? = nil,
    samples: @escaping @Sendable (_ indices: [Int]) -> NDArray
  ) {
    self.name = name
    self.summary = summary
    self.sampleShape = sampleShape
    modes = nil
    self.classes = classes
    source = .visited(count: count, samples)
  }

  /// The centres of the modes, `[mode][axis]`.
  public var centres: [[Real]]? { modes?.centres }

  /// Whether samples are pictures.
  public var isImage: Bool { sampleShape.rank == 3 }

  /// The samples of one step (counted from 0): `[count × sampleShape]`.
  ///
  /// Points are drawn afresh; images come from an epoch's shuffle, each once an epoch, and a batch begins at place `first` of all epochs
  /// in a row: after as many batches of its own size, unless it is said. Another stream gives other samples of the same distribution, for an
  /// evaluation that must not see the training's.
  public func batch(
    _ count: Int, random: Random, stream: Random.Stream = .data, step: Int, from first: Int? = nil
  ) -> NDArray {
    let (samples, labels) = drawn(count, random, stream, step, first, labelled: toldClasses > 0)
    return toldClasses > 0 ? samples.telling(labels, of: toldClasses) : samples
  }

  /// The classes of what `batch` gives for the same arguments; empty where they are not known.
  public func labels(
    _ count: Int, random: Random, stream: Random.Stream = .data, step: Int, from first: Int? = nil
  ) -> [Int] {
    if case .visited(let all, _) = source, case .index(let label)? = classes?.source {
      return Shuffle.indices(count, from: first ?? step * count, of: all, random: random, stream: stream).map(label)
    }
    return drawn(count, random, stream, step, first, labelled: true).labels
  }

  private func drawn(
    _ count: Int, _ random: Random, _ stream: Random.Stream, _ step: Int, _ first: Int?, labelled: Bool
  ) -> (samples: NDArray, labels: [Int]) {
    switch (source, labelled ? classes?.source : nil) {
    case (.drawn(let draw), let classes):
      let samples = draw(count, random, stream, step)
      if case .place(let labels)? = classes { return (samples, labels(samples)) }
      return (samples, [])
    case (.visited(let all, let samples), let classes):
      let indices = Shuffle.indices(count, from: first ?? step * count, of: all, random: random, stream: stream)
      if case .index(let label)? = classes { return (samples(indices), indices.map(label)) }
      return (samples(indices), [])
    }
  }

  /// The same data with each sample's class told beside its numbers; the same where classes are not known.
  public var telling: Dataset {
    guard let classes, toldClasses == 0, let last = sampleShape.extents.last else { return self }
    var other = self
    other.sampleShape = Shape(sampleShape.extents.dropLast() + [last + classes.count])
    other.toldClasses = classes.count
    return other
  }

  /// So many fresh samples of one class, without what is told of it: drawn until there are enough, 64 times as many at most.
  public func batch(
    _ count: Int, ofClass label: Int, random: Random, stream: Random.Stream, step: Int
  ) -> NDArray {
    let shape = bareShape
    var found: [Real] = [], part = 0
    let piece = max(count, 64)
    while found.count < count * shape.count, part < 64 * max(1, classes?.count ?? 1) {
      let place = step * 64 + part
      let (samples, labels) = drawn(piece, random, stream, place, nil, labelled: true)
      samples.withNumbers { numbers in
        for (row, own) in labels.enumerated() where own == label {
          found += numbers[row * shape.count..<(row + 1) * shape.count]
        }
      }
      part += 1
    }
    let rows = min(count, found.count / shape.count)
    return NDArray(found.prefix(rows * shape.count), shape: Shape([rows] + shape.extents))
  }

  /// The shape of one sample without what is told of its class.
  public var bareShape: Shape {
    guard let last = sampleShape.extents.last else { return sampleShape }
    return Shape(sampleShape.extents.dropLast() + [last - toldClasses])
  }
}

extension Random.Stream {
  /// What training draws its real samples from.
  public static let data = Random.Stream(named: "data")

  /// A stream of its own for one part of a draw.
  func part(_ name: String) -> Random.Stream {
    Random.Stream(named: "\(rawValue) \(name)")
  }
}
