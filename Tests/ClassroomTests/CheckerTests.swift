import Classroom
import Testing

/// A lesson in which one thing is not so, and what the checker has to say about it.
struct Sabotage: CustomStringConvertible, Sendable {
  let description: String
  private let make: @Sendable () -> Lesson
  var lesson: Lesson { make() }

  init(_ description: String, _ lesson: @escaping @autoclosure @Sendable () -> Lesson) {
    (self.description, make) = (description, lesson)
  }

  static var all: [Sabotage] {
    [
      Sabotage("the claim does not hold", .with(claim: .equal("a half", 0.5, to: 0.6, within: 1e-6))),
      Sabotage("is nan", .with(claim: .below("nothing", Double.nan, 1))),
      Sabotage(
        "the wrong answer 1e30 passes",
        .with(answer: .number(within: .infinity) { try $0.number("mean([0, 1])") }, wrong: [])),
      Sabotage("anything that is typed does it", .with(isDone: { try $0.number("_") == 2 })),
      Sabotage("it is done before anything was typed", .with(isDone: { _ in true })),
      Sabotage("its solution does not do it", .with(solution: ["x = tensor(0.25)"])),
      Sabotage("its solution fails", .with(solution: ["x = tensor("])),
      Sabotage("two steps are called \"half\"", .with(tryID: "half")),
      Sabotage("`1/` in its text fails", .with(read: "Half of one is `1/`.")),
      Sabotage("`show nothing` in its text fails", .with(read: "See `show nothing`.")),
      Sabotage("the number 0.5 is typed, not measured", .with(read: "It is 0.5.")),
      Sabotage("the number 1e-3 is typed, not measured", .with(read: "It is below 1e-3.")),
      Sabotage("the number 41 % is typed, not measured", .with(read: "It is 41 % of it.")),
      Sabotage(
        "the number 0.5 is typed, not measured", .with(read: .about { _ in Wording(stringLiteral: "It is \(0.5).") })),
      Sabotage("the number 0.5 is typed, not measured", .with(hints: ["Is it \(0.5)?"])),
      Sabotage("the number 0.5 is typed, not measured", .with(notice: { _ in "It is 0.5." })),
      Sabotage("`show nothing` in its text fails", .with(notice: { _ in "See `show nothing`." })),
      Sabotage("1/2 has no name in it", .with(answer: .number(within: 0.01) { try $0.number("1/2") })),
      Sabotage("1e-3 has no name in it", .with(read: .about { s in "It is \(try s.number("1e-3"))." })),
      Sabotage("a backtick is left open", .with(read: "It is `1/2.")),
      Sabotage("a hint is no question", .with(hints: ["It is one over two."])),
      Sabotage("it has no hint", .with(hints: [])),
      Sabotage(
        "the wrong answer 1/2 passes", .with(wrong: [Wrong("1/2", "that is right.")])),
      Sabotage(
        "is not met with what it differs in", .with(wrong: [Wrong("2", "that is twice one."), Wrong("2", "no.")])),
      Sabotage("of its choices not exactly one is right", .with(answer: .choice(Choice("a", "x"), Choice("b", "y")))),
      Sabotage(
        "the misstep \"x = tensor(0.5)\" passes",
        .with(misstep: Misstep("x = tensor(0.5)", difference: "no.") { _ in true })),
      Sabotage(
        "the misstep \"x = tensor(3)\" is not met",
        .with(misstep: Misstep("x = tensor(3)", difference: "no.") { _ in false })),
      Sabotage("lines; 22 fit", .with(read: Words(stringLiteral: String(repeating: "    line\n", count: 30)))),
      Sabotage("columns wide", .with(read: Words(stringLiteral: "    " + String(repeating: "x", count: 90)))),
      Sabotage("nothing is checked", Lesson(1, "Unchecked", "") { Simplified("All.") as Simplified<Scene> }),
      Sabotage("it does not end with what was simplified", Lesson(1, "Open", "") { Read("a", "x") as Read<Scene> }),
      Sabotage("it does not begin", Lesson(1, "Closed", "", setup: ["use nothing"]) { Read("a", "x") as Read<Scene> }),
    ]
  }
}

@Suite struct CheckerTests {
  @Test("A sound lesson is proved, with what it measured")
  func sound() {
    let report = Checker([.small]).report(on: .small)
    #expect(report.isProved, "\(report.text)")
    #expect(report.claims.map(\.measured) == [0.5])
    #expect(report.jsonLine.contains("\"status\":\"ok\""))
  }

  @Test("A lesson in which one thing is not so fails, and the thing is named", arguments: Sabotage.all)
  func sabotaged(_ sabotage: Sabotage) {
    let report = Checker([sabotage.lesson]).report(on: sabotage.lesson)
    #expect(!report.isProved)
    #expect(report.flaws.contains { $0.message.contains(sabotage.description) }, "\(report.text)")
    #expect(report.jsonLine.contains("\"status\":\"error\""))
  }

  @Test("Two lessons of one name or number are told apart by nobody")
  func twins() {
    let flaws = Checker([.small, .small]).report(on: .small).flaws.map(\.message)
    #expect(flaws.contains("two lessons are called Small") && flaws.contains("two lessons have the number 1"))
  }

  @Test("A flaw says in which step and on which line it is")
  func place() throws {
    let report = Checker([]).report(on: .with(hints: []))
    let flaw = try #require(report.flaws.first)
    #expect(flaw.step == "half" && flaw.file == "ClassroomTests/Fixtures.swift" && (flaw.line ?? 0) > 0)
  }

  @Test("A step that differs when it is replayed is found")
  func replay() {
    let counter = Counter()
    let lesson = Lesson(1, "Moving", "") {
      Read("now", .about { (_: Measured<Scene>) in Wording(stringLiteral: "Shown \(counter.next()) times, `1 + 1`.") })
      Check("c", "x") { _ in [.equal("a", 1, to: 1, within: 0)] }
      Simplified("x")
    }
    #expect(Checker([]).report(on: lesson).flaws.contains { $0.message == "it is not the same when replayed" })
  }

  /// Counts, which no step may.
  private final class Counter {
    private var count = 0
    func next() -> Int { count += 1; return count }
  }
}
