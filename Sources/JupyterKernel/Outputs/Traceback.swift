import Display
import Language
import Notebook
import Texts

/// A failure as notebooks have it: a name, a message, and lines with colours.
struct Traceback {
  /// What sort of failure it is.
  let name: String
  /// What went wrong.
  let message: String
  /// The lines, in the colours of terminals.
  let lines: [String]

  /// What went wrong in a cell.
  init(_ failure: Failure, isInterrupted: Bool) {
    name = isInterrupted ? "Interrupted" : "Problem"
    message = sanitized(failure.problem.message)
    let place = failure.location.map { place in
      "\(place)" + (failure.column.map { ":\($0)" } ?? "") + ": "
    }
    guard !isInterrupted else {
      lines = [Traceback.coloured(message, 33)]
      return
    }
    let excerpt = failure.excerpt ?? []
    lines =
      [(place ?? "") + Traceback.coloured("error:", 31, isBold: true) + " " + message]
      + excerpt.dropLast() + excerpt.suffix(1).map { Traceback.coloured($0, 31) }
      + (failure.problem.hint.map { [Traceback.coloured("hint:", 36) + " " + sanitized($0)] } ?? [])
      + failure.callers.map { "run from \($0)" }
  }

  /// Letters in one of a terminal's colours.
  private static func coloured(_ text: String, _ colour: Int, isBold: Bool = false) -> String {
    "\u{1B}[\(isBold ? "1;" : "")\(colour)m\(text)\u{1B}[0m"
  }

  /// The members that a message has of it.
  var members: [(String, JSON)] {
    [("ename", .text(name)), ("evalue", .text(message)), ("traceback", .list(lines.map(JSON.text)))]
  }
}
