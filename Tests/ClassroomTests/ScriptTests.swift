import Classroom
import Display
import Notebook
import Testing

@Suite struct ScriptTests {
  private func run(_ script: String, _ format: ScriptRunner.Format = .json) -> (code: Int32, lines: [Substring]) {
    let room = Room(.small)
    var options = ScriptRunner.Options()
    options.format = format
    let code = ScriptRunner(room.session, options).run([.command(script)]).code
    return (code, room.sink.output.split(separator: "\n"))
  }

  @Test("A lesson is taken from a script, each cell saying in JSON where it stands")
  func json() {
    let (code, lines) = run(
      "lesson 1\nnext\npredict 1\npredict 0.5\nnext\nx = tensor(0.5)\nnext\nnext\nnext\nnext")
    #expect(code == 0 && lines.count == 10)
    let states = ["shown", "shown", "wrong", "right", "shown", "right", "shown", "shown", "shown", "ended"]
    for (line, state) in zip(lines, states) { #expect(line.contains("\"\(state)\"]]"), "\(line)") }
    #expect(lines[2].contains("\"status\": \"ok\""), "a wrong answer is no failure")
    #expect(lines[1].contains(#"[1.0, "Small", 2.0, 6.0, "half", "predict", "shown"]"#), "\(lines[1])")
  }

  @Test("In a script, going on without an answer fails")
  func waiting() {
    let (code, lines) = run("lesson 1\nnext\nnext")
    #expect(code == 1 && lines.last?.contains("this step waits for your prediction") == true)
  }

  @Test("What is done for a step by from or skip is neither printed nor recorded")
  func quiet() {
    let (_, lines) = run("lesson 1 from 4\nlesson 1 from 3\nskip")
    #expect(lines.count == 3 && lines.allSatisfy { !$0.contains(#""kind": "number""#) })
    #expect(run("lesson 1 from 4", .text).lines.first == "Small · 4/6 · see")
  }
}
