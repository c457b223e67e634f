import Classroom

extension Lesson {
  /// Half of one.
  public static var halves: Lesson {
    Lesson(13, "Halves", "what half of one is") {
      Read("question", "What is half of one? `mean([0, 1])` knows, but guess first.")

      Predict(
        "half", "What is half of one?", .number(within: 0.01) { try $0.number("mean([0, 1])") },
        wrong: [Wrong("2", "you doubled.")], hints: ["Is it more than one, or less?"]
      ) { s in "Half of one is \(try s.number("mean([0, 1])"))." }

      Try(
        "name-it", "Give x that value.", solution: ["x = 0.5"],
        missteps: [Misstep("x = 2", difference: "x is twice one.") { try $0.holds("x == 2") }],
        hints: ["What does a single = do?"]
      ) { try $0.holds("x == 0.5") }

      See("bar", "Half a bar:") { s in
        [.bars("", "", ["a half"], [.linear("", [Double(try s.number("mean([0, 1])"))], full: 1)])]
      }

      Check("claim", "Two halves are one.") { s in
        [.equal("two halves", try s.number("2*mean([0, 1])"), to: 1, within: 1e-6)]
      }

      Simplified("There are other halves.")
    }
  }
}
