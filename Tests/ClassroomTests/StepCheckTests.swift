import Classroom
import Notebook
import Testing

/// What a notebook's cells ask: each names its step, and a check fails as long as the step is not done.
@Suite struct StepCheckTests {
  /// A room in which the small lesson is begun, as a notebook begins it.
  private func begun(_ lesson: Lesson = .small, progress: ProgressFile? = nil) -> Room {
    let room = Room(lesson, progress: progress)
    room.type("lesson small from 1;")
    return room
  }

  @Test("Beginning a lesson silently shows nothing, and the first question is what cells are about")
  func silence() {
    let room = begun()
    #expect(room.sink.output == "" && room.place == "2/6")
    #expect(room.type("predict half: 0.5").output == "Right. It is 0.5.\n", "next is not what goes on")
    #expect(Room(.small).type("lesson small from 2", "predict 0.5").output.contains("next goes on"))
  }

  @Test("A check fails before the step is done and passes after, in any order and again")
  func checks() {
    let room = begun()
    for step in ["half", "try"] { #expect(room.refusal("check \(step)").hasPrefix("\(step): "), "\(step)") }
    room.type("x = tensor(0.5)")
    #expect(room.type("check try").isOK)
    #expect(room.type("predict half: 0.5").output.contains("Right."))
    for step in ["half", "try", "claim", "half", "question"] { #expect(room.type("check \(step)").isOK, "\(step)") }
  }

  @Test("A wrong answer is no failure, its check is one")
  func wrongAnswer() {
    let room = begun()
    #expect(room.type("predict half: 2").output.contains("that is twice one"))
    #expect(!room.type("check half").isOK)
    #expect(room.type("predict half: 1/2", "check half").isOK)
  }

  @Test("The place that waits for an answer fails, and says so", arguments: ["…", "...", ""])
  func unanswered(value: String) {
    let room = begun()
    #expect(room.refusal("predict half: \(value)").contains("an answer is missing"))
    #expect(!room.type("check half").isOK)
  }

  @Test("A check of a task says what differs")
  func misstep() {
    let room = begun()
    room.type("x = tensor(2)")
    #expect(room.refusal("check try").contains("that is twice one"))
    #expect(room.type("check try").failure?.problem.hint?.contains("hint try") == true)
  }

  @Test("A solution that was only shown is no answer")
  func shownSolution() {
    let room = begun()
    #expect(room.type("solution half").output.contains("0.5"))
    #expect(!room.type("check half").isOK)
    #expect(room.type("hint half").output.contains("What is one over two?"))
  }

  @Test("A claim that does not hold fails its check, after its table")
  func falseClaim() {
    let room = begun(.with { $0.claim = "`halves.x` = `0.25` within 1e-6" })
    let result = room.type("check claim")
    #expect(result.failure?.problem.message.contains("a half") == true && result.output.contains("DOES NOT HOLD"))
    #expect(begun().type("check claim").output.contains("holds"))
  }

  @Test("The last check says what is open, and ends the lesson when nothing is")
  func last() {
    let room = begun()
    #expect(room.refusal("check simplified") == "not done yet: half, try and claim")
    room.type("predict half: 0.5", "x = tensor(0.5)", "check try", "check claim")
    #expect(room.type("check simplified").output.contains("6 of 6"))
    #expect(room.type("check half").isOK, "cells can be run again")
  }

  @Test("What was done in an earlier run does not pass a check")
  func earlierRun() {
    let file = TemporaryFile(), progress = ProgressFile(path: file.path)
    begun(progress: progress).type("predict half: 0.5")
    #expect(progress.load().lessons["Small"]?.done == ["half"])
    #expect(!begun(progress: progress).type("check half").isOK)
  }

  @Test("Progress is that of the prompt: a check marks its step, and what was read before it")
  func progress() {
    let file = TemporaryFile(), progress = ProgressFile(path: file.path)
    let room = begun(progress: progress)
    room.type("predict half: 0.5", "check half")
    #expect(Set(progress.load().lessons["Small"]?.done ?? []) == ["question", "half"])
    room.type("x = tensor(0.5)", "check try", "check claim", "check simplified")
    #expect(progress.load().lessons["Small"]?.done.count == 6 && progress.load().lessons["Small"]?.at == nil)
  }

  @Test("A step that is not there is refused with what was meant")
  func unknownStep() {
    let room = begun()
    #expect(room.type("check halv").failure?.problem.hint?.contains("half") == true)
    #expect(room.refusal("predict hafl: 0.5").contains("no step \"hafl\""))
    #expect(room.refusal("check 7").contains("no step"))
    #expect(room.type("check 1").isOK)
    #expect(Room(.small).refusal("check half") == "no lesson is open")
  }

  @Test("At the prompt a check of the current step leaves the learner there")
  func prompt() {
    let room = Room(.small, isInteractive: true)
    room.type("lesson 1", "next", "predict 0.5")
    #expect(room.type("check").isOK && room.place == "2/6")
    room.type("check half")
    #expect(room.place == "3/6", "the next question is what a cell after it is about")
  }

  @Test("A step's pictures are shown without its words")
  func pictures() {
    let room = begun()
    let output = room.type("show pictures bars").output
    #expect(output.contains("a") && !output.contains("Look."))
    #expect(room.type("show pictures question").output == "")
  }
}
