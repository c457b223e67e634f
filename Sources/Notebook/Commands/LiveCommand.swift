import Display
import Language
import Texts

extension Command {
  static var live: Command {
    Command(
      "live", "Redraws a subject in place while networks train; live off ends it, live alone says what is drawn.",
      Argument("subject", .liveSubject, "what to watch, with what it takes; off for nothing"),
      Argument(
        "every", .keyword("every", .int(1...1_000_000), default: 1), "redraw after so many rounds at the soonest"),
      group: "Looking", examples: ["live", "live off"]
    ) { session, wish, every in
      switch wish {
      case .subject(let shown): session.live = LiveView(name: shown.name, every: every, outputs: shown.outputs)
      case .nothing: session.live = nil
      case .question: break
      }
      session.emit(
        .text(
          session.live.map { "\($0.name) is drawn while train and until run; live off ends that" }
            ?? "nothing is drawn while networks train; live surface would draw the critic's surface"))
    }
  }
}

/// What is to be watched.
enum LiveWish {
  case question, nothing
  case subject(ShownSubject)
}

extension ArgumentKind where Value == LiveWish {
  /// The name of a subject and what it takes, or `off`, or nothing.
  static var liveSubject: ArgumentKind {
    ArgumentKind(
      usage: { _ in "[SUBJECT|off]" },
      candidates: { session, _ in session.allSubjects.map { ($0.name, $0.summary) } + [("off", nil)] }
    ) { (reader, name) throws(Problem) in
      if reader.peeked?.text == "off" {
        _ = reader.next()
        return .nothing
      }
      return try ArgumentKind<ShownSubject?>.subject.read(reader, name).map { .subject($0) } ?? .question
    }
  }
}

/// A subject that is redrawn while networks train.
struct LiveView {
  /// Its name.
  let name: String
  /// After how many rounds it is drawn again at the soonest.
  let every: Int
  /// What it shows now.
  let outputs: () throws -> [Output]
  /// When it may be drawn again.
  var next = ContinuousClock.now
}

extension Session {
  /// What a watched subject has to show: its figures or, where it has none, all of it.
  private func shown(_ live: LiveView) throws -> [Output] {
    let outputs = try live.outputs()
    let figures = outputs.filter { if case .figure = $0 { true } else { false } }
    return figures.isEmpty ? outputs : figures
  }

  /// Draws the watched subject again, if one is and somebody watches: at most ten times a second, and for less than a twentieth of the time.
  public func refreshLive(after rounds: Int) throws {
    guard let live, streams, output.redraws, rounds % live.every == 0, ContinuousClock.now >= live.next else { return }
    let start = ContinuousClock.now
    try carryOn(live) { output.redraw(try shown(live)) }
    let now = ContinuousClock.now
    self.live?.next = now + max(.milliseconds(100), (now - start) * 30)
  }

  /// Leaves the watched subject standing as it is now, and keeps it among the cell's results; where nobody watched, shows it for the first time.
  public func finishLive() throws {
    guard let live else { return }
    try carryOn(live) {
      let outputs = try shown(live)
      let isDrawn = streams && output.redraws
      if isDrawn { output.redraw(outputs) }
      for output in outputs { if isDrawn { record(output) } else { emit(output) } }
    }
  }

  /// A subject that cannot be shown any more is not watched any more; training goes on.
  private func carryOn(_ live: LiveView, _ body: () throws -> Void) throws {
    do { try body() } catch let problem as Problem {
      guard !isCancelled() else { throw problem }
      self.live = nil
      emit(.text("\(live.name) is not drawn any more: \(problem.message)"))
    }
  }
}
