import Classroom
import Testing

/// A text in which something is written wrong, and what is said to it: message, line, what stands over the caret.
struct Misprint: CustomStringConvertible, Sendable {
  let description: String
  let text: String
  let message: String
  let marked: String

  init(_ message: String, at marked: String, _ change: (inout SmallText) -> Void) {
    (description, self.message, self.marked) = (message, message, marked)
    text = SmallText.with(change).text
  }

  init(_ message: String, at marked: String, replacing old: String, with new: String) {
    (description, self.message, self.marked) = (message, message, marked)
    text = SmallText().text.replacing(old, with: new)
  }

  static let all = [
    Misprint("a lesson begins with its title", at: "Small", replacing: "# Small", with: "Small"),
    Misprint("what it teaches is not said", at: "# Small", replacing: "halves\n\n", with: ""),
    Misprint("\"Sea\" is no kind of step. Did you mean See?", at: "Sea", replacing: "## See:", with: "## Sea:"),
    Misprint("the step has no id", at: "## See", replacing: "## See: bars", with: "## See"),
    Misprint("\"two words\" is not an id", at: "## See: two words", replacing: "See: bars", with: "See: two words"),
    Misprint("a predict step has no \"Hnt\". Did you mean Hint?", at: "- Hnt: What is it?") {
      $0.hint = "- Hnt: What is it?"
    },
    Misprint("a brace is left open", at: "{") { $0.because = "It is {halves.x." },
    Misprint("says not how a number is written", at: "halves.x | much") { $0.because = "It is {halves.x | much}." },
    Misprint("is no kind of answer", at: "- Answer: nearly `halves.x`") {
      $0.answer = "- Answer: nearly `halves.x`\n- Right: `1`"
    },
    Misprint("an answer is one expression in backticks", at: "- Answer: 0.5") {
      $0.answer = "- Answer: 0.5\n- Right: `1/2`"
    },
    Misprint("the step has no \"Done\"", at: "## Try: try", replacing: "- Done: `x == 0.5`\n", with: ""),
    Misprint("no lines under \"- Misstep\"", at: "- Misstep `x == 2`: no.") { $0.misstep = "- Misstep `x == 2`: no." },
    Misprint("there is nothing to see", at: "## See: bars", replacing: "```wgan picture", with: "```"),
    Misprint("the block has no end", at: "```wgan picture", replacing: "[0.5]\n```", with: "[0.5]"),
    Misprint(
      "\"wgan pictur\" is no kind of block", at: "```wgan pictur", replacing: "wgan picture", with: "wgan pictur"),
    Misprint("how near is near enough is not said", at: "- Claim \"a half\": `halves.x` = `0.5`") {
      $0.claim = "`halves.x` = `0.5`"
    },
    Misprint("compares nothing", at: "- Claim \"a half\": `halves.x` is `0.5`") { $0.claim = "`halves.x` is `0.5`" },
    Misprint("nothing is claimed", at: "## Check: claim", replacing: "- Claim", with: "- claim"),
    Misprint("halves is measured twice", at: "```wgan measure halves") {
      $0.read = "x\n\n```wgan measure halves\ny = 2\n```"
    },
    Misprint("these words stand after a point", at: "And more.") { $0.hint = "- Hint: Is it?\nAnd more." },
  ]
}

@Suite struct LessonReaderTests {
  @Test("What is written wrong is told with its place and what to do", arguments: Misprint.all)
  func misprints(_ misprint: Misprint) throws {
    let flaws = Checker([]).report(on: .text(misprint.text)).flaws
    let flaw = try #require(flaws.first { $0.message.contains(misprint.message) }, "\(flaws.map(\.message))")
    let lines = misprint.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(flaw.line), excerpt = try #require(flaw.excerpt)
    #expect(excerpt[0] == lines[line - 1])
    let caret = excerpt[1], start = caret.prefix { $0 == " " }.count
    #expect(String(excerpt[0].dropFirst(start).prefix(caret.count - start)) == misprint.marked)
  }

  @Test("Several mistakes are told at once, in the order of their lines")
  func several() {
    let text = SmallText.with { ($0.hint, $0.claim) = ("- Hnt: x?", "nothing") }.text
    let flaws = Checker([]).report(on: .text(text)).flaws.compactMap(\.line)
    #expect(flaws.count >= 2 && flaws == flaws.sorted())
  }

  @Test("No text ends the program: each of its beginnings is read, and each with a line left out")
  func pieces() {
    let text = SmallText().text, lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for end in stride(from: 0, through: text.count, by: 7) { _ = Lesson.text(String(text.prefix(end))) }
    for index in lines.indices {
      _ = Lesson.text(lines.enumerated().filter { $0.offset != index }.map(\.element).joined(separator: "\n"))
    }
  }

  @Test("A lesson that is written wrong is refused at the prompt with its first mistake")
  func refused() {
    #expect(Room(.with { $0.hint = "- Hnt: x?" }).refusal("lesson 1") == "a predict step has no \"Hnt\"")
  }
}
