import Arrays

/// All that was done to a run since a state of it, in order: enough to do it again, bit for bit.
///
/// It is a value. A branch of a run is a path that has another's beginning, and shares its snapshots.
public struct RunPath: Sendable {
  /// A place on a path, between two things that were done.
  public struct Place: Hashable, Comparable, Sendable {
    /// How many steps lie before it, of either network.
    public var steps = 0
    /// How many changes lie before it.
    public var changes = 0

    /// A place; the beginning, unless given.
    public init(steps: Int = 0, changes: Int = 0) { (self.steps, self.changes) = (steps, changes) }

    /// Whether one place lies before another.
    public static func < (one: Place, other: Place) -> Bool {
      (one.steps, one.changes) < (other.steps, other.changes)
    }
  }

  /// The state that it begins with.
  let root: RunRoot
  /// The steps, by their codes.
  private(set) var steps: [UInt8] = []
  /// What was changed, and after how many steps.
  public private(set) var changes: [(step: Int, change: RunChange)] = []
  /// States on the way, in order.
  private(set) var snapshots: [RunSnapshot] = []

  init(_ root: RunRoot) { self.root = root }

  /// After how many steps there are snapshots.
  public var snapshotSteps: [Int] { snapshots.map(\.place.steps) }
  /// The preset, the objective and the seed that it begins with, in words.
  public var firstSettings: String {
    let settings = root.state.settings
    return "\(settings.preset.name), \(settings.objective.name), seed \(settings.seed)"
  }
  /// Where it ends.
  public var end: Place { Place(steps: steps.count, changes: changes.count) }

  /// The bytes that it takes besides its snapshots.
  var ownBytes: Int { steps.count + changes.count * MemoryLayout<(Int, RunChange)>.stride }

  /// The step that was made next; `nil` where something else was done first, or nothing.
  func step(after place: Place) -> StepMade? {
    guard change(after: place) == nil, place.steps < steps.count else { return nil }
    return StepMade(code: steps[place.steps])
  }

  /// What was changed next; `nil` where a step was made first.
  func change(after place: Place) -> RunChange? {
    guard place.changes < changes.count, changes[place.changes].step == place.steps else { return nil }
    return changes[place.changes].change
  }

  mutating func append(_ step: StepMade) { steps.append(step.code) }
  mutating func append(_ change: RunChange) { changes.append((steps.count, change)) }

  /// Takes over what was written down of a path, the snapshots later.
  mutating func take(steps: [UInt8], _ changes: [(step: Int, change: RunChange)]) {
    (self.steps, self.changes) = (steps, changes)
  }
  mutating func take(_ snapshots: [RunSnapshot]) { self.snapshots = snapshots }

  /// Its beginning, up to a place.
  func upTo(_ place: Place) -> RunPath {
    var path = self
    path.steps.removeSubrange(place.steps...)
    path.changes.removeSubrange(place.changes...)
    path.snapshots.removeAll { $0.place > place }
    return path
  }

  /// How far another path is the same.
  func common(with other: RunPath) -> Place {
    guard root.id == other.root.id else { return Place() }
    var place = Place()
    while true {
      if let change = change(after: place) {
        guard let theirs = other.change(after: place), theirs == change else { return place }
        place.changes += 1
      } else if let step = step(after: place), step == other.step(after: place) {
        place.steps += 1
      } else {
        return place
      }
    }
  }
}

// MARK: - Counting

extension RunPath {
  /// How many steps each network has made at a place.
  public func count(at place: Place) -> (critic: Int, generator: Int) {
    let made = steps.prefix(place.steps).reduce(0) { $0 + (StepMade(code: $1).network == .generator ? 1 : 0) }
    return (root.state.critic.steps + place.steps - made, root.state.generator.steps + made)
  }

  /// The place at which a network has made so many steps, with all that was changed there; `nil` where it never stood there.
  public func place(of network: StepMade.Network, step: Int) -> Place? {
    var count = network == .critic ? root.state.critic.steps : root.state.generator.steps
    guard step >= count else { return nil }
    var index = 0
    while count < step, index < steps.count {
      if StepMade(code: steps[index]).network == network { count += 1 }
      index += 1
    }
    return count == step ? settled(afterSteps: index) : nil
  }

  /// The place before a network made a step, counted from 1; `nil` where it made none of that number here.
  public func place(before step: Int, of network: StepMade.Network) -> Place? {
    var count = network == .critic ? root.state.critic.steps : root.state.generator.steps
    for (index, code) in steps.enumerated() where StepMade(code: code).network == network {
      count += 1
      if count == step { return settled(afterSteps: index) }
    }
    return nil
  }

  /// The place after so many steps, with all that was changed there: where the next step was made.
  func settled(afterSteps count: Int) -> Place {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].step <= count { low = middle + 1 } else { high = middle }
    }
    return Place(steps: count, changes: low)
  }

  /// The last step before a place; `nil` at the beginning.
  public func step(before place: Place) -> StepMade? {
    place.steps > 0 ? StepMade(code: steps[place.steps - 1]) : nil
  }

  /// The network that made the last step before a place; `nil` at the beginning.
  public func network(before place: Place) -> StepMade.Network? { step(before: place)?.network }
}

// MARK: - Snapshots

extension RunPath {
  /// The last snapshot that is not after a place.
  func snapshot(before place: Place) -> RunSnapshot? {
    let index = index(after: place)
    return index > 0 ? snapshots[index - 1] : nil
  }

  mutating func insert(_ snapshot: RunSnapshot) { snapshots.insert(snapshot, at: index(after: snapshot.place)) }
  mutating func remove(_ snapshot: RunSnapshot) { snapshots.removeAll { $0 === snapshot } }

  /// Where a snapshot after this place would stand.
  private func index(after place: Place) -> Int {
    var (low, high) = (0, snapshots.count)
    while low < high {
      let middle = (low + high) / 2
      if snapshots[middle].place <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
