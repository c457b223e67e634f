import Display
import Foundation
import Notebook

extension Answer {
  /// Earlier cells of this session.
  static let history = Answer(type: "history_request") { conversation, request in
    let wish = request.content, hasOutput = wish["output"]?.truth ?? false
    let cells = conversation.session.transcript.entries.filter { $0.number != nil }
    let chosen =
      switch wish["hist_access_type"]?.text {
      case "range": cells.inRange(of: wish)
      case "search": cells.matching(wish).suffix(wish.most)
      default: cells.suffix(wish.most)
      }
    let rows = chosen.map { cell in
      let said = cell.outputs.isEmpty ? JSON.null : .text(cell.output)
      return JSON.list([
        .integer(ThisSession.number), .integer(cell.number ?? 0),
        hasOutput ? .list([.text(cell.source), said]) : .text(cell.source),
      ])
    }
    return .ok([("history", .list(Array(rows)))])
  }
}

/// This session among those that are remembered: the only one.
private enum ThisSession {
  static let number = 1
}

extension JSON {
  /// How many cells are wanted at most; all where it is not said.
  fileprivate var most: Int { max(0, self["n"]?.whole ?? .max) }
}

extension [Transcript.Cell] {
  /// Those with numbers from `start` up to `stop`, that one left out; of other sessions none.
  fileprivate func inRange(of wish: JSON) -> ArraySlice<Transcript.Cell> {
    let session = wish["session"]?.whole ?? 0
    guard session == 0 || session == ThisSession.number else { return [] }
    let start = wish["start"]?.whole ?? 0, stop = wish["stop"]?.whole ?? .max
    return filter { cell in cell.number.map { $0 >= start && $0 < stop } ?? false }[...]
  }

  /// Those that look like a pattern, in which `*` stands for anything and `?` for one character; each text once, the last time it was typed,
  /// where that is asked for.
  fileprivate func matching(_ wish: JSON) -> [Transcript.Cell] {
    let pattern = wish["pattern"]?.text ?? "*"
    let found = filter { fnmatch(pattern, $0.source, 0) == 0 }
    guard wish["unique"]?.truth == true else { return found }
    var seen: Set<String> = []
    return found.reversed().filter { seen.insert($0.source).inserted }.reversed()
  }
}
