import Arrays
import Autodiff

/// Values in clusters that grow as they are joined, never into a circle: two clusters may be joined unless something outside leads from
/// one to the other, which would then have to run in the middle of them.
struct Clusters {
  private let recording: Recording
  private var cluster: [Int]
  private var members: [Int: [Int]] = [:]

  /// Each computed value by itself.
  init(_ recording: Recording) {
    self.recording = recording
    cluster = Array(recording.values.indices)
    for number in recording.computed { members[number] = [number] }
  }

  /// The values that are in a cluster with this one.
  func members(with number: Int) -> [Int] { members[cluster[number]] ?? [] }

  /// Joins the clusters of two values, where that makes no circle and `fits` allows it; returns whether they are one now.
  @discardableResult
  mutating func join(_ a: Int, _ b: Int, fits: (_ together: [Int]) -> Bool = { _ in true }) -> Bool {
    let (first, second) = (cluster[a], cluster[b])
    if first == second { return true }
    guard fits(members(with: a) + members(with: b)), !leads(first, to: second), !leads(second, to: first) else {
      return false
    }
    let moved = members.removeValue(forKey: second) ?? []
    for number in moved { cluster[number] = first }
    members[first, default: []].append(contentsOf: moved)
    return true
  }

  /// Whether one value is made from another, by way of whatever is in the clusters between.
  func isMade(_ target: Int, from source: Int) -> Bool {
    inputs(of: cluster[target]).contains(cluster[source]) || leads(cluster[source], to: cluster[target])
  }

  /// Whether something outside both is made from `source` and leads to `target`.
  private func leads(_ source: Int, to target: Int) -> Bool {
    var seen: Set<Int> = [source, target]
    var pending = Array(inputs(of: target)).filter { seen.insert($0).inserted }
    while let next = pending.popLast() {
      for input in inputs(of: next) {
        if input == source { return true }
        if seen.insert(input).inserted { pending.append(input) }
      }
    }
    return false
  }

  private func inputs(of cluster: Int) -> Set<Int> {
    Set((members[cluster] ?? []).flatMap { recording.values[$0].inputs.map { self.cluster[$0] } })
  }

  /// The clusters, each after those that it reads from; among those that are ready, in the recording's order.
  var inOrder: [[Int]] {
    var waiting: [Int: Set<Int>] = [:]
    var readers: [Int: [Int]] = [:]
    for key in members.keys {
      let before = inputs(of: key).filter { $0 != key && members[$0] != nil }
      waiting[key] = before
      for other in before { readers[other, default: []].append(key) }
    }
    var ready = members.keys.filter { waiting[$0]?.isEmpty ?? true }
    var ordered: [[Int]] = []
    while let next = ready.min(by: { last($0) < last($1) }) {
      ready.removeAll { $0 == next }
      ordered.append((members[next] ?? []).sorted())
      for reader in readers[next] ?? [] {
        waiting[reader]?.remove(next)
        if waiting[reader]?.isEmpty ?? false { ready.append(reader) }
      }
    }
    return ordered
  }

  private func last(_ cluster: Int) -> Int { members[cluster]?.max() ?? 0 }
}
