import Arrays
import Autodiff

/// Values in clusters that grow as they are joined, never into a circle: two clusters may be joined unless something outside leads from
/// one to the other, which would then have to run in the middle of them.
///
/// Clusters are kept in an order in which each follows those that it reads from, so a way from one to another is looked for among those
/// that lie between them alone. A join moves what lies between (Pearce and Kelly, *A Dynamic Topological Sort Algorithm*, 2006).
struct Clusters {
  private let recording: Recording
  private let readers: [[Int]]
  private var cluster: [Int]
  private var members: [[Int]]
  /// Where each cluster stands in the order.
  private var rank: [Int]
  /// Which search saw each cluster last.
  private var seen: [Int]
  private var search = 0

  /// Each value by itself.
  init(_ recording: Recording) {
    self.recording = recording
    readers = recording.consumers
    cluster = Array(recording.values.indices)
    rank = cluster
    members = cluster.map { [$0] }
    seen = cluster.map { _ in 0 }
  }

  /// The values that are in a cluster with this one.
  func members(with number: Int) -> [Int] { members[cluster[number]] }

  /// Joins the clusters of two values, where that makes no circle and `fits` allows it; returns whether they are one now.
  @discardableResult
  mutating func join(_ a: Int, _ b: Int, fits: (_ together: [Int]) -> Bool = { _ in true }) -> Bool {
    let (first, second) = (cluster[a], cluster[b])
    if first == second { return true }
    let (low, high) = rank[first] < rank[second] ? (first, second) : (second, first)
    guard fits(members[first] + members[second]), let before = sources(of: high, after: low) else { return false }
    let after = targets(of: low, before: high)
    reorder(before: before, [low, high], after: after)
    for number in members[high] { cluster[number] = low }
    members[low] += members[high]
    members[high] = []
    return true
  }

  /// Whether one value is made from another, by way of whatever is in the clusters between.
  mutating func isMade(_ target: Int, from source: Int) -> Bool {
    let (low, high) = (cluster[source], cluster[target])
    guard rank[low] < rank[high] else { return false }
    return inputs(of: high).contains(low) || sources(of: high, after: low) == nil
  }

  /// What `high` is made from and stands after `low`; `nil` where some of that is made from `low`.
  private mutating func sources(of high: Int, after low: Int) -> [Int]? {
    search += 1
    var found: [Int] = []
    var pending = [high]
    while let next = pending.popLast() {
      for number in members[next] {
        for input in recording.values[number].inputs {
          let input = cluster[input]
          if input == low && next != high { return nil }
          guard input != next, rank[input] > rank[low], seen[input] != search else { continue }
          seen[input] = search
          found.append(input)
          pending.append(input)
        }
      }
    }
    return found
  }

  /// What is made from `low` and stands before `high`.
  private mutating func targets(of low: Int, before high: Int) -> [Int] {
    search += 1
    var found: [Int] = []
    var pending = [low]
    while let next = pending.popLast() {
      for number in members[next] {
        for reader in readers[number] {
          let reader = cluster[reader]
          guard reader != next, rank[reader] < rank[high], seen[reader] != search else { continue }
          seen[reader] = search
          found.append(reader)
          pending.append(reader)
        }
      }
    }
    return found
  }

  /// Gives clusters the places that they have together: first some, then two that become one, then the others.
  private mutating func reorder(before: [Int], _ joined: [Int], after: [Int]) {
    let byRank = { [rank] (clusters: [Int]) in clusters.sorted { rank[$0] < rank[$1] } }
    let ordered = byRank(before) + joined + byRank(after)
    for (cluster, place) in zip(ordered, ordered.map { rank[$0] }.sorted()) { rank[cluster] = place }
  }

  private func inputs(of cluster: Int) -> Set<Int> {
    Set(members[cluster].flatMap { recording.values[$0].inputs.map { self.cluster[$0] } }).subtracting([cluster])
  }

  /// The clusters of computed values, each after those that it reads from; among those that are ready, in the recording's order.
  var inOrder: [[Int]] {
    let all = members.indices.filter { !members[$0].isEmpty && !recording.values[$0].inputs.isEmpty }
    let isComputed = Set(all)
    var waiting = [Int](repeating: 0, count: members.count)
    var waiters = [[Int]](repeating: [], count: members.count)
    for key in all {
      let before = inputs(of: key).filter(isComputed.contains)
      waiting[key] = before.count
      for other in before { waiters[other].append(key) }
    }
    let last = members.map { $0.max() ?? 0 }
    var ready = all.filter { waiting[$0] == 0 }
    var ordered: [[Int]] = []
    while let index = ready.indices.min(by: { last[ready[$0]] < last[ready[$1]] }) {
      let next = ready.remove(at: index)
      ordered.append(members[next].sorted())
      for waiter in waiters[next] {
        waiting[waiter] -= 1
        if waiting[waiter] == 0 { ready.append(waiter) }
      }
    }
    return ordered
  }
}
