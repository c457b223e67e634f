import Arrays

/// From which call to which each value's memory is in use.
public struct Liveness: Sendable {
  /// For each root: the call that first writes it and the call that last touches it; `nil` where no call writes it.
  public let spans: [ClosedRange<Int>?]
  /// For each root: the last call that reads it; `nil` where none does.
  public let lastRead: [Int?]

  /// The liveness of a schedule's values. What `kept` names is in use to the end.
  public init(_ schedule: Schedule, keeping kept: Set<Int> = []) {
    var first = [Int?](repeating: nil, count: schedule.recording.values.count)
    var lastRead = first
    var last = first
    for (index, call) in schedule.calls.enumerated() {
      for input in call.inputs {
        lastRead[schedule.views[input].root] = index
        last[schedule.views[input].root] = index
      }
      for output in call.outputs.map({ schedule.views[$0].root }) {
        first[output] = first[output] ?? index
        last[output] = index
      }
    }
    self.lastRead = lastRead
    spans = first.indices.map { root in
      guard let begin = first[root], let end = last[root] else { return nil }
      return begin...(kept.contains(root) ? schedule.calls.count : end)
    }
  }
}
