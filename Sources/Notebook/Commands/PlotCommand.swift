import Arrays
import Autodiff
import Display
import Language
import Texts

extension Command {
  static var plot: Command {
    Command(
      "plot", "Draws what is computed, or a subject's figures: a vector as a line, n×2 as points, a matrix, images.",
      Argument(
        "what", .plotted,
        "expressions with commas between, each perhaps under a name, \"W\": w; against another; log x, y or xy for logarithmic axes; rule for numbers to hold them against; of points joined, arrows FROM, TO, moves PLAN, axes \"θ\", \"ψ\"; of matrices over [-2, 2]; or a subject as after show"
      ),
      Argument("file", .figureFile, "draws it there, as its ending says, .svg or .png, and not here"),
      group: "Looking",
      examples: [
        "plot [1, 4, 9, 16]", "plot \"n^2\": [1, 4, 9], \"n\": [1, 2, 3] against \"n\": [1, 2, 3]",
        "plot [1, 10, 100] log y rule \"fifty\": 50",
      ]
    ) { session, plotted, target in
      let figures = try plotted.figures()
      guard let target else { return figures.forEach { session.emit(.figure($0)) } }
      try session.write(figures, to: target)
    }
  }
}

/// What `plot` was given, ready to be drawn.
struct Plotted {
  let figures: () throws -> [Figure]
}

extension ArgumentKind where Value == Plotted {
  /// A subject and what it takes, or expressions with commas between them, perhaps `against` another.
  static var plotted: ArgumentKind {
    ArgumentKind(
      usage: { _ in "EXPRESSION[, …] [against EXPRESSION] [log AXES] [rule NUMBER]|SUBJECT" }, extent: .expression
    ) {
      (reader, name) throws(Problem) in
      guard let first = reader.peeked else { throw Problem("\(name) is missing", at: reader.endRange) }
      let session = reader.session
      if session.allSubjects.contains(where: { $0.name == first.text }), session.variables[first.text] == nil {
        let shown = try ArgumentKind<ShownSubject?>.subject.read(reader, name)
        return Plotted { try session.figures(of: shown, named: first) }
      }
      let request = try PlotRequest(reader)
      return Plotted {
        let drawing = try PlotValues(request, in: session)
        return [try drawing.figure()]
      }
    }
  }
}

extension Session {
  fileprivate func figures(of shown: ShownSubject?, named word: Word) throws -> [Figure] {
    let figures = try (shown?.outputs() ?? []).compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    guard figures.isEmpty else { return figures }
    throw Problem(
      "\(word.text) is told in words and numbers, not drawn", hint: "Type show \(word.text).", at: word.range)
  }
}
