import Language

/// Thrown by a command that stopped because it was asked to, its state kept.
public struct CellStopped: Error {
  /// What it has to say.
  public let message: String
  /// An interruption, with where it left things.
  public init(_ message: String = "interrupted") { self.message = message }
}

extension Session {
  /// Throws when the learner has asked to stop, or nobody can read what is printed any more.
  public func checkCancellation() throws {
    if isCancelled() { throw CellStopped() }
    if let loss = output.loss { throw Problem("output could not be written: \(loss)") }
  }
}
