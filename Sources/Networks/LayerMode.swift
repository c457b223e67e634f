import Arrays
import Autodiff

/// What a network is evaluated for, where that makes a difference to a layer.
public struct LayerMode {
  /// Whether batch norm takes the batch's own statistics; otherwise those that it has kept.
  public let isTraining: Bool
  /// Numbers U[0, 1) of a shape, for what is dropped at random; `nil` where nothing is.
  let draw: ((Shape) -> Tensor)?
  /// Whether a variance depends on its mean where a gradient is differentiated again, in batch and layer norm.
  public var meanHistory = History.keep
  /// What the network was given, of which `label` hands the last numbers on.
  private(set) var given: Tensor?

  /// The same, in a network that was given an input.
  public func given(_ input: Tensor) -> LayerMode {
    var mode = self
    mode.given = input
    return mode
  }

  /// As in a training step, whose draws come from there.
  public static func training(_ draw: @escaping (Shape) -> Tensor) -> LayerMode {
    LayerMode(isTraining: true, draw: draw)
  }

  /// With the batch's own statistics, nothing dropped: how samples are looked at.
  public static var batch: LayerMode { LayerMode(isTraining: true, draw: nil) }
  /// With the statistics that were kept, nothing dropped.
  public static var inference: LayerMode { LayerMode(isTraining: false, draw: nil) }
}
