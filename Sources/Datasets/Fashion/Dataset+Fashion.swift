import Arrays
import Foundation

extension Dataset {
  /// Fashion-MNIST as it is: `[28 × 28 × 1]`, (x - 127.5) / 127.5, so from -1 to 1.
  public static func fashion(_ data: FashionMNIST) -> Dataset {
    images(of: data, "fashion", "Fashion-MNIST, 28×28", extent: FashionMNIST.extent)
  }

  /// Fashion-MNIST resized bilinearly to `[32 × 32 × 1]`, as the book's notebooks do; from -1 to 1.
  public static func fashionArticle(_ data: FashionMNIST) -> Dataset {
    images(of: data, "fashion-article", "Fashion-MNIST, resized to 32×32", extent: 32)
  }

  private static func images(of data: FashionMNIST, _ name: String, _ summary: String, extent: Int) -> Dataset {
    Dataset(name: name, summary: summary, sampleShape: [extent, extent, 1], count: data.count, classes: data.classes) {
      indices in
      data.normalizedImages(at: indices).resizedBilinearly(to: extent, extent)
    }
  }
}

extension FashionMNIST {
  /// The ten classes of these images.
  var classes: SampleClasses {
    let labels = labels, names = FashionMNIST.classNames
    let counts = labels.reduce(into: [Int](repeating: 0, count: names.count)) { $0[Int($1)] += 1 }
    return SampleClasses(names: names, counts: counts) { Int(labels[$0]) }
  }

  /// Images by their index, `[indices × 28 × 28 × 1]`, normalised to (x - 127.5) / 127.5.
  public func normalizedImages(at indices: [Int]) -> NDArray {
    let size = FashionMNIST.extent * FashionMNIST.extent
    return NDArray(shape: [indices.count, FashionMNIST.extent, FashionMNIST.extent, 1]) { numbers in
      images.withUnsafeBytes { bytes in
        for (place, index) in indices.enumerated() {
          precondition((0..<count).contains(index), "image \(index) is outside 0..<\(count)")
          for pixel in 0..<size {
            numbers[place * size + pixel] = FashionMNIST.normalized[Int(bytes[index * size + pixel])]
          }
        }
      }
    }
  }

  private static let normalized: [Real] = (0...255).map { (Real($0) - 127.5) / 127.5 }
}
