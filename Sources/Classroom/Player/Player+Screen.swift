import Display
import Notebook

extension Player {
  /// The most lines that a step may show: a terminal of 24 lines keeps one for what was typed and one for the prompt.
  static let screenHeight = 22

  /// All that a step shows.
  func screen(of run: Run) throws -> [Output] {
    let content = run.step.content
    let head = "\(run.lesson.name) · \(run.place) · \(run.step.outline.kind.rawValue)"
    var outputs = [Output.text(head + "\n\n" + (try content.text().page))]
    for picture in try content.pictures() { outputs += [.text(""), picture] }
    return outputs + [.text("\n" + foot(of: run))]
  }

  private func foot(of run: Run) -> String {
    switch run.step.content.task {
    case .prediction: "predict VALUE answers. To help: hint, solution, skip."
    case .attempt: "Do it at the prompt. To help: hint, solution, skip."
    case nil: run.isLast ? "next ends the lesson." : "next goes on."
    }
  }
}
