import Testing
import Texts

@Suite struct WordingTests {
  @Test func countsAndLists() {
    #expect([0, 1, 2].map { counted($0, "round") } == ["0 rounds", "1 round", "2 rounds"])
    #expect([1, 3].map { counted($0, "axis", "axes") } == ["1 axis", "3 axes"])
    #expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map { listed($0) } == ["", "a", "a and b", "a, b and c"])
    #expect(alternatives(["a", "b", "c"]) == "a, b or c")
    #expect(firstFew(["a", "b"], most: 2) == "a, b" && firstFew(["a", "b", "c"], most: 2) == "a, b, … (3 in all)")
    #expect(didYouMean([]) == nil && didYouMean(["a", "b"]) == "Did you mean a or b?")
  }

  @Test(
    arguments: [
      (0.5, "0.5"), (1e-5, "1e-05"), (16_777_215, "16777215"), (0.1234567891, "0.1234568"), (-3, "-3"), (.nan, "nan"),
      (.infinity, "inf"), (-.infinity, "-inf"),
    ] as [(Float, String)])
  func numbersHaveSevenDigits(number: Float, text: String) {
    #expect(numberText(number) == text)
    #expect(numberText(Double(text) ?? .nan) == text)
  }

  /// Of single precision's numbers none is off by more than half a unit of its last digit.
  @Test(arguments: [3, 4, 7]) func numbersReadBackAlmostTheSame(digits: Int) throws {
    var random = RandomTexts(seed: 7)
    for _ in 0..<2000 {
      let number = Float(bitPattern: UInt32(random.number(below: 1 << 31)) ^ UInt32(random.number(below: 2)) << 31)
      guard number.isFinite, number != number.rounded() else { continue }
      let read = try #require(Double(numberText(number, digits: digits)))
      var bound = abs(Double(number)) / 2
      for _ in 1..<digits { bound /= 10 }
      #expect(abs(read - Double(number)) <= bound * 1.000001 * 10, "\(number)")
    }
  }

  @Test func sharesTimesAndCounts() {
    #expect(percent(0.125) == "12.5 %" && percent(Float(1)) == "100 %" && percent(Double.nan) == "nan %")
    #expect([5e-6, 0.0032, 1.25, 125].map { durationText($0) } == ["5 µs", "3.2 ms", "1.25 s", "2 min 5 s"])
    for count in [0, 7, 123, -123, 1234, -123_456, 5_190_657, .max, .min] {
      let text = grouped(count)
      #expect(Int(text.replacing(",", with: "")) == count)
      let groups: [Substring] = text.split(separator: ",")
      #expect(groups.dropFirst().allSatisfy { $0.count == 3 } && !text.hasPrefix(","))
    }
    #expect(grouped(5_190_657) == "5,190,657" && grouped(-123_456) == "-123,456")
  }
}
