import Arrays
import Refusals
import Texts

// MARK: - Writing down

extension Experiment {
  /// Writes down from here on what the run does, with snapshots of so many bytes; of none, it forgets what it knew and writes nothing.
  /// `isNew` says that the networks are as the settings made them.
  public func keepTimeline(bound bytes: Int, isNew: Bool = false) {
    guard bytes > 0 else { return timeline = nil }
    guard timeline == nil else { return timeline?.hold(bytes) ?? () }
    timeline = Timeline(bound: bytes, isNew ? freshState : state, amendment)
    takeSnapshot()
  }

  /// Takes note of something at the place where the run stands.
  public func mark(_ text: String) { timeline?.mark(text) }

  /// Begins a branch of that name where the run stands.
  public func branch(_ name: String) { timeline?.fork(name) }

  /// A step was made.
  func noteStep() {
    guard let lastRan else { return }
    listener?.stepped(lastRan.network)
    guard timeline != nil else { return }
    timeline?.note(lastRan)
    if timeline?.wantsSnapshot == true { takeSnapshot() }
  }

  /// Something was changed that the coming steps depend on.
  func note(_ change: RunChange.Kind, makesADifference: Bool = true) {
    let change = RunChange(kind: change)
    if makesADifference { listener?.changed(change.text) }
    timeline?.note(change)
  }

  /// The networks are others: new ones, or those of a state.
  func noteRestart(_ state: ExperimentState) {
    listener?.changed("the run began again")
    timeline?.noteRestart(state, amendment)
    if timeline != nil { takeSnapshot() }
  }

  /// The run's state when its networks are new: the settings make their numbers again.
  var freshState: ExperimentState {
    let none = TrainSnapshot(steps: 0, values: [], memory: [])
    return ExperimentState(
      settings: settings, architecture: architecture, critic: none, generator: none, order: DataOrder())
  }

  /// Keeps a snapshot, if there is memory for one.
  private func takeSnapshot() {
    guard let (place, bound) = timeline.map({ ($0.place, $0.bound) }) else { return }
    let arrays = 3 + settings.optimizer.memoryCount
    let numbers = critic.network.memory.trainable.count + generator.network.memory.trainable.count
    guard arrays * numbers * MemoryLayout<Real>.stride <= bound,
      (try? Shape([arrays * numbers]).checkRoom("timeline")) != nil
    else { return }
    timeline?.add(RunSnapshot(place, state, amendment))
  }
}

// MARK: - Going there

extension Experiment {
  /// Goes to a place of the present branch, bit for bit: to a snapshot before it, and on from there by making its steps again. `poll` is
  /// asked before each of them, and may throw to stop; then the run is where it was.
  public func go(to place: RunPath.Place, poll: () throws -> Void = {}) throws {
    guard let timeline else { throw Experiment.noTimeline }
    try returnTo(place, on: timeline.current, poll: poll)
  }

  /// Goes to the end of a branch.
  public func switchBranch(to index: Int, poll: () throws -> Void = {}) throws {
    guard let timeline else { throw Experiment.noTimeline }
    try returnTo(timeline.branches[index].path.end, on: index, poll: poll)
  }

  /// Why nothing can be gone back to.
  public static let noTimeline = Refusal(
    "timeline", "it is off, so nothing that was done is known", "set timeline 256 keeps one from here on, in MiB.")

  /// Goes to a place of a branch.
  func returnTo(_ place: RunPath.Place, on index: Int, poll: () throws -> Void = {}) throws {
    try returning {
      try arrive(near: place, on: index)
      while let here = timeline?.place, here < place {
        try poll()
        try redo()
      }
    }
  }

  /// Does something that may end elsewhere; where it throws, the run is where it was.
  public func returning<T>(_ body: () throws -> T) throws -> T {
    guard let before = timeline else { throw Experiment.noTimeline }
    let here = RunSnapshot(before.place, state, amendment), root = before.path.root
    let told = listener
    listener = nil
    do {
      let outcome = try body()
      listener = told
      if timeline?.current != before.current || timeline?.place != before.place {
        told?.changed("it went to another place of the timeline")
      }
      return outcome
    } catch {
      listener = told
      try Cancellation.shielded { try take(here, root: root) }
      timeline?.stand(on: before.current, at: before.place)
      throw error
    }
  }

  /// Goes to the last snapshot before a place, unless the run stands between the two.
  private func arrive(near place: RunPath.Place, on index: Int) throws {
    guard let timeline else { return }
    let path = timeline.branches[index].path, snapshot = path.snapshot(before: place)
    let start = snapshot?.place ?? RunPath.Place()
    if index == timeline.current, timeline.place <= place, timeline.place >= start { return }
    try Cancellation.shielded {
      try take(snapshot ?? RunSnapshot(start, path.root.state, path.root.amendment), root: path.root)
    }
    self.timeline?.stand(on: index, at: start)
  }

  /// Does again what was done next.
  func redo() throws {
    if let change = timeline?.nextChange { return try redo(change) }
    guard let step = timeline?.nextStep else { return }
    let before = isRecorded
    isRecorded = step.isRecorded
    defer { isRecorded = before }
    switch step.network {
    case .critic: try stepCritic()
    case .generator: try stepGenerator()
    }
  }

  private func redo(_ change: RunChange) throws {
    switch change.kind {
    case .setting(let name, let value):
      if let setting = Setting.named(name) { try set(setting, to: value) }
    case .amendment(let amendment): amend(amendment)
    case .fault(let name, let isOn):
      if let fault = Fault.named(name) { turn(fault, isOn: isOn) }
    case .numbers(let name, let numbers):
      let parameters = critic.network.parameters + generator.network.parameters
      if let parameter = parameters.first(where: { $0.name == name }) { give(numbers, to: parameter) }
    }
  }

  /// Takes a state over: in place where the networks are those of its root, which may have no numbers to take.
  private func take(_ snapshot: RunSnapshot, root: RunRoot) throws {
    let state = snapshot.state, isSame = timeline?.path.root.id == root.id && !state.critic.values.isEmpty
    let needsRecording = snapshot.amendment != amendment || !Settings.recordAlike(settings, state.settings)
    if !isSame { try makeNetworks(of: state) }
    amendment = snapshot.amendment
    try take(state, recording: !isSame || needsRecording)
  }
}

extension Settings {
  /// Whether a step is recorded in the same way under both.
  fileprivate static func recordAlike(_ one: Settings, _ other: Settings) -> Bool {
    one.faults == other.faults
      && Setting.all.allSatisfy { $0.effect != .records || one.value(of: $0) == other.value(of: $0) }
  }
}

// MARK: - Looking into the last step

extension Experiment {
  /// The last step, which a network made, phase by phase from the state before it; the run is where it was afterwards.
  public func lastWork(_ network: StepMade.Network, poll: () throws -> Void = {}) throws -> StepWork {
    guard let timeline else { throw Experiment.noTimeline }
    return try visiting {
      try go(to: timeline.path.settled(afterSteps: timeline.place.steps - 1), poll: poll)
      return try workThrough(network, .clip, history: .keep)
    }
  }
}

// MARK: - Looking for a place

extension Experiment {
  /// Goes to the last place before this one, after a step or at the beginning, at which a condition holds, and says whether there was one;
  /// otherwise the run is where it was. `poll` may throw to stop.
  public func goBack(until holds: () throws -> Bool, poll: () throws -> Void = {}) throws -> Bool {
    guard let timeline else { throw Experiment.noTimeline }
    let here = timeline.place, path = timeline.path
    let starts = [0] + path.snapshots.map(\.place.steps).filter { $0 > 0 && $0 < here.steps }
    return try returning {
      var end = here.steps - 1
      for start in starts.reversed() {
        if let last = try lastPlace(from: start, through: end, path, holds, poll) {
          try go(to: last, poll: poll)
          return true
        }
        end = start - 1
      }
      try go(to: here, poll: poll)
      return false
    }
  }

  private func lastPlace(
    from start: Int, through end: Int, _ path: RunPath, _ holds: () throws -> Bool, _ poll: () throws -> Void
  ) throws -> RunPath.Place? {
    var last: RunPath.Place?
    for count in stride(from: start, through: end, by: 1) {
      let place = path.settled(afterSteps: count)
      try go(to: place, poll: poll)
      if try holds() { last = place }
    }
    return last
  }
}
