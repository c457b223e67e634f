import Arrays

/// Where real samples come from. A batch is a function of (seed, stream, step), so any step can be run again exactly.
public struct Dataset: Sendable {
  /// What it is called at the prompt.
  public let name: String
  /// What it is, in a line.
  public let summary: String
  /// The shape of one sample: `[2]` for points, `[height × width × channels]` for images.
  public let sampleShape: Shape
  /// The modes that samples scatter around, where the distribution is made of such.
  public let modes: Modes?
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
    source = .drawn(draw)
  }

  /// So many samples, which every epoch visits in an order of its own: `[indices × sampleShape]` numbers each time.
  public init(
    name: String, summary: String, sampleShape: Shape, count: Int,
    samples: @escaping @Sendable (_ indices: [Int]) -> NDArray
  ) {
    self.name = name
    self.summary = summary
    self.sampleShape = sampleShape
    modes = nil
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
    switch source {
    case .drawn(let draw): draw(count, random, stream, step)
    case .visited(let all, let samples):
      samples(Shuffle.indices(count, from: first ?? step * count, of: all, random: random, stream: stream))
    }
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
