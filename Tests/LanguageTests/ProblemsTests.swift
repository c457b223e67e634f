import Arrays
import Autodiff
import Language
import Testing

@Suite struct ProblemsTests {
  /// A vector, a number, a matrix, a batch and a network to be wrong about.
  static func session() -> Session {
    let vector = Tensor(NDArray([1, 2], shape: [2]))
    return Session([
      "x": .tensor(vector), "y": .number(3), "m": .tensor(Tensor(NDArray([1, 2, 3, 4], shape: [2, 2]))),
      "real": .tensor(Tensor(NDArray([1, 2], shape: [2]))),
      "critic": .object(Thing(members: ["kernel": .number(1), "parameters": .list([.number(1)])])),
    ])
  }

  @Test func everyWrongLineIsMarkedWhereItIsWrongAndHelped() throws {
    let lines = wrongLines.split(separator: "\n")
    #expect(lines.count > 250)
    for line in lines {
      let parts = line.split(separator: "  ⇒  ", maxSplits: 1).map(String.init)
      let problem = #expect(throws: Problem.self, "\(parts[0])") { try ProblemsTests.session().run(parts[0]) }
      let range = try #require(problem?.range, "\(parts[0])")
      let characters = Array(parts[0])
      #expect(range.lowerBound >= 0 && range.upperBound <= characters.count, "\(parts[0]) \(range)")
      #expect(String(characters[range.clamped(to: 0..<characters.count)]) == parts[1], "\(parts[0])")
      #expect(problem?.hint?.isEmpty == false && problem?.message.isEmpty == false, "\(parts[0])")
    }
  }

  @Test(arguments: [
    ("x ** 2", "^"), ("x && y", "and"), ("'a'", "double quotes"), ("True", "true"), ("2x", "2*x"), ("λ", "lambda"),
    ("sum(x, axes=1)", "axes:"), ("sum(x, axis: 0)", "axes:"), ("tf.reduce_mean(x)", "mean(x)"),
    ("np.sum(x)", "sum(x)"),
    ("torch.cat(x)", "concat"), ("min(x, y)", "minimum(a, b)"), ("summ(x)", "sum"), ("critic.kernal", "kernel"),
    ("gradient(x, x)", "sum(x)"), ("sum", "sum(x, axes: all, keep: false)"), ("Critic", "critic"), ("2(x)", "*"),
    ("0x10", "16"), ("1_000", "1000"), ("m @ [1, 2, 3]", "first"), ("len(x)", "size(x)"), ("a_b", "ab"),
    ("x[0] = 1", "where"), ("x = = 1", "=="), ("m[0.5]", "whole number"), ("conv2d(m, m, padding: same)", "\"same\""),
    ("critic + 1", "kernel or parameters"), ("\"a", "\""), ("x²", "^2"), ("arange(3)", "range"), ("ye", "y"),
  ])
  func hints(_ source: String, _ remedy: String) {
    let problem = ProblemsTests.session().problem(source)
    #expect(problem?.hint?.contains(remedy) == true, "\(source): \(problem?.message ?? "") | \(problem?.hint ?? "")")
  }

  @Test func bracketsSayWhereTheyWereOpened() {
    let problem = ProblemsTests.session().problem("sum((x]")
    #expect(problem?.message == "\"]\" does not close the \"(\" at column 5")
    #expect(problem?.hint == "Close that one with ) first.")
    #expect(problem?.range == 6..<7)
  }

  @Test func noControlCharacterReachesAMessage() {
    for source in [
      "\u{1B}[31m", "x\u{0}", "\"\u{1B}\" + 1", "a\u{202E}b", "foo(\"\u{7}\")", "\u{200B}", "\"\\u{9B}\"[0]",
    ] {
      let problem = ProblemsTests.session().problem(source)
      let text = (problem?.message ?? "") + (problem?.hint ?? "")
      #expect(!text.isEmpty)
      #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{202E}" })
    }
  }

  @Test func aFailedEntryChangesNothing() throws {
    let session = ProblemsTests.session()
    #expect(session.problem("x = m + [1, 2, 3]") != nil)
    #expect(try session.numbers("x") == [1, 2])
  }
}
