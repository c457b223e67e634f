import Classroom
import Notebook
import Testing

@Suite struct AnswerSpellingTests {
  private func isRight(_ answer: String, for expression: String) -> Bool {
    let room = Room(
      .with { text in
        (text.measure, text.wrong) = ("x = \(expression)", "")
        text.answer = "- Answer: `halves.x`\n- Right: `\(expression)`"
      })
    return room.type("lesson 1", "next", "predict \(answer)").states == ["right"]
  }

  @Test(
    "A right answer counts however it is spelled",
    arguments: [
      ("log 2", "log(2)"), ("ln 2", "log(2)"), ("ln(2)", "log(2)"), ("0,69", "log(2)"), ("about 0.69", "log(2)"),
      ("~0.693", "log(2)"),
      ("infinity", "1/zeros(1)"), ("∞", "1/zeros(1)"), ("infinite", "1/zeros(1)"), ("4 %", "0.04*ones(1)"),
      ("4%", "0.04*ones(1)"),
      ("100%", "ones(1)"), ("2,525", "2525*ones(1)"), ("2525 steps", "2525*ones(1)"), ("2,525 steps", "2525*ones(1)"),
      ("½", "mean([0, 1])"),
      ("−1", "-ones(1)"), ("√2", "sqrt(2*ones(1))"), ("2³", "8*ones(1)"), ("2·3", "6*ones(1)"),
      ("1e-3", "0.001*ones(1)"),
    ])
  func spellings(_ answer: String, _ expression: String) { #expect(isRight(answer, for: expression)) }

  @Test(
    "What means something else does not",
    arguments: [
      ("4", "0.04*ones(1)"), ("2,5", "25*ones(1)"), ("0,693", "693*ones(1)"), ("log 3", "log(2)"), ("-∞", "1/zeros(1)"),
    ])
  func others(_ answer: String, _ expression: String) { #expect(!isRight(answer, for: expression)) }
}
