@preconcurrency import CReadline
import Foundation
import Refusals
import Signals
import Texts

/// Asks for lines: edits, completes and remembers them on a terminal, and only reads them elsewhere.
///
/// The terminal is changed while `line(prompt:)` waits and at no other time. Between lines Ctrl-C is an
/// `Interruption`, new for each line, so that it cannot end a session by coming a moment too early or too late.
/// A program has one editor, and uses it from one thread.
public final class LineEditor {
  /// What could be completed at a cursor, counted in characters of the line.
  public var completions: (_ line: String, _ cursor: Int) -> Completion = { _, _ in .none }
  /// What is to be run of several pasted lines: not what a transcript shows as printed.
  public var pastedEntries: (_ lines: [String]) -> [String] = { $0 }
  /// The lines that were entered, oldest first, those of earlier sessions included.
  public private(set) var entries: [String] = []
  /// Why lines are not remembered, if they are not: one line, worth showing once.
  public private(set) var historyProblem: Refusal?
  /// Whether somebody can edit: both standard input and output are terminals.
  public let isInteractive = Terminal.input.isTerminal && Terminal.output.isTerminal

  /// Lines that were pasted and are still to be delivered.
  var pasted: [String] = []
  /// What was typed before there was a prompt, and is still to be read.
  private(set) var typedAhead: [UInt8] = []
  /// Whether answers of the terminal may still arrive among the keys: they are no keys.
  private(set) var awaitsAnswers = false
  /// What the line that is being edited came to, once it is over.
  var outcome: LineEvent?
  /// The candidates of the last completion.
  var offered: [Candidate] = []
  let mailbox = SignalMailbox()
  private let file: HistoryFile?
  private var plain = PlainInput()

  /// An editor with the history at a place, or one that forgets. `name` is who asks, for the user's inputrc, where that is to be read.
  public init(name: String = "wganlab", history: URL? = HistoryFile.standard(), readsInputrc: Bool = true) {
    file = history.map(HistoryFile.init)
    guard isInteractive else { return }
    FatalSignals.install()
    Interruption.begin()
    Readline.setUp(name: name, readsInputrc: readsInputrc)
    do throws(Refusal) {
      entries = try file?.load() ?? []
    } catch {
      historyProblem = error
    }
    for line in entries { add_history(line) }
  }

  deinit {
    if isInteractive { Interruption.end() }
  }

  /// Shows a prompt and waits until a line is entered, abandoned or refused.
  ///
  /// Pasted text with several lines arrives as one line a call, its blank lines left out, because an empty
  /// line is a wish of its own. Escape sequences in the prompt stand between U+0001 and U+0002.
  public func line(prompt: String) -> LineEvent {
    guard isInteractive else { return plain.next() }
    let event = nextPasted(prompt) ?? edit(prompt)
    Interruption.clear()
    if case .line(let text) = event { remember(text) }
    return event
  }

  /// Reads what was typed while the terminal was asked something, before anything else; and leaves out what it answers late.
  public func take(typed: [UInt8], awaitsAnswers: Bool) {
    (typedAhead, self.awaitsAnswers) = (typedAhead + typed, awaitsAnswers)
  }

  /// The next byte that was typed ahead.
  func nextTypedAhead() -> UInt8? { typedAhead.isEmpty ? nil : typedAhead.removeFirst() }

  /// Puts bytes back that were read too early.
  func putBack(_ bytes: [UInt8]) { typedAhead = bytes + typedAhead }

  /// Forgets the pasted lines that were not delivered yet, as after a line that failed. Ctrl-C does so too.
  public func discardPasted() { pasted = [] }

  /// The next pasted line, shown as if it had been typed.
  private func nextPasted(_ prompt: String) -> LineEvent? {
    if Interruption.requested { discardPasted() }
    guard !pasted.isEmpty else { return nil }
    let line = pasted.removeFirst()
    let shown = prompt.unicodeScalars.filter { !["\u{01}", "\u{02}"].contains($0) }
    fputs("\(String(String.UnicodeScalarView(shown)))\(sanitized(line))\n", get_rl_outstream())
    fflush(get_rl_outstream())
    return .line(line)
  }

  /// Adds a line to the history, unless it is blank or repeats the one before.
  private func remember(_ line: String) {
    guard line != entries.last, line.contains(where: { !$0.isWhitespace }) else { return }
    entries.append(line)
    if entries.count > HistoryFile.limit { entries.removeFirst() }
    add_history(line)
    do throws(Refusal) {
      try file?.append(line)
    } catch {
      if historyProblem == nil { historyProblem = error }
    }
  }
}
