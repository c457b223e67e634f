import Checkpoints
import Experiments
import Language
import Notebook
import Refusals
import Texts

extension Laboratory {
  /// Writing steps down for other programs.
  var recordCommand: Command {
    Command(
      "record",
      "Writes steps down in full, so that another program can make the same ones (Examples/parity). Alone, says how far that is.",
      Argument("file", .optional(.file("safetensors")), "a safetensors file; off ends it"),
      Argument("replace", .optional(.word(["replace"])), "a file that is there already is written anew"),
      Argument(
        "rounds", .keyword("rounds", .int(0...1_000_000), default: 0, notAfter: ["most"]),
        "train so many, write them down and end"),
      Argument(
        "most", .keyword("most", .int(1...1_000_000), default: 100, notAfter: ["rounds"]),
        "room for so many rounds, where none are asked for"
      ),
      group: "Experiment",
      examples: [
        "record steps.safetensors\nstep critic 2\nrecord off",
        "record tape.safetensors rounds 2\nrecord tape.safetensors replace rounds 2",
      ]
    ) { session, file, replace, rounds, most in
      switch file {
      case nil: session.emit(.text(foldedLines(tapeState)))
      case "off": try endTape(in: session)
      case let file?:
        try beginTape(file, rounds: rounds > 0 ? rounds : most, replaces: replace != nil, in: session)
        if rounds > 0 { try trainOntoTape(rounds, in: session) }
      }
    }
  }

  private var tapeState: String {
    scope.tape.map { tape in tape.ending?.words ?? "recording to \(tape.name): \(tape.state)" }
      ?? "nothing is being recorded; record F.safetensors begins"
  }

  private func beginTape(_ file: String, rounds: Int, replaces: Bool, in session: Session) throws(Problem) {
    if let tape = scope.tape, tape.ending == nil {
      throw Problem("\(quoted(tape.name)) is being recorded", hint: "record off ends it.")
    }
    let experiment = try experiment(), path = try session.files.writable(file)
    if !replaces, try session.files.isThere(file) {
      throw Problem(
        "\(quoted(file)) is there already", hint: "Choose another name, or say: record \(file) replace …")
    }
    if experiment.isAmended {
      throw Problem(
        "the step itself was changed, which a tape cannot say",
        hint: "A step that settings alone make can be recorded: use PRESET sets one up."
      )
    }
    try checkOpen("record")
    guard experiment.settings.faults.isEmpty else {
      throw Problem(
        "a fault of the museum is on, which a tape cannot say",
        hint: "A tape is for programs that make the right step: show faults says which are on.")
    }
    scope.tape = try translated {
      let plan = try TapePlan(experiment, rounds: rounds, program: session.version)
      try plan.check(roomAt: path, name: file)
      let writer = try TapeWriter(experiment, plan, path: path, name: file, program: session.version)
      session.emit(
        .text(
          foldedLines(
            "recording to \(file): room for \(counted(rounds, "round")), at most \(grouped(plan.total)) bytes")))
      return RunningTape(writer, file, of: experiment) { [unowned session] words in
        session.emit(.text(foldedLines(words)))
      }
    }
  }

  /// Trains so many rounds, and ends the tape with as many of them as were made.
  private func trainOntoTape(_ rounds: Int, in session: Session) throws {
    do { try train(.rounds(rounds), in: session) } catch {
      scope.tape?.end("for training was stopped")
      throw error
    }
    try endTape(in: session)
  }

  private func endTape(in session: Session) throws(Problem) {
    guard let tape = scope.tape else {
      throw Problem("nothing is being recorded", hint: "record F.safetensors begins.")
    }
    if let ending = tape.ending, ending.problem == nil {
      session.emit(.text(foldedLines("it has ended already: \(ending.words)")))
    }
    tape.end()
    scope.tape = nil
    if let problem = tape.ending?.problem { throw problem }
  }

  /// Ends what is being recorded when the session is over; what was said of it then, `nil` where nothing was.
  public func close() -> String? {
    guard let tape = scope.tape, tape.ending == nil else { return nil }
    tape.endSilently("for the session is over")
    return tape.ending?.words
  }
}
