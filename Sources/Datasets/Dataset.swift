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
  private let draw: @Sendable (_ count: Int, _ random: Random, _ stream: Random.Stream, _ step: Int) -> NDArray

  /// A data set from how it draws `[count × sampleShape]` numbers: a pure function of its arguments.
  public init(
    name: String, summary: String, sampleShape: Shape, modes: Modes? = nil,
    draw:
      @escaping @Sendable (_ count: Int, _ random: Random, _ stream: Random.Stream, _ step: Int) -> NDArray
  ) {
    self.name = name
    self.summary = summary
    self.sampleShape = sampleShape
    self.modes = modes
    self.draw = draw
  }

  /// The centres of the modes, `[mode][axis]`.
  public var centres: [[Real]]? { modes?.centres }

  /// Whether samples are pictures.
  public var isImage: Bool { sampleShape.rank == 3 }

  /// The samples of one step (counted from 0): `[count × sampleShape]`.
  ///
  /// Points are drawn afresh; images come from an epoch's shuffle, each once an epoch. Another stream gives other samples
  /// of the same distribution, for an evaluation that must not see the training's.
  public func batch(_ count: Int, random: Random, stream: Random.Stream = .data, step: Int) -> NDArray {
    draw(count, random, stream, step)
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
