import Autodiff
import Laws
import Testing

/// Derivatives where formulas break down, for every operation there is: `SingularPoint+Operations` has no `default`.
@Suite struct SingularPointLaws {
  @Test(arguments: Anatomy.examples)
  func derivativesToOrderFourAreAsTheTableSays(_ anatomy: Anatomy) throws {
    #expect(!anatomy.singularPoints.isEmpty)
    for point in anatomy.singularPoints { try point.check() }
  }

  /// What the planner sees of an operation is all of it.
  @Test(arguments: Anatomy.examples)
  func anOperationTakenApartAndPutTogetherIsTheSame(_ anatomy: Anatomy) {
    #expect(Anatomy(anatomy.operation) == anatomy)
  }

  /// The table can fail: a wrong number in it is found.
  @Test func aWrongRowIsCaught() {
    let wrong = SingularPoint("square", at: 0, [0, 2, 0, 1]) { square($0) }
    #expect(throws: LawBroken.self) { try wrong.check() }
    let hidden = SingularPoint("0·∞", at: 0, [0]) { square(sqrt($0)) }
    #expect(throws: LawBroken.self) { try hidden.check() }
  }
}
