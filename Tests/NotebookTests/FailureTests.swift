import Language
import Notebook
import Testing
import Texts

@Suite struct FailureTests {
  /// The caret stands under the character it means, however wide the characters before it are.
  @Test(arguments: ["", "x + ", "漢字 + ", "\t", "\ta\t漢", "e\u{301}👍 ", "\u{1B}[31m"], ["", "first\n"])
  func theCaretPointsAtTheRange(before: String, lines: String) {
    let source = lines + before + "WRONG" + " after"
    let start = (lines + before).count
    let failure = Failure(
      problem: Problem("no", at: start..<start + 5), source: source, position: SourcePosition(file: "a.wgan", line: 3),
      callers: [])
    let text = failure.text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = String(text[1]), caret = String(text[2])
    let width = { (text: Substring) in displayWidth(text.filter { $0 != "\t" }) }
    let at = shown[..<(shown.firstRange(of: "WRONG")?.lowerBound ?? shown.startIndex)]
    let mark = caret[..<(caret.firstIndex(of: "^") ?? caret.startIndex)]
    #expect(width(at) == width(mark))
    #expect(at.filter { $0 == "\t" }.count == mark.filter { $0 == "\t" }.count)
    #expect(caret.hasSuffix("^~~~~"))
    #expect(failure.column == before.count + 1)
    #expect(text[0] == "a.wgan:\(lines.isEmpty ? 3 : 4):\(before.count + 1): error: no")
    #expect(!failure.text.contains("\u{1B}"))
  }

  @Test func rangesBeyondTheSourceStayInside() {
    for range in [0..<0, 3..<3, 0..<99, 50..<60] {
      let failure = Failure(problem: Problem("no", at: range), source: "abc", position: nil, callers: [])
      #expect(failure.text.hasPrefix("error: no\nabc\n"))
      #expect(failure.column ?? 0 <= 4)
    }
  }

  @Test func everyPartHasItsLine() {
    let failure = Failure(
      problem: Problem("no", hint: "yes", at: 1..<2), source: "abc", position: SourcePosition(file: "a", line: 1),
      callers: [SourcePosition(file: "b", line: 2), SourcePosition(file: "c", line: 3)])
    #expect(failure.text == "a:1:2: error: no\nabc\n ^\nhint: yes\nrun from b:2\nrun from c:3\n")
  }
}
