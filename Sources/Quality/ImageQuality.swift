import Arrays
import Datasets
import Distances

/// How far images are from real ones: the Fréchet distance in a classifier's features, beside what two halves of real images have.
///
/// It is computed as FID is, but in features of a classifier of clothes and not of Inception: compare its numbers with each other only.
public struct ImageQuality: Sendable {
  /// The Fréchet distance of the images from as many real ones.
  public let distance: Double
  /// That of as many other real images: what even a perfect generator would get.
  public let floor: Double
  /// How many images were compared with how many.
  public let count: Int
  /// The share of images that the classifier puts in each class.
  public let classShares: [Double]

  /// Compares images `[count × side × side × 1]` from -1 to 1 with real ones that the classifier was not trained on.
  public init(of images: NDArray, by classifier: Classifier, against test: FashionMNIST) throws {
    let count = min(images.shape[0], test.count / 2)
    let order = Shuffle(count: test.count, random: Random(seed: 0), stream: .init(named: "quality"), epoch: 0)
    func real(from first: Int) throws -> GaussianFit {
      let chosen = (first..<first + count).map { order[$0] }
      return try GaussianFit(classifier.features(of: test.normalizedImages(at: chosen)))
    }
    let (half, other) = (try real(from: 0), try real(from: count))
    self.count = count
    distance = try frechetDistance(GaussianFit(classifier.features(of: images)), half)
    floor = try frechetDistance(other, half)
    let classes = try classifier.classes(of: images)
    classShares = (0..<10).map { kind in Double(classes.count { $0 == kind }) / Double(max(1, classes.count)) }
  }
}
