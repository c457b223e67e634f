import Classroom

extension Lesson {
  /// Half of one.
  public static var halves: Lesson {
    Lesson(13, "Halves", "what half of one is") {
      Read("question", "What is half of one? `1/2` knows, but guess first.")

      Predict(
        "half", "What is half of one?", .number(within: 0.01) { _ in 0.5 },
        wrong: [Wrong("2", "you doubled.")], hints: ["Is it more than one, or less?"]
      ) { _ in "Half of one is \(0.5)." }

      Try(
        "name-it", "Give x that value.", solution: ["x = 0.5"],
        missteps: [Misstep("x = 2", difference: "x is twice one.") { try $0.holds("x == 2") }],
        hints: ["What does a single = do?"]
      ) { try $0.holds("x == 0.5") }

      See("bar", "Half a bar:") { _ in [.bars("", "", ["a half"], [.linear("", [0.5], full: 1)])] }

      Check("claim", "Two halves are one.") { _ in [.equal("two halves", 0.5 + 0.5, to: 1, within: 1e-6)] }

      Simplified("There are other halves.")
    }
  }
}
