import Arrays
import Autodiff
import FastKernels
import Laws
import Programs
import Testing

extension ProgramLaws {
  /// A recorded program gives what the table of singular points says, as eager derivatives do: no rewriting makes 0·∞ of what was none.
  @Suite struct RecordedSingularPoints {
    @Test(arguments: Anatomy.examples) func programsAreHeldToTheTable(_ anatomy: Anatomy) throws {
      try Kernels.$chosen.withValue(.fast) {
        for point in anatomy.singularPoints {
          let x = Tensor(placeholder: point.point.shape)
          let recording = Recording(of: try point.derivatives(at: x), from: [x])
          for form in [recording, try recording.simplifiedThroughout()] {
            for fused in [false, true] {
              try point.check(results(of: form, for: [point.point], fused: fused).map(\.numbers))
            }
          }
        }
      }
    }
  }
}
