import Display
import Foundation
import Language
import Texts

extension Command {
  /// The commands that every notebook has.
  static var notebook: [Command] {
    [
      show, plot, table, live, help, apropos, assertion, time, history, clear, wipe, version, quit,
      run, export, repetition, loop, definition, alias, override,
    ]
  }

  private static let group = "Session"

  static var history: Command {
    Command(
      "history", "Lists the last cells.", Argument("count", .optional(.int(1...1_000_000), default: 20), "how many"),
      group: group, examples: ["history", "history 5"]
    ) { session, count in
      let rows = session.transcript.entries.filter { $0.number != nil }.suffix(count).flatMap { entry in
        lines(of: entry.source).enumerated().map { index, line in
          (index == 0 ? padded(entry.number.map(String.init) ?? "", to: 5, right: true) : "     ") + "  " + line
        }
      }
      session.emit(.text(rows.isEmpty ? "no cells yet" : rows.joined(separator: "\n")))
    }
  }

  static var assertion: Command {
    Command(
      "assert", "Fails, with both sides' values, unless a condition holds.",
      Argument("condition", .condition, "a comparison, or several joined by and, or, not"), group: group,
      examples: ["assert 1 + 1 == 2", "assert abs(sin(0)) < 1e-6"]
    ) { session, condition in
      let verdict = try session.verdict(of: condition)
      guard !verdict.holds else { return }
      throw Problem("assertion failed: \(condition.text)\(verdict.sides.words)", at: condition.range)
    }
  }

  static var time: Command {
    Command(
      "time", "Runs a line and says how long it took.", Argument("command", .line, "any command or expression"),
      group: group, examples: ["time sum(linspace(0, 1, 1000))"]
    ) { session, line in
      let start = ContinuousClock.now
      try session.perform(session.inside(line))
      session.emit(.text("took " + durationText((.now - start) / .seconds(1))))
    }
  }

  static var version: Command {
    Command("version", "Says which version this is.", group: group, examples: ["version"]) { session in
      session.emit(.text(session.version))
    }
  }

  /// What papermill writes for a parameter.
  static var override: Command {
    Command(
      "override", "Gives a setting or a variable a value that wins over what later lines say, as --set does.",
      Argument("name", .name, "a setting or a variable"),
      Argument("value", .rest, "a setting's value, or an expression"),
      group: group, examples: ["override chosen 3"]
    ) { session, name, value in
      try session.override(name, value)
    }
  }

  static var quit: Command {
    Command(
      "quit", "Ends the session.",
      Argument("code", .optional(.int(0...255)), "the exit code; left out, 0, or 1 after a failure in a script"),
      group: group,
      examples: ["quit", "quit 3"]
    ) { _, code in
      throw CellResult.Quit(code: code.map(Int32.init))
    }
  }

  static var wipe: Command {
    Command(
      "wipe", "Empties the screen; in a notebook, takes away what the cell has shown so far.", group: group,
      examples: ["wipe"]
    ) { session in
      session.wipe()
    }
  }

  static var clear: Command {
    Command(
      "clear", "Forgets names that were given a value, or all of them.",
      Argument("names", .repeated(.variable), "which; left out, all"), group: group, examples: ["clear"]
    ) { session, names in
      let known = Array(session.names.variables.keys)
      for name in names where session.names.variables[name] == nil {
        throw Problem(
          "\"\(name)\" was not given a value", hint: suggestion(for: name, among: known) ?? "clear alone forgets all.")
      }
      for name in names.isEmpty ? known : names { session.names.variables[name] = nil }
    }
  }
}

extension Session {
  /// The rest of the running line as a unit of its own, its characters where they stand in the line.
  func inside(_ word: Word) -> SourceUnit {
    SourceUnit(String(repeating: " ", count: word.range.lowerBound) + word.text, at: execution.position)
  }
}

extension Value {
  /// What it is on one line, for messages.
  public var briefText: String {
    guard case .tensor(let tensor) = self, let array = tensor.value else {
      if case .text(let text) = self { return "\"\(text)\"" }
      return kindText
    }
    if array.count == 1 { return numberText(array.item) }
    let spread = Spread(array)
    let none = spread.notANumber > 0 ? ", \(spread.notANumber) nan" : ""
    return "\(array.shape) from \(numberText(spread.least)) to \(numberText(spread.greatest))\(none)"
  }
}
