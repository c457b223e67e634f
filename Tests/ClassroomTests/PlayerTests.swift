import Classroom
import Display
import Notebook
import Testing

@Suite struct PlayerTests {
  @Test("Answering each step leads to the end, one step at a time")
  func through() {
    let room = Room(.small)
    room.type("lesson 1")
    #expect(room.session.prompt == "Lesson 1 · 1/6 wgan [2]> ")
    room.type("next", "predict 1/2", "next", "x = tensor(0.5)", "next", "next", "next")
    #expect(room.place == "6/6")
    #expect(room.type("next").output.contains("6 of 6 steps done"))
    #expect(room.place.isEmpty)
  }

  @Test(
    "A prediction is judged by its value, however it is written",
    arguments: ["0.5", "1/2", "0.2 + 0.3", "exp(-log(2))"])
  func byValue(_ answer: String) {
    let room = Room(.small)
    #expect(room.type("lesson 1", "next", "predict \(answer)").states == ["right"])
    #expect(room.type("next").isOK)
  }

  @Test("A listed wrong answer is met with what it differs in, another with its direction; neither opens the step")
  func wrong() {
    let room = Room(.small)
    #expect(room.type("lesson 1", "next", "predict 4/2").output == "Not quite: that is twice one.\n")
    #expect(room.type("predict 0.3").output.contains("too small"))
    #expect(room.type("predict -0.5").output.contains("the sign is not"))
    #expect(room.refusal("next") == "this step waits for your prediction")
  }

  @Test("What is no answer is an error that points at it, and not a wrong answer")
  func noAnswer() {
    let room = Room(.small)
    let result = room.type("lesson 1", "next", "predict 1 + nothing")
    #expect(result.failure?.column == 13 && result.states.isEmpty)
    #expect(room.refusal("predict \"a\"") == "the answer is one number")
    #expect(room.refusal("predict it vanishes") == "the answer is one number")
    #expect(room.refusal("predict") == "value is missing")
  }

  @Test("Words and shapes are judged, too; a beginning of a word, or what it says, is enough")
  func kinds() {
    let choices = "- Choice `rises`: goes up\n  - Differs: down it goes.\n- Choice `falls`: goes down"
    let room = Room(.with { ($0.answer, $0.wrong) = (choices, "") })
    #expect(room.type("lesson 1", "next", "predict ris").output == "Not quite: down it goes.\n")
    #expect(room.refusal("predict sideways") == "\"sideways\" is not one of the answers")
    #expect(room.refusal("predict goes") == "\"goes\" is not one of the answers")
    #expect(room.type("predict goes up").output.hasPrefix("Not quite: down it goes."))
    #expect(room.type("predict Falls").states == ["right"])
    let shapes = Room(.with { ($0.answer, $0.wrong) = ("- Answer: shape `shape(zeros(64, 1))`", "") })
    #expect(shapes.type("lesson 1", "next", "predict [64]").output.contains("1 axis, it has 2 axes"))
    #expect(shapes.type("predict 64×2").output.contains("look at axis 1"))
    for right in ["[64, 1]", "64×1", "64 x 1", "(64, 1)", "64 by 1", "64, 1"] {
      #expect(shapes.type("predict \(right)").states == ["right"], "\(right)")
    }
  }

  @Test(
    "A task is done by its effect, whatever was typed; other lines change nothing",
    arguments: [
      "x = tensor(0.5)", "x = tensor(1) / 2", "y = 1; x = y * 0.5",
    ])
  func byEffect(_ line: String) {
    let room = Room(.small)
    room.type("lesson 1 from 3", "1 + 1", "y = 1", "show settings", "help")
    #expect(room.refusal("next") == "this step waits for you to do it")
    #expect(room.type(line.replacing("y = 1; x = y", with: "x = y")).states == ["right"])
  }

  @Test(
    "Every attempt is answered: a misstep each time it is made, another one with what the step looks at; other lines by nobody"
  )
  func missteps() {
    let room = Room(.small)
    #expect(room.type("lesson 1 from 3", "x = tensor(2)").output == "Not yet: that is twice one.\n")
    #expect(room.type("1 + 1").output == "2\n")
    #expect(room.type("x = tensor(2)").output == "Not yet: that is twice one.\n", "made again")
    #expect(room.type("x = tensor(3)").output == "Not yet: x is 3 now.\n")
    #expect(room.type("x = [3, 4]").output == "Not yet: x is [2] from 3 to 4 now.\n")
    #expect(room.type("x = [3, 3.5, 4]").output == "Not yet: x is [3] from 3 to 4 now.\n")
    #expect(room.type("x = [3, 3.6, 4]").output == "Not yet: x is [3] from 3 to 4 now.\n")
    #expect(room.type("2").output == "2\n")
    #expect(room.type("y = 4").output.isEmpty)
    #expect(room.type("x = ").states.isEmpty)
  }

  @Test("Square pictures that follow each other stand side by side, each under its name")
  func sideBySide() {
    let room = Room(.with { $0.picture = "plot \"one\": [[0, 0], [1, 1]]\nplot \"two\": [[0, 1], [1, 0]]" })
    let figures = room.type("lesson 1 from 4").results.compactMap {
      if case .figure(let figure) = $0 { figure } else { nil }
    }
    #expect(figures.map { $0.plots.map(\.title) } == [["one", "two"]])
  }

  @Test("From the second wrong answer on a hint comes with it")
  func secondTime() {
    let room = Room(.small)
    #expect(room.type("lesson 1", "next", "predict 3").output == "Not quite: you answered 3, which is too large.\n")
    #expect(room.type("predict 4").output.hasSuffix("Hint 1 of 1: What is one over two?\n"))
  }

  @Test("restart forgets what was done in the lesson, names included, and keeps those that were there before")
  func practice() {
    let room = Room(.small)
    room.type("y = 7", "lesson 1 from 3", "x = tensor(0.5)", "restart", "next", "predict 0.5", "next")
    #expect(room.refusal("x + 1") == "\"x\" has no value yet")
    #expect(room.type("y").output == "7\n")
    #expect(room.refusal("next") == "this step waits for you to do it")
  }

  @Test("What a lesson measures is there for the learner, whose names do not change it")
  func measured() {
    let room = Room(.small)
    #expect(room.type("lesson 1", "halves = 3", "next", "predict 0.5").states == ["right"])
  }

  @Test("skip shows the answer, does it, and goes on from every step to the end")
  func skipping() {
    let room = Room(.small)
    #expect(room.type("lesson 1", "next", "skip").output.hasPrefix("Answer: 0.5. It is 0.5."))
    #expect(room.place == "3/6")
    #expect(room.type("skip").output.contains("    x = tensor(0.5)"))
    #expect(room.type("x").output == "0.5\n")
    #expect(room.type("skip", "skip", "skip").output.contains("3 of 6 steps done") == false)
    #expect(room.place.isEmpty)
  }

  @Test("skip goes on even where the solution cannot be run")
  func hopeless() {
    let room = Room(.with { $0.solution = "x = " })
    room.type("lesson 1 from 3")
    #expect(room.type("skip").isOK && room.place == "4/6")
  }

  @Test("Hints come one by one and end; steps that ask nothing have none")
  func hints() {
    let room = Room(.small)
    room.type("lesson 1")
    #expect(room.refusal("hint") == "this step asks nothing")
    #expect(room.type("next", "hint").output == "Hint 1 of 1: What is one over two?\n")
    #expect(room.type("hint").output.hasPrefix("That was the last hint."))
    #expect(room.type("solution").output.hasPrefix("Answer: 0.5."))
  }

  @Test("previous goes back, restart to the beginning, from to any step; what lies beyond is refused")
  func moving() {
    let room = Room(.small)
    room.type("lesson small")
    #expect(room.refusal("previous") == "this is the first step")
    room.type("next", "predict 0.5", "next", "previous")
    #expect(room.place == "2/6")
    #expect(room.type("next").isOK, "what was answered stays answered")
    room.type("restart")
    #expect(room.place == "1/6")
    room.type("lesson from 5")
    #expect(room.place == "5/6")
    #expect(room.type("x").output == "0.5\n", "earlier steps are done")
    #expect(room.refusal("lesson 1 from 7") == "Small has 6 steps, got 7")
    #expect(room.refusal("lesson 1 from hlaf").contains("hlaf"))
    #expect(room.place == "5/6", "a refusal leaves the lesson where it is")
    #expect(room.type("lesson 1 from try").output.contains("3/6"))
  }

  @Test("Without a lesson its commands say so; an unknown one is met with the nearest")
  func nothingOpen() {
    let room = Room(.small, .with(number: 3) { $0.title = "Smile" })
    for line in ["next", "previous", "hint", "solution", "skip", "restart", "predict 1", "lesson from 2"] {
      #expect(room.refusal(line) == "no lesson is open")
    }
    #expect(room.refusal("lesson sm") == "\"sm\" could be Small or Smile")
    #expect(room.type("lesson smlal").failure?.problem.hint == "Did you mean Small?")
    #expect(room.refusal("lesson 2") == "there is no lesson \"2\"")
    #expect(room.type("lesson").output.contains("Smile"))
  }

  @Test("A run is the same each time, whatever was typed before")
  func exact() {
    let random = Lesson.with { ($0.read, $0.done) = ("`uniform(2)`", "x < 2") }
    let (one, other) = (Room(random), Room(random))
    other.type("uniform(9)", "use 25gaussians")
    let (first, second) = (one.type("lesson 1", "uniform(2)"), other.type("lesson 1", "uniform(2)"))
    #expect(first.output == second.output)
  }

  @Test("A lesson says when it takes the place of what was trained, and not when it has done so itself")
  func bench() {
    let room = Room(.with { ($0.solution, $0.setup) = ("step\n  x = tensor(0.5)", "use 8gaussians") })
    room.type("step")
    #expect(room.type("lesson 1").output.hasPrefix("The lesson set its own bench up"))
    #expect(room.type("skip", "skip", "skip", "restart").output.hasPrefix("Small · 1/6"))
  }

  @Test("A task that is so already when it is shown says so and opens")
  func already() {
    let room = Room(.small)
    #expect(room.type("x = tensor(0.5)", "lesson 1", "skip", "skip").output.contains("This is so already"))
    #expect(room.type("next").isOK && room.place == "4/6")
  }

  @Test("A step that cannot be shown leaves the one before it open")
  func broken() {
    let lesson = Lesson.text("# Broken\n\nx\n\n## Read: fine\n\nfine\n\n## Read: not\n\n{nothing}")
    let room = Room(lesson)
    room.type("lesson 1")
    #expect(!room.type("next").isOK && room.place == "1/2")
  }
}
