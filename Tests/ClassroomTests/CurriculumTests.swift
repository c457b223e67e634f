import Arrays
import Classroom
import Curriculum
import FastKernels
import Foundation
import Testing

@Suite struct CurriculumTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init() { Kernels.standard = .fast }

  @Test("Every lesson is proved", arguments: Curriculum.lessons.map(\.name))
  func proved(_ name: String) throws {
    let lesson = try Lesson.named(name, among: Curriculum.lessons)
    let report = Checker(Curriculum.lessons).report(on: lesson)
    #expect(report.isProved, "\(report.text)")
  }

  @Test("The manual's smallest lesson is proved, as it is printed, and so is the one that a teacher begins with")
  func smallest() throws {
    let manual = try String(contentsOfFile: root.path + "/Lessons/README.md", encoding: .utf8)
    let printed = try #require(manual.firstMatch(of: /````markdown\n((?s).*?)````/)).output.1
    for text in [String(printed), LessonFile.skeleton(title: "A new one")] {
      let report = Checker([]).report(on: Lesson(LessonFile("new.md", text: text), number: 1))
      #expect(report.isProved, "\(report.text)")
    }
  }

  @Test("The homework that is handed out as an example is proved")
  func homework() throws {
    let text = try String(contentsOfFile: root.path + "/Examples/homework.md", encoding: .utf8)
    let report = Checker([]).report(on: Lesson(LessonFile("homework.md", text: text), number: 1))
    #expect(report.isProved, "\(report.text)")
  }

  @Test("Every folder of lessons is in the curriculum, under its number, in order")
  func complete() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: root.path + "/Lessons").filter {
      $0.contains("-")
    }.sorted()
    let listed = Curriculum.lessons.map { ($0.number < 10 ? "0" : "") + "\($0.number)-\($0.name)" }
    #expect(listed == folders)
  }

  @Test(
    "Where supports don't overlap: the generator's gradient falls by more than 1000, W slopes by 1 and JS not at all")
  func vanishing() throws {
    let lesson = try Lesson.named("2", among: Curriculum.lessons)
    let claims = Checker([]).report(on: lesson).claims
    func measured(_ subject: String) throws -> Double {
      try #require(claims.first { $0.subject == subject }, "\(subject)").measured
    }
    #expect(try abs(measured("dJS/dθ at θ = 1")) < 1e-6)
    #expect(try abs(measured("dW/dθ at θ = 1") - 1) < 1e-4)
    #expect(try abs(measured("JS at θ = 1") - 0.693147) < 1e-6)
    #expect(try measured("saturating: first gradient / last") > 1000)
  }
}
