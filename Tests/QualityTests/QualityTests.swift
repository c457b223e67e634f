import Arrays
import Datasets
import FastKernels
import Foundation
import Quality
import Testing

/// What images are compared by: trained on few images here; the whole training is measured where it is used.
@Suite(.serialized) struct QualityTests {
  static let hasFashion = (try? FashionMNIST.load(split: .test)) != nil

  private func file() -> ClassifierFile {
    ClassifierFile(path: NSTemporaryDirectory() + "wganlab-\(UUID().uuidString)/classifier.safetensors")
  }

  @Test func aKeptClassifierIsTheSame() throws {
    let (file, made) = (file(), try Classifier())
    #expect(try file.load() == nil)
    try file.save(made, accuracy: 0.9)
    let kept = try #require(try file.load())
    #expect(kept.accuracy == 0.9)
    #expect(kept.classifier.network.parameters.map(\.value.numbers) == made.network.parameters.map(\.value.numbers))
  }

  @Test func aDamagedOneIsRefused() throws {
    let file = file()
    try file.save(try Classifier(), accuracy: 0.9)
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file.path)))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: file.path))
    #expect(throws: (any Error).self) { try file.load() }
  }

  @Test(.enabled(if: hasFashion)) func trainingLearnsAndIsTheSameTwice() throws {
    Kernels.standard = .fast
    let data = try FashionMNIST.load(split: .test)
    var (first, second) = (try Classifier(), try Classifier())
    let before = try first.accuracy(on: data)
    try first.train(on: data, epochs: 2) { _ in }
    try second.train(on: data, epochs: 2) { _ in }
    #expect(before < 0.3)
    #expect(try first.accuracy(on: data) > 0.8)
    #expect(first.network.parameters.map(\.value.numbers) == second.network.parameters.map(\.value.numbers))
  }

  @Test(.enabled(if: hasFashion)) func aStopIsObeyed() throws {
    var classifier = try Classifier()
    #expect(throws: CancellationError.self) {
      try classifier.train(on: try FashionMNIST.load(split: .test)) { _ in throw CancellationError() }
    }
  }

  /// Real images are near real images; the further images are from them, the greater the distance.
  @Test(.enabled(if: hasFashion)) func worseImagesAreFurther() throws {
    Kernels.standard = .fast
    let data = try FashionMNIST.load(split: .test)
    var classifier = try Classifier()
    try classifier.train(on: data, epochs: 2) { _ in }
    let real = data.normalizedImages(at: Array(0..<400))
    let noise = Random(seed: 1).normal(real.shape, .init(named: "noise"))
    let reference = try ImageReference(classifier, data, count: 400)
    let distances = try [0, 0.3, 1].map { share in
      let mixed = zip(real.numbers, noise.numbers).map { (1 - Real(share)) * $0 + Real(share) * $1 }
      return try reference.quality(of: NDArray(mixed, shape: real.shape))
    }
    #expect(distances[0].distance < 3 * distances[0].floor)
    #expect(distances[1].distance > 2 * distances[0].distance)
    #expect(distances[2].distance > 2 * distances[1].distance)
    #expect(abs(distances[0].classShares.reduce(0, +) - 1) < 1e-9)
  }

  /// Images of 32×32 are compared at 28×28.
  @Test func featuresTakeEverySide() throws {
    let classifier = try Classifier()
    for side in [14, 28, 32] {
      let images = NDArray(repeating: 0.5, shape: [3, side, side, 1])
      #expect(try classifier.features(of: images).shape == [3, Classifier.features])
      #expect(try classifier.classes(of: images).count == 3)
    }
  }
}
