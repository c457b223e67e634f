import Arrays
import Experiments
import Laboratory
import Language
import Notebook

/// The live session that a lesson is taken in, as its conditions and measurements see it.
public struct Scene {
  /// The experiment on its bench.
  public let laboratory: Laboratory
  /// The notebook in which it is worked with.
  public let session: Session

  /// A laboratory as lessons see it.
  public init(_ laboratory: Laboratory, in session: Session) { (self.laboratory, self.session) = (laboratory, session) }

  /// The experiment on the bench.
  public func experiment() throws -> Experiment { try laboratory.experiment() }

  /// Whether somebody sits at a terminal: then measurements may take a minute.
  public var isInteractive: Bool { session.isInteractive }

  /// Says how far a long measurement is, where somebody can see it; nothing ends it.
  public func progress(_ text: String) { session.progress(text) }

  /// Throws when the learner has asked to stop: for measurements that take a while.
  public func poll() throws { try session.checkCancellation() }
}

/// The number that a value is; `nil` when it is none or several.
func singleNumber(_ value: Value) -> Real? {
  guard case .tensor(let tensor) = value, tensor.shape.count == 1 else { return nil }
  return tensor.value?.item
}

/// A value computed when it is first asked for, once a run: so that several steps can show one measurement.
final class Once<Value> {
  private let make: () throws -> Value
  private var kept: Value?

  /// A value that is computed later.
  init(_ make: @escaping () throws -> Value) { self.make = make }

  /// The value. What computing it throws is thrown here, and it is tried anew the next time.
  func callAsFunction() throws -> Value {
    if let kept { return kept }
    let made = try make()
    kept = made
    return made
  }
}
