import Arrays
import Datasets
import Foundation
import Testing

@Suite struct FashionMNISTTests {
  static func images(_ count: Int) -> [UInt8] {
    idx([UInt32(count), 28, 28], (0..<count * 784).map { UInt8($0 % 256) })
  }
  static let labels = idx([2], [3, 9])

  /// What loading says of these two files.
  static func verdict(_ images: [UInt8], _ labels: [UInt8]) throws -> String {
    let folder = try TemporaryFolder()
    let (x, y) = try (folder.write("x", images), folder.write("y", labels))
    return refusal { try FashionMNIST(images: x, labels: y) }
  }

  @Test func readsTwoFilesThatAgree() throws {
    let folder = try TemporaryFolder()
    let (x, y) = try (
      folder.write("x", GzipMember(Self.images(2)).bytes), folder.write("y", Self.labels)
    )
    let data = try FashionMNIST(images: x, labels: y)
    #expect(data.shape == [2, 28, 28, 1])
    #expect(data.labels == [3, 9])
    #expect(data.images[784 + 5] == UInt8((784 + 5) % 256))
    let normalized = data.normalizedImages(at: [1, 0])
    #expect(normalized[0, 0, 5, 0] == (Real((784 + 5) % 256) - 127.5) / 127.5)
    #expect(normalized[1, 0, 0, 0] == -1)
  }

  @Test func refusesFilesThatDisagree() throws {
    let images = Self.images(2)
    #expect(try Self.verdict(images, Self.labels) == "accepted")
    #expect(try Self.verdict(images, idx([2], [3, 10])).contains("label 1 is 10, and classes are 0 to 9"))
    #expect(try Self.verdict(images, idx([1], [3])).contains("it has 1 labels, and there are 2 images"))
    #expect(try Self.verdict(images, images).contains("it has 3 dimensions, and a list of labels has 1"))
    #expect(try Self.verdict(Self.labels, Self.labels).contains("it has 1 dimensions, and images have 3"))
    for (rows, columns) in [(14, 28), (28, 14)] {
      let small = idx([2, UInt32(rows), UInt32(columns)], [UInt8](repeating: 0, count: 2 * rows * columns))
      #expect(try Self.verdict(small, Self.labels).contains("its images are \(rows)×\(columns)"))
    }
    #expect(try Self.verdict(idx([0, 28, 28], []), idx([0], [])).contains("it holds no images"))
  }

  @Test func findsTheFolder() throws {
    let folder = try TemporaryFolder()
    for name in ["train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz"] {
      let bytes = name.contains("images") ? Self.images(2) : GzipMember(Self.labels).bytes
      try folder.write("datasets/fashion-mnist/\(name)", bytes)
    }
    let files = folder.url.appending(path: "datasets/fashion-mnist")
    let environments = [
      ["WGANLAB_DATA": files.path, "XDG_DATA_DIRS": "/nowhere"], ["XDG_DATA_DIRS": "/nowhere:\(folder.url.path)"],
    ]
    for environment in environments {
      #expect(try FashionMNIST.load(split: .train, environment: environment).count == 2)
    }
    #expect(try FashionMNIST.load(folder: files, split: .train).count == 2)
    let message = refusal { try FashionMNIST.load(split: .test, environment: environments[0]) }
    #expect(message.hasPrefix("\(files.path): t10k-images-idx3-ubyte.gz is not in this folder."), "\(message)")
    try folder.write("datasets/fashion-mnist/t10k-images-idx3-ubyte", Self.images(2))
    #expect(refusal { try FashionMNIST.load(folder: files, split: .test) }.contains("t10k-labels-idx1-ubyte.gz is not"))
  }

  @Test func namesBothRemedies() throws {
    let message = refusal { try FashionMNIST.load(split: .train, environment: ["WGANLAB_DATA": "/nowhere"]) }
    #expect(message.contains("sudo apt-get install dataset-fashion-mnist"))
    #expect(message.contains("set WGANLAB_DATA to a folder"))
    for name in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"] {
      #expect(message.contains(name + "-ubyte.gz"))
    }
  }
}

/// The data set itself, where it is installed.
@Suite(.enabled(if: (try? FashionMNIST.folder(environment: ProcessInfo.processInfo.environment)) != nil))
struct InstalledFashionMNISTTests {
  @Test(arguments: [(FashionMNIST.Split.train, 60_000, 0.2860), (.test, 10_000, 0.2868)])
  func isThePublishedOne(split: FashionMNIST.Split, count: Int, mean: Double) throws {
    let data = try FashionMNIST.load(split: split)
    #expect(data.count == count)
    #expect(data.images.count == count * 784)
    let sum = data.images.withUnsafeBytes { $0.reduce(0) { $0 + Int($1) } }
    #expect(abs(Double(sum) / 255 / Double(count * 784) - mean) <= 0.0001)
    for label in 0...9 { #expect(data.labels.count { $0 == label } == count / 10) }
  }

  @Test func batchesAreNormalized() throws {
    let data = try FashionMNIST.load(split: .test)
    for (dataset, extent) in [(Dataset.fashion(data), 28), (.fashionArticle(data), 32)] {
      let batch = dataset.batch(64, random: Random(seed: 1), step: 3)
      #expect(batch.shape == [64, extent, extent, 1] && dataset.isImage)
      let (low, high) = (batch.numbers.min() ?? 0, batch.numbers.max() ?? 0)
      #expect(low == -1 && high > 0.9 && high <= 1)
    }
  }
}
