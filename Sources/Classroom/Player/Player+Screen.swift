import Display
import Notebook

extension Player {
  /// The most lines that a step may show: a terminal of 24 lines keeps one for what was typed and one for the prompt.
  static let screenHeight = 22

  /// All that a step shows.
  func screen(of run: Run) throws -> [Output] {
    let content = run.step.content
    let head = "\(run.lesson.name) · \(run.place) · \(phrases.kinds(run.step.outline.kind))"
    let outputs = [Output.text(head + "\n\n" + (try content.text().page))]
    let closing = Output.text("\n" + foot(of: run)), pictures = try content.pictures()
    // Figures share the lines that words and tables leave.
    let words = (outputs + [closing] + pictures.filter { !$0.isFigure }).reduce(pictures.count) { $0 + $1.lineCount }
    let lines = max(8, (Player.screenHeight - words) / max(1, pictures.count(where: \.isFigure)))
    return outputs + pictures.flatMap { [.text(""), $0.inLines(lines)] } + [closing]
  }

  private func foot(of run: Run) -> String {
    switch run.step.content.task {
    case .prediction: phrases.predictAnswers
    case .attempt: phrases.doIt
    case nil: run.isLast ? phrases.nextEnds : phrases.nextGoesOn
    }
  }
}

extension Output {
  fileprivate var isFigure: Bool { if case .figure = self { true } else { false } }

  /// How many lines its text has.
  fileprivate var lineCount: Int { text.count { $0 == "\n" } + 1 }

  /// A figure in at most so many lines; anything else as it is.
  fileprivate func inLines(_ lines: Int) -> Output {
    guard case .figure(var figure) = self else { return self }
    figure.lines = min(figure.lines ?? lines, lines)
    return .figure(figure)
  }
}
