import Files
import Foundation
import Language
import Notebook
import Prompt
import Workbench

/// The prompt: reads entries line by line until the input ends or `quit` is said.
final class Conversation {
  private let workbench: Workbench
  private var session: Session { workbench.session }
  private let editor: LineEditor
  /// The lines of the entry that is being typed.
  private var typed: CellReader
  private var hasToldHistoryProblem = false

  /// A conversation; the device that draws figures asks the terminal what it can before anything is read from it.
  init(_ workbench: Workbench, _ device: GraphicsDevice?) {
    self.workbench = workbench
    let session = workbench.session
    typed = session.nextCell()
    session.isInteractive = true
    // A safe session touches nothing outside its folder, the history and the user's inputrc included.
    editor = session.files.root == nil ? LineEditor() : LineEditor(history: nil, readsInputrc: false)
    if let answer = device?.ask(), editor.isInteractive {
      editor.take(typed: answer.typed, awaitsAnswers: !answer.isComplete)
    }
    editor.pastedEntries = Pasted.entries
    editor.completions = { [unowned self] line, cursor in
      let before = typed.source.isEmpty ? "" : typed.source + "\n"
      let found = session.complete(before + line, at: before.count + cursor)
      return Completion(
        start: found.start - before.count,
        candidates: found.candidates.map {
          Candidate(
            $0.text, appendsSpace: session.appendsSpace(to: $0.text, in: line, at: found.start - before.count),
            summary: $0.summary)
        })
    }
  }

  /// Holds the conversation, beginning with a line if one is given; returns the program's exit code.
  func run(opening: String? = nil) -> Int32 {
    defer { workbench.close() }
    session.output.write("\(session.version) – type help, lesson, or use 8gaussians. Ctrl-D leaves.\n")
    runInitialScript()
    var opening = opening
    while let entry = opening ?? nextEntry() {
      opening = nil
      Interruption.begin()
      let result = session.run(cell: entry, at: nil)
      Interruption.end()
      tellHistoryProblem()
      if result.isInterrupted { editor.discardPasted() }
      if result.isInterrupted { session.output.progress("") }  // wipes the ^C of the terminal out
      if let failure = result.failure {
        session.output.writeError(result.isInterrupted ? failure.problem.message + "\n" : failure.text)
      }
      if let quit = result.quit { return quit.code ?? 0 }
      if session.output.loss != nil { return 1 }
    }
    return session.output.loss == nil ? 0 : 1
  }

  /// Says once why lines are not remembered for later sessions, if they are not.
  private func tellHistoryProblem() {
    guard !hasToldHistoryProblem, let problem = editor.historyProblem else { return }
    hasToldHistoryProblem = true
    session.output.writeError(problem.description + "\n")
  }

  /// One entry of one or more lines; `nil` at the end of the input.
  private func nextEntry() -> String? {
    typed = session.nextCell()
    while true {
      switch editor.line(prompt: typed.lines.isEmpty ? session.prompt : session.continuationPrompt) {
      case .endOfInput: return typed.lines.isEmpty ? nil : typed.source
      case .interrupted: typed = session.nextCell()
      case .line(let line): if typed.add(Pasted.stripped(line) ?? line) { return typed.source }
      }
    }
  }

  /// `init.wgan` of the configuration folder, if it is there.
  private func runInitialScript() {
    guard session.files.root == nil, let path = UserFolder.configuration.file("init.wgan"),
      FileManager.default.fileExists(atPath: path)
    else { return }
    _ = ScriptRunner(session).run([.file(path)])
  }
}
