import Arrays

/// What a direction of a plot measures.
public struct Axis: Equatable, Sendable {
  /// How numbers become places.
  public enum Scale: Hashable, Sendable {
    /// Equal differences are equally far apart.
    case linear
    /// Equal ratios are equally far apart; numbers that are not positive have no place.
    case logarithmic
    /// No numbers but things in a row, by name: their places are 0, 1, 2, …
    case categories([String])
  }

  /// What is measured, such as `θ`; empty for nothing.
  public var label: String
  /// In which unit, such as `nats`; empty for none.
  public var unit: String
  /// How numbers become places.
  public var scale: Scale
  /// From where to where it reaches; `nil` for as far as the data do.
  public var range: ClosedRange<Real>?
  /// Whether it is drawn.
  public var isHidden: Bool
  /// Whether it counts, so that between whole numbers nothing is said.
  public var counts: Bool

  /// An axis from its parts.
  public init(
    _ label: String = "", unit: String = "", scale: Scale = .linear, range: ClosedRange<Real>? = nil,
    isHidden: Bool = false, counts: Bool = false
  ) {
    (self.label, self.unit, self.scale, self.range) = (label, unit, scale, range)
    (self.isHidden, self.counts) = (isHidden, counts)
  }

  /// One that is not drawn, as around an image.
  public static let hidden = Axis(isHidden: true)
}
