/// Which samples a critic step sees, when a data set's samples follow each other in the order of its epochs.
///
/// A step's samples begin where the last step's ended, also when the batch was made larger or smaller between them: so none comes again
/// before its epoch is over. From step `step` on they follow each other from sample `sample` on; steps before it are taken to have had
/// batches of the present size.
public struct DataOrder: Hashable, Sendable {
  /// The step from which on this holds.
  public private(set) var step = 0
  /// Its first sample, counted from the run's beginning.
  public private(set) var sample = 0

  /// The order of a run from its beginning.
  public init() {}

  /// The order of a run whose coming step begins at a sample.
  public init(step: Int, sample: Int) { (self.step, self.sample) = (step, sample) }

  /// The first sample of a step.
  public func first(ofStep other: Int, batch: Int) -> Int {
    other < step ? other * batch : sample + (other - step) * batch
  }

  /// The same order for batches of another size from step `other` on.
  func changed(atStep other: Int, from batch: Int) -> DataOrder {
    DataOrder(step: other, sample: first(ofStep: other, batch: batch))
  }
}
