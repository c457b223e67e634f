import Arrays
import Autodiff

/// Which elementwise operations run in one pass: those that follow one another, and those that read the same, over the same shape.
public struct Fusion {
  /// The computed values in groups, each after the groups that it reads from.
  public let groups: [[Int]]

  /// The groups of a recording: fewer are joined when it is time to stop.
  public init(_ recording: Recording) {
    var clusters = Clusters(recording)
    let fusible = recording.computed.filter { Fusion.isFusible($0, in: recording) }
    let isFusible = Set(fusible)
    let join = { (a: Int, b: Int) in
      guard isFusible.contains(a), recording.values[a].shape == recording.values[b].shape else { return }
      clusters.join(a, b) { Fusion.fits($0, in: recording) }
    }
    for number in fusible where !Cancellation.isRequested {
      for input in recording.values[number].inputs { join(input, number) }
    }
    for readers in Fusion.readers(recording) where !Cancellation.isRequested {
      let siblings = readers.filter { isFusible.contains($0) }
      for (first, second) in zip(siblings, siblings.dropFirst()) { join(first, second) }
    }
    groups = clusters.inOrder
  }

  /// For each value, what reads it or some of its rows.
  private static func readers(_ recording: Recording) -> [[Int]] {
    var readers = recording.consumers
    for number in recording.computed {
      guard case .slice? = recording.values[number].anatomy else { continue }
      readers[recording.values[number].inputs[0]] += readers[number]
    }
    return readers.map { $0.sorted() }
  }

  /// Whether a value is a function of single numbers over at most three axes.
  private static func isFusible(_ number: Int, in recording: Recording) -> Bool {
    let value = recording.values[number]
    switch value.anatomy {
    case .elementwise, .pairwise, .selection, .broadcast:
      let nest = LoopNest.broadcasting(value.inputs.map { recording.values[$0].shape }, to: value.shape)
      return nest.extents.count <= FusedLoop.deepest
    default: return false
    }
  }

  /// Whether values together stay within a fused loop's bounds.
  private static func fits(_ together: [Int], in recording: Recording) -> Bool {
    let outside = Set(together.flatMap { recording.values[$0].inputs }).subtracting(together)
    guard together.count <= FusedLoop.mostSteps, outside.count <= FusedLoop.mostInputs else { return false }
    let nest = LoopNest.broadcasting(
      outside.map { recording.values[$0].shape }, to: recording.values[together[0]].shape)
    return nest.extents.count <= FusedLoop.deepest
  }
}

extension FusedLoop {
  /// How many axes a fused loop has at most.
  static let deepest = 3
  /// How many inputs.
  static let mostInputs = 24
  /// How many steps.
  static let mostSteps = 64
}
