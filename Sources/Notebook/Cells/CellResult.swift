import Display
import Graphics

/// What became of one cell.
public struct CellResult: Sendable {
  /// Its number.
  public let number: Int
  /// What was entered, prompts stripped.
  public let source: String
  /// Where its first line stands; `nil` at the prompt.
  public let position: SourcePosition?
  /// How long it took.
  public let seconds: Double
  /// What it showed, and what it silently gave.
  public let results: [Output]
  /// What of it was printed.
  public let shown: [Output]
  /// What went wrong, if anything did.
  public let failure: Failure?
  /// Whether the learner stopped it.
  public let isInterrupted: Bool
  /// What `quit` asked for, if it was the last thing done.
  public let quit: Quit?

  /// What it printed, as plain text.
  public var output: String { shown.map { $0.text + "\n" }.joined() }

  /// Whether all is well.
  public var isOK: Bool { failure == nil }

  /// The end of a session.
  public struct Quit: Error, Sendable {
    /// The exit code; `nil` when none was given.
    public let code: Int32?
  }

  /// One line for programs, its line break included.
  public var jsonLine: String { jsonLine(hasPictures: false) }

  /// The same, figures as pictures too, if that is asked for.
  public func jsonLine(hasPictures: Bool) -> String {
    JSON.object([
      ("cell", .integer(number)), ("file", .optional(position?.file)),
      ("line", position.map { .integer($0.line) } ?? .null),
      ("source", .text(source)), ("status", .text(isOK ? "ok" : "error")), ("seconds", .seconds(seconds)),
      ("output", .text(output)), ("results", .list(results.map { $0.json(hasPicture: hasPictures) })),
      ("error", failure.map(json) ?? .null),
    ]).line + "\n"
  }

  /// The message names the place when that is not in the cell itself but in a script that it runs.
  private func json(_ failure: Failure) -> JSON {
    let place = failure.position?.file == position?.file ? "" : failure.location.map { "\($0): " } ?? ""
    return .object([
      ("message", .text(place + failure.problem.message)), ("hint", .optional(failure.problem.hint)),
      ("column", failure.column.map(JSON.integer) ?? .null),
    ])
  }
}

extension Output {
  /// For programs; a figure with its picture as `svg`, if that is asked for.
  fileprivate func json(hasPicture: Bool) -> JSON {
    guard hasPicture, case .figure(let figure) = self, case .object(let members) = json else { return json }
    return .object(members + [("svg", .text(SVG().text(Drawing(figure))))])
  }
}
