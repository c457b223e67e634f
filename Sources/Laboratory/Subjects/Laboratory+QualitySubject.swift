import Arrays
import Datasets
import Display
import Distances
import Experiments
import Language
import Notebook
import Quality
import Texts

extension Laboratory {
  /// How good the generator's samples are, in one number that falls.
  var qualitySubject: Subject {
    Subject(
      "quality", "how far samples are from the data: Fréchet distance for Fashion-MNIST, exact W1 for others",
      group: "Samples",
      number: { session throws(Problem) in
        try translated {
          let experiment = try experiment()
          return Real(
            experiment.showsClothes
              ? try imageQuality(experiment, in: session).quality.distance
              : try pointMoves(experiment).samples.distance)
        }
      }
    ) { session in
      let experiment = try experiment()
      if experiment.showsClothes {
        let (quality, accuracy) = try translated { try imageQuality(experiment, in: session) }
        return [
          .figure(.quality(quality)), .table(table(quality)), .table(classTable(quality)),
          .text(foldedLines(explained(accuracy))),
        ]
      } else {
        let moves = try translated { try pointMoves(experiment) }
        let note =
          experiment.dataset.isImage
          ? [
            Output.text(foldedLines("Between images it is the distance of their pixels: no classifier knows your own."))
          ] : []
        let figure = Output.figure(.moves(samples: moves.samples, data: moves.data))
        return [figure, .table(table(moves, comparable(Self.points, experiment)))] + note
      }
    }
  }

  // MARK: - Images

  /// How many images are compared.
  private static let images = 2000

  private func imageQuality(_ experiment: Experiment, in session: Session) throws -> (
    quality: ImageQuality, accuracy: Double
  ) {
    (try imageQuality(of: try fakes(experiment, Self.images), in: session), try classifier(in: session).accuracy)
  }

  /// How far images `[count × side × side × 1]` from -1 to 1 are from Fashion-MNIST's test images. The first time on a computer the
  /// classifier that compares them is trained, which takes half a minute.
  public func imageQuality(of images: NDArray, in session: Session) throws -> ImageQuality {
    if let reference = scope.reference, reference.count == images.shape[0] { return try reference.quality(of: images) }
    let made = try ImageReference(
      try classifier(in: session).classifier, try FashionMNIST.load(split: .test), count: images.shape[0])
    try session.checkCancellation()
    scope.reference = made
    return try made.quality(of: images)
  }

  /// The classifier: kept from before, or trained now and kept. A session that may not write outside its folder keeps it to itself.
  func classifier(in session: Session) throws -> (classifier: Classifier, accuracy: Double) {
    if let known = scope.classifier { return known }
    let file = session.files.root == nil ? ClassifierFile.standard() : nil
    let found = try file?.recovered()
    if let damage = found?.damage { session.emit(.text(damage + " The classifier is trained anew.")) }
    let made = try found?.kept ?? trained(keepingIn: file, in: session)
    try session.checkCancellation()
    scope.classifier = made
    return made
  }

  private func trained(keepingIn file: ClassifierFile?, in session: Session) throws -> (
    classifier: Classifier, accuracy: Double
  ) {
    var classifier = try Classifier()
    let data = try FashionMNIST.load(split: .train)
    defer { session.progress("") }
    try classifier.train(on: data) { done in
      try session.checkCancellation()
      session.progress("training the classifier that compares images, once: \(Int(100 * done)) %")
    }
    let accuracy = try classifier.accuracy(on: try FashionMNIST.load(split: .test))
    try session.checkCancellation()
    do { try file?.save(classifier, accuracy: accuracy) } catch {
      session.emit(.text("the classifier is not kept: \(file?.path ?? "") could not be written"))
    }
    return (classifier, accuracy)
  }

  private func table(_ quality: ImageQuality) -> Table {
    Table(
      "Fréchet distance in the features of a classifier of clothes", columns: ["", ""],
      rows: [
        [
          .text("\(quality.count) samples against \(quality.count) test images"),
          .number(Real(quality.distance), digits: 5),
        ],
        ["floor: other test images against them", .number(Real(quality.floor), digits: 5)],
      ])
  }

  private func classTable(_ quality: ImageQuality) -> Table {
    Table(
      "what the classifier takes the samples for", columns: ["class", "share", ""],
      rows: zip(FashionMNIST.classNames, quality.classShares).map { name, share in
        [
          .text(name), .text(percent(Real(share))),
          .bar(Real(share), full: Real(quality.classShares.max() ?? 1), width: 24),
        ]
      })
  }

  private func explained(_ accuracy: Double) -> String {
    """
    The classifier names \(percent(Real(accuracy))) of the test images rightly. It was trained here: compare the numbers that it \
    gives with each other, not with an FID from elsewhere.
    """
  }

  // MARK: - Points

  /// How many points are compared: exact transport grows with their cube.
  private static let points = 512

  /// The exact plans from samples to data, and from other data to the same.
  private func pointMoves(_ experiment: Experiment) throws -> (samples: Moves, data: Moves) {
    let stream = Random.Stream(named: "quality")
    let count = comparable(Self.points, experiment)
    let real = reals(experiment, count, stream: stream, step: 0).asRows
    let other = reals(experiment, count, stream: stream, step: 1).asRows
    return (
      try Moves(from: try fakes(experiment, count).asRows, to: real), try Moves(from: other, to: real)
    )
  }

  private func table(_ moves: (samples: Moves, data: Moves), _ count: Int) -> Table {
    Table(
      "exact W1 distance, by optimal transport", columns: ["", ""],
      rows: [
        [.text("\(count) samples against \(count) of the data"), .number(Real(moves.samples.distance), digits: 5)],
        ["floor: other data against them", .number(Real(moves.data.distance), digits: 5)],
      ])
  }
}

extension Experiment {
  /// Whether it is trained on Fashion-MNIST as it is, which the classifier knows.
  var showsClothes: Bool { dataset.isImage && settings.data == nil }
}
