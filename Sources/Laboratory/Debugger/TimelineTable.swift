import Arrays
import Display
import Experiments
import Texts

/// What a run has done, as a table in the order in which it happened, branch by branch.
struct TimelineTable {
  private let timeline: Timeline

  init(_ timeline: Timeline) { self.timeline = timeline }

  /// What `timeline` shows.
  var outputs: [Output] { [.text(drawing), .table(events), .text(memory)] }

  /// Each branch as a line from where it began to where it ends.
  private var drawing: String {
    let names = timeline.branches.map(\.name), width = names.map(displayWidth).max() ?? 0
    let longest = max(1, timeline.branches.map { $0.path.end.steps }.max() ?? 1)
    return timeline.branches.indices.map { index in
      padded(names[index], to: width) + "  " + line(index, longest)
    }.joined(separator: "\n")
  }

  /// `────●────┤`: changes, stops and snapshots on the way, and where the run stands.
  private func line(_ index: Int, _ longest: Int) -> String {
    let branch = timeline.branches[index], width = 48
    let column = { (steps: Int) in steps * width / longest }
    let first = column(branch.origin?.place.steps ?? 0), last = column(branch.path.end.steps)
    var line = [Character](repeating: " ", count: width + 1)
    for place in first...max(first, last) { line[place] = "─" }
    for steps in branch.path.snapshotSteps where column(steps) > first { line[column(steps)] = "·" }
    for (step, _) in branch.path.changes where column(step) > first { line[column(step)] = "◆" }
    for mark in timeline.marks where mark.branch == branch.name { line[column(mark.place.steps)] = "■" }
    line[first] = branch.origin == nil ? "├" : "└"
    line[max(first, last)] = "┤"
    if index == timeline.current { line[column(timeline.place.steps)] = "●" }
    let end = branch.path.count(at: branch.path.end)
    return String(String(line).prefix(max(first, last) + 1)) + " round \(grouped(end.generator))"
  }

  /// Where each branch began and ends.
  var branches: Table {
    Table(
      "branches", columns: ["branch", "from", "begins at round", "ends at round", "critic steps", ""],
      rows: timeline.branches.enumerated().map { index, branch in
        let end = branch.path.count(at: branch.path.end)
        let begin = branch.path.count(at: branch.origin?.place ?? RunPath.Place())
        return [
          .text(branch.name), .text(branch.origin?.branch ?? "new networks"), number(begin.generator),
          number(end.generator),
          number(end.critic), .text(index == timeline.current ? "here" : ""),
        ]
      })
  }

  /// Everything that happened, in order.
  private var events: Table {
    let here = timeline.path.count(at: timeline.place)
    return Table(
      "timeline: at round \(grouped(here.generator)) of \(timeline.branch.name)",
      columns: ["branch", "round", "critic steps", "what"], rows: timeline.branches.flatMap(events))
  }

  private func events(of branch: Timeline.Branch) -> [[Table.Cell]] {
    let path = branch.path, first = branch.origin?.place ?? RunPath.Place()
    var events: [(place: RunPath.Place, text: String)] = [
      (first, branch.origin.map { "leaves \($0.branch)" } ?? "begins: \(path.firstSettings)")
    ]
    for (index, (step, change)) in path.changes.enumerated() where index >= first.changes {
      events.append((RunPath.Place(steps: step, changes: index), "set " + change.text))
    }
    for mark in timeline.marks where mark.branch == branch.name { events.append((mark.place, mark.text)) }
    if branch.name == timeline.branch.name { events.append((timeline.place, "here")) }
    events.append((path.end, "ends"))
    let sorted = events.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
    return sorted.map { _, event in
      let count = path.count(at: event.place)
      return [.text(branch.name), number(count.generator), number(count.critic), .text(event.text)]
    }
  }

  private var memory: String {
    "\(counted(timeline.snapshotCount, "snapshot")) in \(mebibytes(timeline.bytes)) of \(timeline.bound >> 20) MiB (set timeline MIB)"
  }

  private func number(_ count: Int) -> Table.Cell { .number(Real(count), digits: 9) }
}

/// `12.1 MiB`
func mebibytes(_ bytes: Int) -> String { "\(numberText((Real(bytes) / 1_048_576 * 10).rounded() / 10, digits: 7)) MiB" }
