import Arrays
import Datasets
import Distances

/// How far images are from real ones.
public struct ImageQuality: Sendable {
  /// The Fréchet distance of the images from real ones, in a classifier's features.
  public let distance: Double
  /// That of as many other real images: what even a perfect generator would get.
  public let floor: Double
  /// How many real images they were compared with.
  public let count: Int
  /// The share of images that the classifier puts in each class.
  public let classShares: [Double]
}

/// Real images that others are held against: the Fréchet distance in a classifier's features, beside what two halves of real images have.
///
/// It is computed as FID is, but in features of a classifier of clothes and not of Inception: compare its numbers with each other only.
public struct ImageReference {
  /// How many real images there are, and how many samples should be compared with them.
  public let count: Int
  private let classifier: Classifier
  private let real: FrechetReference
  private let floor: Double

  /// So many images that the classifier was not trained on, and as many others for the floor.
  public init(_ classifier: Classifier, _ test: FashionMNIST, count: Int) throws {
    let count = min(count, test.count / 2)
    let order = Shuffle(count: test.count, random: Random(seed: 0), stream: .init(named: "quality"), epoch: 0)
    func fit(from first: Int) throws -> GaussianFit {
      let chosen = (first..<first + count).map { order[$0] }
      return try GaussianFit(classifier.features(of: test.normalizedImages(at: chosen)))
    }
    (self.classifier, self.count) = (classifier, count)
    real = FrechetReference(try fit(from: 0))
    floor = try real.distance(to: fit(from: count))
  }

  /// How far images `[samples × side × side × 1]` from -1 to 1 are from the real ones.
  public func quality(of images: NDArray) throws -> ImageQuality {
    let classes = try classifier.classes(of: images)
    return ImageQuality(
      distance: try real.distance(to: GaussianFit(classifier.features(of: images))), floor: floor, count: count,
      classShares: (0..<10).map { kind in Double(classes.count { $0 == kind }) / Double(max(1, classes.count)) })
  }
}
