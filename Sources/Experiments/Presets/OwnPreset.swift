import Arrays
import Datasets
import Networks

extension Preset {
  /// What `use own` is called.
  public static let ownName = "own"

  /// Networks that fit the learner's own samples: dense ones for points, convolutions for images.
  public static func own(_ data: OwnData) -> Preset {
    (data.isImage ? ofImages(data) : ofPoints(data)).on(data)
  }

  /// The networks of the toys, as wide as so many numbers ask for.
  private static func ofPoints(_ data: OwnData) -> Preset {
    let numbers = data.sampleShape.count, noise = min(max(numbers, 2), 64)
    var preset = Preset(
      name: ownName, summary: "your own data", dataset: { data.dataset }, noise: noise,
      width: numbers <= 16 ? 64 : numbers <= 128 ? 128 : 256, batch: max(2, min(256, data.count)), lambda: 0.1,
      rate: { objective, width in objective.isPenalisedWasserstein ? rate(width) : nil },
      norm: { _ in .none },
      critic: { width, norm, _ in perceptron(width, outputs: 1, norm) },
      generator: { width in perceptron(width, outputs: numbers, .none) })
    preset.reason = { width in
      """
      a sample is \(numbers == 1 ? "one number" : "\(numbers) numbers"), so both networks are dense: three hidden layers of \(width) with \
      ReLU, as for the toys; the generator takes \(noise) numbers of noise
      """
    }
    return preset
  }

  /// The networks of `fashion`, with as many halvings and doublings as the images' size asks for.
  private static func ofImages(_ data: OwnData) -> Preset {
    let plan = ImagePlan(data)
    var preset = Preset(
      name: ownName, summary: "your own data", dataset: { data.dataset }, noise: 100, width: 16,
      batch: max(2, min(64, data.count)), lambda: 10,
      rate: { objective, _ in objective.isPenalisedWasserstein ? 2e-4 : nil },
      norm: { $0.penalty == nil ? .batch : .none },
      critic: { width, norm, _ in convolutions(plan.criticChannels(width), size: 3, bias: true, norm) },
      generator: plan.generator)
    preset.reason = plan.reason
    return preset
  }
}

/// How networks follow from the size of images.
struct ImagePlan: Sendable {
  private let height, width, channels: Int
  /// Whether all numbers lie within -1…1, which tanh reaches.
  private let isBounded: Bool
  /// How often the generator doubles its images.
  private let doublings: Int

  init(_ data: OwnData) {
    (height, width, channels) = (data.sampleShape[0], data.sampleShape[1], data.sampleShape[2])
    isBounded = data.range.lowerBound >= -1 && data.range.upperBound <= 1
    var doublings = 0
    while min(height, width) >> doublings > 8, doublings < 6 { doublings += 1 }
    self.doublings = doublings
  }

  /// The image that the generator begins with.
  private var start: (height: Int, width: Int) { (ceiling(height), ceiling(width)) }

  private func ceiling(_ extent: Int) -> Int { (extent + 1 << doublings - 1) >> doublings }

  /// The channels after each of the critic's convolutions, which all halve their images.
  func criticChannels(_ width: Int) -> [Int] { (0..<doublings + 2).map { width << min($0, 3) } }

  /// The generator's layers.
  func generator(_ width: Int) -> [Layer] {
    func wide(_ left: Int) -> Int { width << min(left, 3) }
    let (rows, columns) = start
    var layers: [Layer] = [
      .dense(rows * columns * wide(doublings)), .reshape([rows, columns, wide(doublings)]), .batchNorm(), .relu,
    ]
    for left in stride(from: doublings, to: 0, by: -1) {
      layers += [.upsample(2), .conv(wide(left), 3), .batchNorm(), .relu]
    }
    if rows << doublings != height || columns << doublings != self.width { layers.append(.crop(height, self.width)) }
    return layers + [.conv(channels, 3)] + (isBounded ? [.tanh] : [])
  }

  /// Why, in a sentence.
  func reason(_ width: Int) -> String {
    let (rows, columns) = start, critic = criticChannels(width)
    let colours = channels == 1 ? "one channel" : "\(channels) channels"
    let end =
      isBounded ? "ends in tanh, for all numbers lie within -1…1" : "ends without tanh, which reaches -1…1 only"
    let doubling = doublings == 0 ? "" : ", doubles that \(doublings == 1 ? "once" : "\(doublings) times")"
    return """
      a sample is an image of \(height)×\(self.width) in \(colours), so both networks are convolutional, as for fashion: the critic \
      halves it \(critic.count) times, \(critic[0]) to \(critic[critic.count - 1]) channels; the generator begins at \(rows)×\(columns)\(doubling) \
      and \(end)
      """
  }
}
