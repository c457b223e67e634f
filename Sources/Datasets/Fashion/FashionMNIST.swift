import Arrays
import Foundation
import Refusals

/// Zalando's pictures of clothes: 60,000 to train on and 10,000 to test with, 28×28 grey values, ten classes.
///
/// Xiao, Rasul and Vollgraf, *Fashion-MNIST*, 2017 (arXiv 1708.07747).
public struct FashionMNIST: Sendable {
  /// Which of its two parts.
  public enum Split: String, CaseIterable, Sendable {
    /// 60,000 images.
    case train
    /// 10,000 images.
    case test
  }

  /// What the labels 0 to 9 mean.
  public static let classNames = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
  ]

  /// Rows and columns of an image.
  public static let extent = 28

  /// How many images the larger part has.
  private static let mostImages = 60_000

  /// Grey values `[count × 28 × 28 × 1]`, 0 black to 255 white: a byte each, so that training needs 47 MB and not 188.
  public let images: Data
  /// A class for each image, 0 to 9.
  public let labels: [UInt8]

  /// How many images there are.
  public var count: Int { labels.count }

  /// The shape of the images: `[count × 28 × 28 × 1]`.
  public var shape: Shape { [count, FashionMNIST.extent, FashionMNIST.extent, 1] }

  /// Reads the two IDX files of one part. They must agree, hold 28×28 images and labels from 0 to 9.
  public init(images: URL, labels: URL) throws(Refusal) {
    let pictures = try IDX(images, rank: 3, atMost: FashionMNIST.mostImages * FashionMNIST.extent * FashionMNIST.extent)
    let classes = try IDX(labels, rank: 1, atMost: FashionMNIST.mostImages)
    try FashionMNIST.check(pictures, images.path)
    try FashionMNIST.check(classes, labels.path, for: pictures)
    self.images = pictures.bytes
    self.labels = [UInt8](classes.bytes)
  }

  private static func check(_ images: IDX, _ file: String) throws(Refusal) {
    guard images.shape[1] == extent, images.shape[2] == extent else {
      throw Refusal(
        file, "its images are \(images.shape[1])×\(images.shape[2])",
        "Use Fashion-MNIST's own files: they are 28×28.")
    }
    guard images.shape[0] > 0 else {
      throw Refusal(file, "it holds no images", "Use Fashion-MNIST's own files.")
    }
  }

  private static func check(_ labels: IDX, _ file: String, for images: IDX) throws(Refusal) {
    guard labels.shape[0] == images.shape[0] else {
      throw Refusal(
        file, "it has \(labels.shape[0]) labels, and there are \(images.shape[0]) images",
        "Use images and labels of the same part.")
    }
    if let place = labels.bytes.firstIndex(where: { $0 > 9 }) {
      throw Refusal.damaged(file, "label \(place) is \(labels.bytes[place]), and classes are 0 to 9")
    }
  }
}
