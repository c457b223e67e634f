import Classroom
import Foundation
import Testing

@Suite struct ProgressTests {
  @Test("A learner goes on where the lesson was left, answers kept; a script always begins at the beginning")
  func resuming() {
    let file = TemporaryFile()
    Room(.small, progress: ProgressFile(path: file.path)).type("lesson 1", "next", "predict 0.5", "next")
    let learner = Room(.small, progress: ProgressFile(path: file.path), isInteractive: true)
    #expect(learner.type("lesson").output.contains("2/6"))
    learner.type("lesson 1")
    #expect(learner.place == "3/6")
    let script = Room(.small, progress: ProgressFile(path: file.path))
    script.type("lesson 1")
    #expect(script.place == "1/6")
  }

  @Test("Progress is kept by ids: it survives a lesson that gains, loses and moves steps")
  func updates() {
    let file = TemporaryFile()
    Room(.small, progress: ProgressFile(path: file.path)).type("lesson 1", "next", "predict 0.5", "next")
    let updated = Lesson.reading("new", "half", "question", "try")
    let room = Room(updated, progress: ProgressFile(path: file.path), isInteractive: true)
    #expect(room.type("lesson").output.contains("2/4"))
    room.type("lesson 1")
    #expect(room.place == "4/4")
    let lost = Lesson.reading("half", "new")
    let other = Room(lost, progress: ProgressFile(path: file.path), isInteractive: true)
    other.type("lesson 1")
    #expect(other.place == "2/2", "the first step that is not done")
  }

  @Test("A step that was done in an earlier run may be passed, and is judged when it is done again")
  func redoing() {
    let file = TemporaryFile()
    Room(.small, progress: ProgressFile(path: file.path)).type("lesson 1 from 3", "x = tensor(0.5)")
    let room = Room(.small, progress: ProgressFile(path: file.path))
    room.type("lesson 1 from 3")
    #expect(room.type("x = tensor(2)").output == "Not yet: that is twice one.\n")
    #expect(room.type("x = tensor(0.5)").output.hasPrefix("Done."))
    room.type("lesson 1 from 3")
    #expect(room.type("next").isOK && room.place == "4/6")
  }

  @Test("Choices may be written in capitals, in the lesson and in the answer")
  func capitals() {
    let choices = "- Choice `W`: this one\n- Choice `JS`: that one\n  - Differs: the other."
    let room = Room(.with { ($0.answer, $0.wrong) = (choices, "") })
    room.type("lesson 1", "next")
    #expect(room.type("predict js").output.contains("the other."))
    #expect(room.type("predict w").output.hasPrefix("Right."))
  }

  @Test("restart forgets; a lesson that was ended begins at its beginning")
  func forgetting() {
    let file = TemporaryFile()
    let room = Room(.small, progress: ProgressFile(path: file.path), isInteractive: true)
    room.type("lesson 1", "next", "skip", "skip", "next", "next", "next")
    #expect(room.type("lesson").output.contains("4/6"))
    room.type("lesson 1")
    #expect(room.place == "1/6")
    room.type("restart")
    #expect(room.type("lesson").output.contains("0/6"))
  }

  @Test(
    "A file that is not ours is set aside as it is, and said where",
    arguments: [
      "{", "[]", "{\"lessons\": 3}", "\u{0}", "{\"lessons\": {}}}", "{\"lessons\": {}, \"version\": 2}",
      "{\"lessons\": {\"Small\": {\"done\": [], \"stars\": 3}}}",
    ])
  func foreign(_ text: String) throws {
    let file = TemporaryFile()
    for name in [".unread", ".unread2"] {
      try file.write(text)
      let room = Room(.small, progress: ProgressFile(path: file.path), isInteractive: true)
      #expect(room.type("lesson 1", "next").isOK && room.place == "2/6")
      #expect(file.text.contains("question"))
      #expect(room.sink.errors.components(separatedBy: "it is kept as \(file.path)\(name),").count == 2)
      #expect(try String(contentsOfFile: file.path + name, encoding: .utf8) == text)
    }
  }

  @Test("An empty file is none")
  func empty() throws {
    let file = TemporaryFile()
    try file.write("")
    let room = Room(.small, progress: ProgressFile(path: file.path))
    #expect(room.type("lesson 1", "next").isOK && room.sink.errors.isEmpty)
  }

  @Test("Many sessions at once lose nothing")
  func crowd() throws {
    let file = TemporaryFile()
    let place = ProgressFile(path: file.path)
    DispatchQueue.concurrentPerform(iterations: 8) { session in
      for step in 0..<10 {
        _ = try? place.update("lesson \(session % 4)") { $0.done.append("\(session):\(step)") }
      }
    }
    #expect(place.load().lessons.count == 4)
    #expect(place.load().lessons.values.map { Set($0.done).count } == [20, 20, 20, 20])
  }

  @Test("Sessions side by side keep each other's lessons")
  func parallel() {
    let file = TemporaryFile()
    let place = ProgressFile(path: file.path)
    let (one, other) = (Room(.small, progress: place), Room(.with(number: 2) { $0.title = "Other" }, progress: place))
    one.type("lesson 1", "next")
    other.type("lesson 2", "next")
    one.type("predict 0.5")
    #expect(Set(place.load().lessons.keys) == ["Small", "Other"])
  }

  @Test("Where nothing can be written the lesson goes on, and says so once")
  func unwritable() {
    let room = Room(.small, progress: ProgressFile(path: "/dev/null/x/lessons.json"))
    #expect(room.type("lesson 1", "next").isOK)
    #expect(room.sink.errors.components(separatedBy: "progress is not kept").count == 2)
  }

  @Test("The file is in the state folder of XDG, or of the home folder")
  func place() {
    #expect(
      ProgressFile.standard(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/wganlab/lessons.json")
    #expect(ProgressFile.standard(environment: ["HOME": "/h"])?.path == "/h/.local/state/wganlab/lessons.json")
    #expect(ProgressFile.standard(environment: ["XDG_STATE_HOME": "relative"]) == nil)
  }
}

extension Lesson {
  /// A lesson called Small whose steps are to be read.
  fileprivate static func reading(_ ids: String...) -> Lesson {
    .text("# Small\n\nx\n\n" + ids.map { "## Read: \($0)\n\nx\n\n" }.joined())
  }
}
