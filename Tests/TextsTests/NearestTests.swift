import Testing
import Texts

@Suite struct NearestTests {
  private static let known = ["gradient", "critic", "sum", "generator", "x"]

  @Test(
    arguments: [
      ("gradeint", ["gradient"]), ("critc", ["critic"]), ("summ", ["sum"]), ("crtiic", ["critic"]), ("foo", []),
      ("grad", ["gradient"]), ("", []), ("x", []), ("sun", ["sum"]),
    ] as [(String, [String])])
  func words(_ word: String, _ expected: [String]) {
    #expect(nearest(word, among: NearestTests.known) == expected)
  }

  @Test func atMostThreeClosestFirst() {
    #expect(nearest("loss", among: ["lost", "boss", "moss", "toss", "glosst"]) == ["boss", "lost", "moss"])
    #expect(nearest(String(repeating: "a", count: 10_000), among: ["a"]).isEmpty)
    #expect(nearest("ab", among: ["ba"]) == ["ba"])
  }

  /// One slip in a word of three letters or more: left out, doubled, changed, or swapped with its neighbour.
  @Test(arguments: known.filter { $0.count > 2 }) func oneSlipFindsTheWord(word: String) {
    let letters = Array(word)
    for index in letters.indices {
      var slips = [letters, letters, letters]
      slips[0].remove(at: index)
      slips[1].insert(letters[index], at: index)
      slips[2][index] = "z"
      if index > 0 {
        slips.append(letters)
        slips[3].swapAt(index, index - 1)
      }
      for slip in slips.map({ String($0) }) where slip != word {
        #expect(nearest(slip, among: NearestTests.known).first == word, "\(slip)")
      }
    }
  }
}
