import Arrays
import Refusals
import Texts

/// Samples of the learner's own, in place of a preset's data, and the class of each where that is known.
public struct OwnData: Equatable, Sendable {
  /// `[count × sample]`: points `[count × numbers]` or images `[count × height × width × channels]`, finite numbers all.
  public let samples: NDArray
  /// The class of each sample, from 0 on; `nil` where there are none.
  public let labels: [Int]?
  /// The least and the greatest number.
  public let range: ClosedRange<Real>

  /// The most classes that samples fall into.
  public static let mostClasses = 1000

  /// Samples along the first axis. Numbers in a row are points on a line, and images without a last axis have one channel.
  public init(_ tensor: NDArray, labels: [Int]? = nil) throws(Refusal) {
    samples = try OwnData.samples(tensor)
    range = try OwnData.range(samples)
    if let labels { try OwnData.check(labels, for: samples.shape[0]) }
    self.labels = labels
  }

  /// The same samples, each with its class.
  public func with(labels: [Int]) throws(Refusal) -> OwnData {
    try OwnData(samples, labels: labels)
  }

  /// How many samples there are.
  public var count: Int { samples.shape[0] }
  /// The shape of one.
  public var sampleShape: Shape { Shape(Array(samples.shape.extents.dropFirst())) }
  /// Whether they are images.
  public var isImage: Bool { sampleShape.rank == 3 }
  /// How many classes there are.
  public var classCount: Int { (labels?.max() ?? -1) + 1 }

  /// `1,000 samples of [2], numbers from -1.2 to 3.4`
  public var summary: String {
    "\(counted(count, "sample")) of \(sampleShape), numbers from \(numberText(range.lowerBound, digits: 4)) to "
      + numberText(range.upperBound, digits: 4) + (labels == nil ? "" : ", \(counted(classCount, "class", "classes"))")
  }
}

// MARK: - What is refused

extension OwnData {
  private static let remedy = "Give [samples × numbers], or [samples × height × width × channels] for images."

  private static func samples(_ tensor: NDArray) throws(Refusal) -> NDArray {
    let extents = tensor.shape.extents
    let shape: Shape
    switch extents.count {
    case 0: throw Refusal("data", "this is a single number", remedy)
    case 1: shape = Shape(extents + [1])
    case 3: shape = Shape(extents + [1])
    case 2, 4: shape = tensor.shape
    default: throw Refusal("data", "\(tensor.shape) has \(extents.count) axes", remedy)
    }
    guard shape[0] > 0 else { throw Refusal("data", "\(tensor.shape) holds no samples", "Give one sample at least.") }
    guard shape.count > 0 else { throw Refusal("data", "the samples of \(tensor.shape) hold no numbers", remedy) }
    guard shape.extents.dropFirst().allSatisfy({ $0 <= 1 << 20 }) else {
      throw Refusal("data", "the samples of \(tensor.shape) are too large", "An extent is \(1 << 20) at most.")
    }
    return tensor.reshaped(shape)
  }

  private static func range(_ samples: NDArray) throws(Refusal) -> ClosedRange<Real> {
    var (least, greatest) = (Real.infinity, -Real.infinity), fault: Int?
    samples.withNumbers { numbers in
      for (index, number) in numbers.enumerated() {
        guard number.isFinite else { return fault = index }
        (least, greatest) = (min(least, number), max(greatest, number))
      }
    }
    guard let fault else { return least...greatest }
    let number = samples.withNumbers { $0[fault] }
    let place = samples.shape.strides.reduce((rest: fault, place: [Int]())) {
      ($0.rest % $1, $0.place + [$0.rest / $1])
    }
    throw Refusal(
      "data", "data[\(place.place.map(String.init).joined(separator: ", "))] is \(numberText(number))",
      "Samples are finite numbers: leave that sample out, or mend it.")
  }

  private static func check(_ labels: [Int], for count: Int) throws(Refusal) {
    guard labels.count == count else {
      throw Refusal(
        "labels", "there are \(labels.count), and \(counted(count, "sample"))", "Give one label for each sample.")
    }
    if let place = labels.firstIndex(where: { !(0..<mostClasses).contains($0) }) {
      throw Refusal(
        "labels", "labels[\(place)] is \(labels[place])", "Labels are whole numbers from 0 to \(mostClasses - 1).")
    }
  }
}

// MARK: - As a data set

extension OwnData {
  /// The data set of these samples: every epoch visits each once, in an order of its own.
  public var dataset: Dataset {
    let size = sampleShape.count, shape = sampleShape, samples = samples
    let names = (0..<classCount).map(String.init)
    return Dataset(
      name: "own", summary: summary, sampleShape: shape, count: count,
      classes: labels.map { labels in
        SampleClasses(names: names, counts: OwnData.counts(labels, names.count)) { labels[$0] }
      }
    ) { indices in
      NDArray(shape: Shape([indices.count] + shape.extents)) { room in
        samples.withNumbers { all in
          for (place, index) in indices.enumerated() {
            for number in 0..<size { room[place * size + number] = all[index * size + number] }
          }
        }
      }
    }
  }

  private static func counts(_ labels: [Int], _ classes: Int) -> [Int] {
    labels.reduce(into: [Int](repeating: 0, count: classes)) { $0[$1] += 1 }
  }
}
