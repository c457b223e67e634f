import Arrays
import Testing

@Suite struct ExtremesTests {
  /// Wherever it stands among others.
  @Test(arguments: 0..<5) func notANumberIsNeverHidden(place: Int) {
    var numbers: [Real] = [3, -1, .infinity, 2, -.infinity]
    #expect(numbers.greatest == .infinity && numbers.least == -.infinity)
    numbers[place] = .nan
    #expect(numbers.greatest?.isNaN == true && numbers.least?.isNaN == true)
  }

  @Test func nothingHasNone() { #expect([Real]().greatest == nil && [Real]().least == nil) }
}
