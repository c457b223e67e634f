import Arrays
import Datasets
import Networks

extension Preset {
  /// The article's experiment at a size for two cores.
  public static let fashion = Preset(
    name: "fashion", summary: "Fashion-MNIST, 28×28, the article's networks at a laptop's size",
    dataset: { .fashion(try FashionMNIST.load(split: .train)) }, noise: 100, width: 16, batch: 64, lambda: 10,
    rate: { objective, _ in objective.isPenalisedWasserstein ? 2e-4 : nil },
    norm: { $0.hasPenalty ? .none : .batch },
    critic: { width, norm, _ in
      convolutions([width, 2 * width, 4 * width, 8 * width], size: 3, bias: true, norm)
    },
    generator: { width in
      let (wide, narrow) = (4 * width, 2 * width)
      return [.dense(7 * 7 * wide), .reshape([7, 7, wide]), .batchNorm(), .relu]
        + [.upsample(2), .conv(wide, 3), .batchNorm(), .relu]
        + [.upsample(2), .conv(narrow, 3), .batchNorm(), .relu]
        + [.conv(1, 3), .tanh]
    })

  /// The book's networks at their full width, on images enlarged to 32×32.
  public static let fashionArticle = Preset(
    name: "fashion-article", summary: "Fashion-MNIST, 32×32, the book's networks at full width (slow)",
    dataset: { .fashionArticle(try FashionMNIST.load(split: .train)) }, noise: 128, width: 128, batch: 128, lambda: 10,
    rate: { objective, _ in objective.isPenalisedWasserstein ? 2e-4 : nil },
    norm: { $0.hasPenalty ? .none : .batch },
    critic: { width, norm, objective in
      convolutions([width, 2 * width, 4 * width], size: 5, bias: !objective.hasPenalty, norm)
    },
    generator: { width in
      let wide = 4 * width
      return [.dense(4 * 4 * wide), .batchNorm(), .relu, .reshape([4, 4, wide])]
        + [.upsample(2, method: .bilinear), .conv(2 * width, 5), .batchNorm(), .relu]
        + [.upsample(2, method: .bilinear), .conv(width, 5), .batchNorm(), .relu]
        + [.upsample(2, method: .bilinear), .conv(1, 5), .tanh]
    })

  /// Convolutions of stride 2 with leaky ReLU after each and normalisation after all but the first, then one score.
  static func convolutions(_ channels: [Int], size: Int, bias: Bool, _ norm: CriticNorm) -> [Layer] {
    channels.enumerated().flatMap { index, channels in
      [norm.weighted(.conv(channels, size, stride: 2, bias: bias))] + (index == 0 ? [] : norm.layers) + [
        .leakyRelu(0.2)
      ]
    } + [.flatten, norm.weighted(.dense(1))]
  }
}
