/// Images made larger by a whole factor. It is linear, so its adjoint (every output cell hands its number back) is a kernel too.
public struct Resampling: Hashable, Sendable {
  /// How new cells get their numbers.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// Each cell repeats.
    case nearest
    /// Straight lines between cell centres (half-pixel centres, edges held), as Keras' `UpSampling2D`.
    case bilinear
  }

  /// The smaller side's shape: `[batch × height × width × channels]`.
  public let image: Shape
  /// How many times as high and as wide the larger side is.
  public let factor: Int
  /// How new cells get their numbers.
  public let method: Method

  /// A resampling of images of one shape.
  public init(image: Shape, factor: Int, method: Method) {
    self.image = image
    self.factor = factor
    self.method = method
  }

  /// The larger side's shape.
  public var output: Shape { [image[0], image[1] * factor, image[2] * factor, image[3]] }

  /// For each output row or column: the two source cells and the second one's weight.
  public func taps(extent: Int) -> [(first: Int, second: Int, weight: Real)] {
    (0..<extent * factor).map { position in
      guard method == .bilinear else { return (position / factor, position / factor, 0) }
      return Resampling.bilinearTap(position, from: extent, to: extent * factor)
    }
  }

  /// Where output cell `position` of `large` falls among `small` cells, centre on centre.
  public static func bilinearTap(_ position: Int, from small: Int, to large: Int) -> (
    first: Int, second: Int, weight: Real
  ) {
    let centre = (Real(position) + 0.5) * Real(small) / Real(large) - 0.5
    let first = Int(centre.rounded(.down))
    return (max(0, first), min(small - 1, first + 1), centre - Real(first))
  }
}
