import Display
import Foundation
import Notebook

/// Where a session's outputs go that a notebook shows: words to its streams, tables and figures as what its reader shows best.
final class NotebookSink: OutputSink {
  /// The cell that outputs belong to; `nil` while nobody is to be told anything.
  struct Cell {
    /// The header of what asked for it.
    let parent: [UInt8]
    /// Its number.
    let count: Int
  }

  /// A place in a cell's outputs that can be shown anew.
  private struct Place {
    let id = UUID().uuidString.lowercased()
    var isShown = false
    /// What was drawn there last, in a hurry.
    var drawn: Output?
  }

  /// The cell that runs.
  var cell: Cell? { willSet { standing() } }

  private let broadcaster: Broadcaster
  private var figures: [Place] = []
  private var line = Place()
  private var made = 0

  init(_ broadcaster: Broadcaster) { self.broadcaster = broadcaster }

  /// Nothing is lost here: what cannot be sent has no reader.
  var loss: String? { nil }

  func show(_ output: Output) {
    standing()
    switch output {
    case .text, .number, .tensor: stream(output.text + "\n", to: "stdout")
    case .table, .figure: send("display_data", bundle(output).members)
    }
  }

  func show(result output: Output) {
    standing()
    guard let cell else { return }
    send("execute_result", [("execution_count", .integer(cell.count))] + bundle(output).members)
  }

  func write(_ text: String) { stream(text, to: "stdout") }

  func writeError(_ text: String) { stream(text, to: "stderr") }

  var redraws: Bool { cell != nil }

  /// Each output has a place of its own, which is shown anew while nothing else comes between.
  func redraw(_ outputs: [Output]) {
    while figures.count < outputs.count { figures.append(Place()) }
    for (index, output) in outputs.enumerated() {
      show(bundle(output, .passing), at: &figures[index])
      figures[index].drawn = output
    }
  }

  /// One line that is shown anew; it stays as it was last.
  func progress(_ text: String?) {
    guard let text, !text.isEmpty else { return }
    show(MimeBundle(.text(text)), at: &line)
  }

  func wipe() {
    standing()
    send("clear_output", [("wait", .truth(true))])
  }

  /// What was shown stays as it is: figures are drawn once more, with all that lasts.
  private func standing() {
    let places = figures
    (figures, line) = ([], Place())
    for var place in places {
      if let drawn = place.drawn { show(bundle(drawn), at: &place) }
    }
  }

  private func stream(_ text: String, to name: String) {
    standing()
    if let cell { broadcaster.send(text, to: name, because: cell.parent) }
  }

  private func show(_ bundle: MimeBundle, at place: inout Place) {
    let transient = JSON.object([("display_id", .text(place.id))])
    send(place.isShown ? "update_display_data" : "display_data", bundle.members + [("transient", transient)])
    place.isShown = true
  }

  private func bundle(_ output: Output, _ care: MimeBundle.Care = .lasting) -> MimeBundle {
    made += 1
    return MimeBundle(output, id: "figure-\(cell?.count ?? 0)-\(made)", care: care)
  }

  private func send(_ type: String, _ content: [(String, JSON)]) {
    if let cell { broadcaster.send(Message(toAll: type, .object(content), because: cell.parent)) }
  }
}
