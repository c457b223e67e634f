import Arrays

/// Where the networks of two branches part.
public enum Parting: Hashable, Sendable {
  /// They begin with other numbers.
  case beginning
  /// At this step of the critic.
  case critic(Int)
  /// At this step of the generator.
  case generator(Int)
}

extension Experiment {
  /// Looks around on the timeline; the run is where it was afterwards, however it ends.
  public func visiting<T>(_ body: () throws -> T) throws -> T {
    guard let timeline else { throw Experiment.noTimeline }
    return try returning {
      let outcome = try body()
      try returnTo(timeline.place, on: timeline.current)
      return outcome
    }
  }

  /// The first step after which the weights of two branches differ; `nil` where they are the same as far as both go.
  ///
  /// As far as their paths are the same, so are their weights. From there on both are walked, and their fingerprints compared. The run is where
  /// it was afterwards.
  public func parting(of one: Int, _ other: Int, poll: () throws -> Void) throws -> Parting? {
    guard let timeline else { throw Experiment.noTimeline }
    let paths = [one, other].map { timeline.branches[$0].path }
    let common = paths[0].common(with: paths[1])
    let last = min(paths[0].end.steps, paths[1].end.steps)
    let traces = try visiting { try [one, other].map { try trace($0, from: common.steps, through: last, poll) } }
    guard let first = zip(traces[0], traces[1]).first(where: { $0.print != $1.print }) else { return nil }
    return first.0.parting
  }

  /// The weights' fingerprints after each step of a branch, from one step through another.
  private func trace(
    _ index: Int, from first: Int, through last: Int, _ poll: () throws -> Void
  ) throws -> [(parting: Parting, print: UInt64)] {
    guard let path = timeline?.branches[index].path else { return [] }
    return try stride(from: first, through: last, by: 1).map { count in
      try returnTo(path.settled(afterSteps: count), on: index, poll: poll)
      let parting: Parting =
        switch path.network(before: RunPath.Place(steps: count)) {
        case .critic: .critic(critic.steps)
        case .generator: .generator(generator.steps)
        case nil: .beginning
        }
      return (parting, fingerprint)
    }
  }

  /// A number that two states share if all their weights do, and hardly otherwise: FNV-1a over the bits of each.
  public var fingerprint: UInt64 {
    [critic, generator].flatMap { [$0.network.memory.trainable, $0.network.memory.kept] }.reduce(0xcbf2_9ce4_8422_2325)
    {
      $1.numbers.reduce($0) { ($0 ^ UInt64($1.fingerprintBits)) &* 0x100_0000_01b3 }
    }
  }
}

extension Real {
  fileprivate var fingerprintBits: UInt64 { UInt64(bitPattern) }
}
