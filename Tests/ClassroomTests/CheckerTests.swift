import Arrays
import Classroom
import Language
import Testing

/// A lesson in which one thing is not so, and what the checker has to say about it.
struct Sabotage: CustomStringConvertible, Sendable {
  let description: String
  private let make: @Sendable () -> Lesson
  var lesson: Lesson { make() }

  init(_ description: String, _ lesson: @escaping @autoclosure @Sendable () -> Lesson) {
    (self.description, make) = (description, lesson)
  }

  /// The small lesson with one part replaced.
  private static func of(_ description: String, _ change: @escaping @Sendable (inout SmallText) -> Void) -> Sabotage {
    Sabotage(description, .with(change))
  }

  static var all: [Sabotage] {
    [
      of("the claim does not hold") { $0.claim = "`halves.x` = `0.6` within 1e-6" },
      of("is nan") { ($0.measure, $0.claim) = ("x = mean([0, 1])\nn = log(-x)", "`halves.n` < `1`") },
      of("the claim could hardly fail") { $0.claim = "`halves.x` = `0.49` within 0.5" },
      of("the claim could hardly fail") { $0.claim = "`halves.x` < `1000`" },
      of("the claim could hardly fail") { $0.claim = "`1/(halves.x - 0.5)` > `1000`" },
      of("both sides are the same") { $0.claim = "`halves.x` = `halves.x` within 1e-6" },
      of("both sides are the same") { $0.claim = "`halves.x` = ` (halves.x) ` within 1e-6" },
      of("the claim cannot fail") { $0.claim = "`halves.x - halves.x` = `0` within 1e-6" },
      of("the claim cannot fail") { $0.claim = "`2*halves.x` = `halves.x + halves.x` within 1e-6" },
      of("the claim cannot fail") { $0.claim = "`halves.x^0` = `1` within 1e-6" },
      of("the claim cannot fail") { $0.claim = "`where(halves.x > 0, 1, 1)` = `1` within 1e-6" },
      of("the claim cannot fail") { $0.claim = "`minimum(halves.x, 0.6)` < `0.7`" },
      of("the claim cannot fail") { $0.claim = "`bench.rounds` = `0` within 1e-6" },
      of("the answer is typed, not measured") { $0.answer = "- Answer: `1/2`\n- Right: `50 %`" },
      of("cannot be its title") { $0.title = "!!!" },
      of("cannot be its title") { $0.title = "Museum" },
      of("a lesson's lines cannot say quit here") { $0.setup = "quit" },
      of("a lesson's lines cannot say restart here") { $0.solution = "x = tensor(0.5)\nrestart" },
      of("a lesson's lines cannot say lesson here") { $0.picture = "lesson 1" },
      of("a lesson's lines cannot say export here") { $0.measure = "x = mean([0, 1])\nexport \"F.md\"" },
      of("a lesson's lines cannot say train here") { $0.picture = "train 3" },
      of("a line leads out of the lesson") { $0.setup = "alias bye = quit\nbye" },
      of("after its solution \"xx\" has no value") { $0.done = "xx == 0.5" },
      of("what is claimed is not measured") { $0.claim = "`1 + 1` = `2` within 1e-6" },
      of("the bound has the other sign") { $0.claim = "`halves.x` > `-1`" },
      of("any number does it") { $0.done = "size(x) > 0" },
      of("any number does it") { $0.done = "x > 8" },
      of("nothing shows that `size(x) < 9` is needed") { $0.done = "x == 0.5 and size(x) < 9" },
      of("there is nothing to choose") { $0.answer = "- Choice `a`: x" },
      of("\"nope\" has no value") {
        $0.answer = "- Choice `a`: x\n- Choice `b`: y\n  - Differs: it is {nope.x}."
        $0.wrong = ""
      },
      of("nobody asks for what is measured here") {
        $0.measure = "x = mean([0, 1])\n```\n\n```wgan measure other\nv = maen([1])"
      },
      of("the number 0,5 is typed, not measured") { $0.read = "It is 0,5." },
      of("the number  .5 is typed, not measured") { $0.read = "It is .5." },
      of("no function \"nothing\"") { $0.done = "nothing(x) == 1" },
      of("the wrong answer 1e30 passes") { ($0.measure, $0.wrong) = ("x = 2e30*mean([0, 1])", "") },
      of("the right answer 0.7 is refused") { $0.answer = "- Answer: `halves.x`\n- Right: `1/2`, `0.7`" },
      of("the right answer 0.51 is refused") { $0.answer = "- Answer: exactly `halves.x`\n- Right: `1/2`, `0.51`" },
      of("no right answer is written down") { $0.answer = "- Answer: `halves.x`" },
      of("no right answer needs that") { $0.answer = "- Answer: about `halves.x`\n- Right: `1/2`" },
      of("anything that is typed does it") { $0.done = "_ == 2" },
      of("it is done before anything was typed") { $0.done = "1 == 1" },
      of("its solution does not do it") { $0.solution = "x = tensor(0.25)" },
      of("its solution fails") { $0.solution = "x = tensor(1" },
      of("two steps are called \"half\"") { $0.tryID = "half" },
      of("`1/` in its text fails") { $0.read = "Half of one is `1/`." },
      of("`show nothing` in its text fails") { $0.read = "See `show nothing`." },
      of("the number 0.5 is typed, not measured") { $0.read = "It is 0.5." },
      of("the number 1e-3 is typed, not measured") { $0.read = "It is below 1e-3." },
      of("the number 41 % is typed, not measured") { $0.read = "It is 41 % of it." },
      of("the number 0.5 is typed, not measured") { $0.hint = "- Hint: Is it 0.5?" },
      of("the number 0.5 is typed, not measured") { $0.notice = "It is 0.5." },
      of("the number 0.3 is typed, not measured") {
        $0.misstep = "- Misstep `x == 2`: it is 0.3.\n  ```wgan\n  x = tensor(2)\n  ```"
      },
      of("y is typed, not measured") { $0.measure = "x = mean([0, 1])\ny = 0.5" },
      of("`show nothing` in its text fails") { $0.notice = "See `show nothing`." },
      of("1/2 has no name in it") { $0.read = "It is {1/2}." },
      of("1e-3 has no name in it") { $0.because = "It is {1e-3}." },
      of("has no member \"y\"") { $0.because = "It is {halves.y}." },
      of("a backtick is left open") { $0.read = "It is `1/2." },
      of("a hint is no question") { $0.hint = "- Hint: It is one over two." },
      of("it has no hint") { $0.hint = "" },
      of("the wrong answer 1/2 passes") { $0.wrong = "- Wrong `1/2`: that is right." },
      of("is not met with what it differs in") {
        $0.wrong = "- Wrong `2`: that is twice one.\n- Wrong `2`: no."
      },
      of("of its choices not exactly one is right") { $0.answer = "- Choice `a`: x\n- Choice `b`: y" },
      of("the misstep \"x = tensor(0.5)\" passes") {
        $0.misstep = "- Misstep `x == 0.5`: no.\n  ```wgan\n  x = tensor(0.5)\n  ```"
      },
      of("the misstep \"x = tensor(3)\" is not met") {
        $0.misstep = "- Misstep `x == 2`: no.\n  ```wgan\n  x = tensor(3)\n  ```"
      },
      of("lines; 22 fit") { $0.read = Array(repeating: "    line", count: 30).joined(separator: "\n") },
      of("columns wide") { $0.read = "    " + String(repeating: "x", count: 90) },
      Sabotage("nothing is checked", .text("# Unchecked\n\nx\n\n## Simplified\n\n- All.")),
      Sabotage("it does not end with what was simplified", .text("# Open\n\nx\n\n## Read: a\n\nx")),
      of("it does not begin") { $0.setup = "use nothing" },
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

  @Test("A flaw says in which step and on which line it is, with the line and a caret where that is known")
  func place() throws {
    let flaw = try #require(Checker([]).report(on: .with { $0.hint = "" }).flaws.first)
    #expect(flaw.step == "half" && flaw.file == "small.md" && (flaw.line ?? 0) > 0)
    let other = try #require(Checker([]).report(on: .with { $0.because = "It is {halves.y}." }).flaws.first)
    #expect(other.excerpt == ["- Because: It is {halves.y}.", "                         ^"], "\(other.text)")
  }

  @Test("A flaw of a claim, an answer, a hint or a misstep is told at its own line")
  func ownLine() throws {
    func text(at flaw: String, _ change: (inout SmallText) -> Void) throws -> String {
      let small = SmallText.with(change)
      let found = Checker([]).report(on: small.lesson()).flaws.first { $0.message.contains(flaw) }
      let line = try #require(found?.line)
      return String(small.text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1])
    }
    #expect(try text(at: "not hold") { $0.claim = "`halves.x` = `0.6` within 1e-6" }.hasPrefix("- Claim"))
    #expect(try text(at: "is no question") { $0.hint = "- Hint: It is one over two." }.hasPrefix("- Hint"))
    #expect(try text(at: "passes") { $0.wrong = "- Wrong `1/2`: that is right." }.hasPrefix("- Wrong"))
    #expect(try text(at: "is refused") { $0.answer = "- Answer: `halves.x`\n- Right: `0.7`" }.hasPrefix("- Right"))
    #expect(try text(at: "typed, not") { $0.because = "It is 0.5." }.hasPrefix("- Because"))
    #expect(try text(at: "does not do it") { $0.solution = "x = tensor(0.25)" }.hasPrefix("- Done"))
    let misstep = "- Misstep `x == 0.5`: no.\n  ```wgan\n  x = tensor(0.5)\n  ```"
    #expect(try text(at: "passes") { $0.misstep = misstep }.hasPrefix("- Misstep"))
  }

  @Test("A lesson that does not end is given up, at the step that takes too long, and that is all that is said")
  func endless() throws {
    let lesson = Lesson.with { $0.measure = "x = mean([0, 1])\nuse 8gaussians\ntrain 1000000;" }
    let flaws = Checker([], patience: .seconds(1)).report(on: lesson).flaws
    #expect(flaws.count == 1 && flaws[0].message.hasPrefix("it takes longer than 1 s"), "\(flaws)")
    #expect(flaws.first?.excerpt?.first == "```wgan measure halves")
  }

  @Test("What fails in a measurement or a picture is told at its own line, once")
  func placeOfLines() throws {
    let measured = Checker([]).report(on: .with { $0.measure = "y = 1 + mean([0])\nx = maen([y, 1])" }).flaws
    #expect(Set(measured.map(\.line)).count == 1, "\(measured)")
    #expect(measured.first?.excerpt == ["x = maen([y, 1])", "    ^~~~"], "\(measured)")
    let drawn = try #require(Checker([]).report(on: .with { $0.picture = "plot nope.x" }).flaws.first)
    #expect(drawn.excerpt?.first == "plot nope.x", "\(drawn)")
  }

  @Test("The mark that some editors begin a file with is no part of its title")
  func mark() throws {
    let file = TemporaryFile()
    try file.write("\u{FEFF}" + SmallText().text)
    let lesson = try Lesson.file(file.path, in: .unrestricted)
    #expect(lesson.name == "Small" && Checker([]).report(on: lesson).isProved)
  }

  @Test("A step that differs when it is replayed is found")
  func replay() {
    let file = LessonFile(
      "moving.md",
      text: "# Moving\n\nx\n\n## Read: now\n\nShown {moving.n} times, `1 + 1`.\n\n## Check: c\n\nx\n\n"
        + "- Claim \"a\": `moving.one` = `1` within 1e-6\n\n## Simplified\n\n- x",
      measurements: [Counter.measurement])
    let lesson = Lesson(file, number: 1)
    #expect(Checker([]).report(on: lesson).flaws.contains { $0.message == "it is not the same when replayed" })
  }

  /// Counts, which no measurement may.
  private final class Counter {
    private var count: Real = 0
    func next() -> Real { count += 1; return count }

    static var measurement: LessonMeasurement {
      let counter = Counter()
      return LessonMeasurement("moving") { _ in ["n": .number(counter.next()), "one": .number(1)] }
    }
  }
}
