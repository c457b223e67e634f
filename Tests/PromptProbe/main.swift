// A small program at the far end of a pseudo-terminal: it says what each line came to.
import Foundation
import Prompt

let environment = ProcessInfo.processInfo.environment

/// Prints at once, so that whoever watches sees it in order.
func say(_ text: String) {
  print(text)
  fflush(nil)
}

/// Runs until Ctrl-C is noticed, or for ever.
func work(answering: Bool) {
  Interruption.begin()
  defer { Interruption.end() }
  say("[working]")
  while !(answering && Interruption.requested) { usleep(1_000) }
  say("[stopped]")
}

/// Words by their beginning; `load "` completes names with spaces in them.
func complete(_ line: String, _ cursor: Int) -> Completion {
  let before = line.prefix(cursor)
  if before.hasPrefix("crash") { fatalError("as asked for") }
  if before.hasPrefix("load \"") {
    return Completion(start: 6, candidates: [Candidate("my file.wgan\"", appendsSpace: false)])
  }
  let start = before.lastIndex(of: " ").map { before.distance(from: before.startIndex, to: $0) + 1 } ?? 0
  let word = before.dropFirst(start)
  var candidates = ["show", "shore", "step", "étape", "étage", "naïve🙂", "bad\u{1B}[31m"].map { Candidate($0) }
  candidates.append(Candidate("train", summary: "runs\u{1B}[31m steps"))
  candidates.append(Candidate("trace", summary: "follows"))
  return Completion(start: start, candidates: candidates.filter { $0.text.hasPrefix(word) })
}

/// Answers one line, and says whether to go on.
func answer(_ line: String, of editor: LineEditor) -> Bool {
  switch line {
  case "quit": return false
  case "work": work(answering: true)
  case "short":
    say("[short]")
    while !Interruption.requested { usleep(1_000) }
    say("[noticed]")
  case "stubborn": work(answering: false)
  case "entries": say("[entries] \(editor.entries)")
  case "discard": editor.discardPasted()
  default: say("[line] \(line.debugDescription)")
  }
  return true
}

if let task = CommandLine.arguments.dropFirst().first {
  work(answering: task == "work")
  exit(Interruption.requested ? 130 : 0)
}

let editor = LineEditor(name: "probe", history: environment["PROBE_HISTORY"].map { URL(fileURLWithPath: $0) })
editor.completions = complete
if let problem = editor.historyProblem { say("[problem] \(problem)") }
let prompt = environment["PROBE_PROMPT"] ?? "probe> "
loop: while true {
  switch editor.line(prompt: prompt) {
  case .line(let text): if !answer(text, of: editor) { break loop }
  case .interrupted: say("[interrupted]")
  case .endOfInput:
    say("[end]")
    break loop
  }
}
if let problem = editor.historyProblem { say("[problem] \(problem)") }
