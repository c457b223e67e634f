import Arrays
import Refusals

extension Recording {
  /// A pass: the same results by other means.
  public struct Pass: Sendable {
    /// What it does, in a word or two.
    public let name: String
    /// The recording after it.
    public let run: @Sendable (Recording) throws(Refusal) -> Recording
    /// A pass from what it does.
    public init(name: String, run: @escaping @Sendable (Recording) throws(Refusal) -> Recording) {
      self.name = name
      self.run = run
    }
  }

  /// Every pass, in the order in which they run.
  public static let passes: [Pass] = [
    Pass(name: "common subexpressions") { recording throws(Refusal) in try recording.mergingCommonSubexpressions() },
    Pass(name: "dead code") { recording in recording.droppingDeadCode() },
    Pass(name: "upsampled convolutions") { recording throws(Refusal) in
      try recording.mergingUpsampledConvolutions()
    },
    Pass(name: "products by im2col") { recording throws(Refusal) in try recording.multiplyingIm2col() },
    Pass(name: "outer products") { recording throws(Refusal) in try recording.multiplyingOuterProducts() },
    Pass(name: "simplification") { recording throws(Refusal) in try recording.simplified() },
    Pass(name: "dead code") { recording in recording.droppingDeadCode() },
    Pass(name: "stacked batches") { recording throws(Refusal) in try recording.stackingBatches() },
    Pass(name: "whole batches") { recording throws(Refusal) in try recording.joiningParts() },
    Pass(name: "weight gradients") { recording throws(Refusal) in try recording.joiningWeightGradients() },
    Pass(name: "dead code") { recording in recording.droppingDeadCode() },
  ]

  /// This recording after every pass.
  public func simplifiedThroughout() throws(Refusal) -> Recording {
    var recording = self
    for pass in Recording.passes { recording = try pass.run(recording) }
    return recording
  }
}
