import Arrays
import Refusals
import Texts

/// A timeline laid open: what is written down of it, and what one is put together from again.
///
/// Of each state no more is here than its path leaves unsaid: settings, counts and the order of the data follow from what was done.
public struct TimelineParts: Sendable {
  /// One course that the run took.
  public struct Branch: Sendable {
    /// What it is called.
    public var name: String
    /// The branch it came from, and where.
    public var origin: (branch: Int, place: RunPath.Place)?
    /// Which of the beginnings is its own.
    public var root: Int
    /// Its steps, a byte each.
    public var steps: [UInt8]
    /// The settings changed, and after how many steps.
    public var changes: [(step: Int, name: String, value: String)]
    /// Which snapshots lie on it, in order.
    public var snapshots: [Int]

    /// A branch from its parts.
    public init(
      name: String, origin: (branch: Int, place: RunPath.Place)?, root: Int, steps: [UInt8],
      changes: [(step: Int, name: String, value: String)], snapshots: [Int]
    ) {
      (self.name, self.origin, self.root, self.steps) = (name, origin, root, steps)
      (self.changes, self.snapshots) = (changes, snapshots)
    }
  }

  /// A state on the way.
  public struct Snapshot: Sendable {
    /// Where.
    public var place: RunPath.Place
    /// Both networks; their counts of steps follow from the place.
    public var critic, generator: TrainSnapshot
    /// What was reported up to there.
    public var log: TrainingLog

    /// A snapshot from its parts.
    public init(place: RunPath.Place, critic: TrainSnapshot, generator: TrainSnapshot, log: TrainingLog) {
      (self.place, self.critic, self.generator, self.log) = (place, critic, generator, log)
    }
  }

  /// Something that was noted.
  public typealias Mark = (branch: Int, place: RunPath.Place, text: String)

  /// What the paths begin with. New networks have no numbers: the settings make them again.
  public var roots: [ExperimentState]
  /// Every branch, in the order in which they began.
  public var branches: [Branch]
  /// The states on the way, each once.
  public var snapshots: [Snapshot]
  /// Which branch the run is on.
  public var current: Int
  /// Where on it.
  public var place: RunPath.Place
  /// What was noted.
  public var marks: [Mark]

  /// A timeline's parts.
  public init(
    roots: [ExperimentState], branches: [Branch], snapshots: [Snapshot], current: Int, place: RunPath.Place,
    marks: [Mark]
  ) {
    (self.roots, self.branches, self.snapshots) = (roots, branches, snapshots)
    (self.current, self.place, self.marks) = (current, place, marks)
  }
}

// MARK: - Taking apart

extension Timeline {
  /// What it knows, laid open. Throws where a step was changed by what cannot be written down.
  public func parts() throws(Refusal) -> TimelineParts {
    var roots: [Int: Int] = [:], seen: [ObjectIdentifier: Int] = [:]
    var parts = TimelineParts(roots: [], branches: [], snapshots: [], current: current, place: place, marks: [])
    for branch in branches {
      let path = branch.path
      if roots[path.root.id] == nil {
        guard path.root.amendment == nil else { throw Timeline.amended }
        guard path.root.state.settings.faults.isEmpty else { throw Timeline.faulty }
        roots[path.root.id] = parts.roots.count
        parts.roots.append(path.root.state)
      }
      for snapshot in path.snapshots where seen[ObjectIdentifier(snapshot)] == nil {
        seen[ObjectIdentifier(snapshot)] = parts.snapshots.count
        let state = snapshot.state
        parts.snapshots.append(
          .init(place: snapshot.place, critic: state.critic, generator: state.generator, log: state.log))
      }
      parts.branches.append(
        .init(
          name: branch.name, origin: branch.origin.map { (index(of: $0.branch) ?? 0, $0.place) },
          root: roots[path.root.id] ?? 0, steps: path.steps, changes: try Timeline.texts(path.changes),
          snapshots: path.snapshots.compactMap { seen[ObjectIdentifier($0)] }))
    }
    parts.marks = marks.map { (index(of: $0.branch) ?? 0, $0.place, $0.text) }
    return parts
  }

  private static func texts(
    _ changes: [(step: Int, change: RunChange)]
  ) throws(Refusal) -> [(step: Int, name: String, value: String)] {
    var texts: [(step: Int, name: String, value: String)] = []
    for (step, change) in changes {
      if case .fault = change.kind { throw faulty }
      guard case .setting(let name, let value) = change.kind else { throw amended }
      texts.append((step, name, value))
    }
    return texts
  }

  private static let faulty = Refusal(
    "history", "nothing is saved: steps were made with a fault of the museum on, which no history in a file can say",
    "save with faults keeps the run as it stands.")

  private static let amended = Refusal(
    "history", "nothing is saved: the step itself was changed on the way, which no file can say",
    "save without history keeps the run as it stands.")
}

// MARK: - Putting together

extension Timeline {
  /// A timeline from its parts, which may come from anywhere: throws the first that does not fit the others.
  init(_ parts: TimelineParts, bound: Int) throws(Refusal) {
    guard let first = parts.roots.first, !parts.branches.isEmpty, parts.branches.indices.contains(parts.current) else {
      throw Timeline.fault("it has no branch that the run is on")
    }
    self.init(bound: bound, first, nil)
    var paths: [RunPath] = []
    for branch in parts.branches { paths.append(try Timeline.path(branch, parts)) }
    let made = try Timeline.snapshots(parts, paths)
    var all: [Branch] = []
    for (branch, path) in zip(parts.branches, paths) {
      var path = path
      path.take(branch.snapshots.map { made[$0] })
      let origin = branch.origin.map { (parts.branches[$0.branch].name, $0.place) }
      guard all.allSatisfy({ $0.name != branch.name }) else {
        throw Timeline.fault("two branches are called \(quoted(branch.name))")
      }
      all.append(Branch(name: branch.name, origin: origin, path: path))
    }
    try self.stand(on: all, parts)
    hold(bound)
  }

  /// A branch's path, whose parts fit each other; its snapshots are yet to come.
  private static func path(_ branch: TimelineParts.Branch, _ parts: TimelineParts) throws(Refusal) -> RunPath {
    let called = "its branch \(quoted(branch.name))"
    guard parts.roots.indices.contains(branch.root) else { throw fault("\(called) has no beginning") }
    guard branch.steps.allSatisfy({ StepMade(code: $0).code == $0 }) else {
      throw fault("\(called) has steps of no network")
    }
    var path = RunPath(RunRoot(id: branch.root, state: parts.roots[branch.root], amendment: nil))
    path.take(
      steps: branch.steps,
      branch.changes.map { ($0.step, RunChange(kind: .setting(name: $0.name, value: $0.value))) })
    guard path.changes.allSatisfy({ (0...branch.steps.count).contains($0.step) }),
      zip(path.changes, path.changes.dropFirst()).allSatisfy({ $0.step <= $1.step })
    else { throw fault("\(called) has changes where it has no steps") }
    var replay = PathReplay(path)
    try replay.advance(to: path.end, called)
    if let origin = branch.origin {
      guard parts.branches.indices.contains(origin.branch) else { throw fault("\(called) leaves no branch") }
      var replay = PathReplay(path)
      try replay.advance(to: origin.place, called)
    }
    return path
  }

  /// The snapshots, each where every path that has it is the same, with the state that the path says.
  private static func snapshots(_ parts: TimelineParts, _ paths: [RunPath]) throws(Refusal) -> [RunSnapshot] {
    var made: [RunSnapshot?] = parts.snapshots.map { _ in nil }, first: [Int?] = parts.snapshots.map { _ in nil }
    for (number, branch) in parts.branches.enumerated() {
      let called = "its branch \(quoted(branch.name))"
      var replay = PathReplay(paths[number]), common: [Int: RunPath.Place] = [:]
      for index in branch.snapshots {
        guard parts.snapshots.indices.contains(index) else { throw fault("\(called) has a snapshot that is not there") }
        let snapshot = parts.snapshots[index]
        try replay.advance(to: snapshot.place, called)
        if let first = first[index] {
          let shared = common[first] ?? paths[first].common(with: paths[number])
          common[first] = shared
          guard paths[first].root.id == paths[number].root.id, shared >= snapshot.place
          else { throw fault("\(called) has a snapshot of another branch") }
        } else {
          made[index] = RunSnapshot(
            snapshot.place, replay.state(snapshot.critic, snapshot.generator, snapshot.log), nil)
          first[index] = number
        }
      }
    }
    let whole = made.compactMap(\.self)
    guard whole.count == made.count else { throw fault("it has snapshots that lie on no branch") }
    return whole
  }

  /// Takes the branches over, and stands where the parts say; marks lie on places too.
  private mutating func stand(on all: [Branch], _ parts: TimelineParts) throws(Refusal) {
    for mark in parts.marks {
      guard all.indices.contains(mark.branch), all[mark.branch].path.has(mark.place) else {
        throw Timeline.fault("something was noted where it has no steps")
      }
    }
    take(all, roots: parts.roots.count)
    stand(on: parts.current, at: parts.place)
    for mark in parts.marks { note(Mark(branch: all[mark.branch].name, place: mark.place, text: mark.text)) }
  }

  /// The settings where the run stands, as its path says. Throws where a state is not what that says of the place.
  func settings(of state: ExperimentState) throws(Refusal) -> Settings {
    var replay = PathReplay(path)
    try replay.advance(to: place, "the branch of the run")
    let told = replay.state(state.critic, state.generator, state.log)
    let isSame =
      told.critic.steps == state.critic.steps && told.generator.steps == state.generator.steps
      && told.order == state.order
      && Setting.all.allSatisfy { told.settings.value(of: $0) == state.settings.value(of: $0) }
    guard isSame else { throw Timeline.fault("the run stands elsewhere than its path says") }
    return told.settings
  }

  static func fault(_ problem: String) -> Refusal {
    Refusal("history", problem, "The file is damaged or was changed.")
  }
}

/// Settings, counts and the order of the data on the way along a path, without making its steps.
private struct PathReplay {
  private let path: RunPath
  private var place = RunPath.Place()
  private var settings: Settings
  private var order: DataOrder
  private var critic, generator: Int

  init(_ path: RunPath) {
    let root = path.root.state
    self.path = path
    (settings, order) = (root.settings, root.order)
    (critic, generator) = (root.critic.steps, root.generator.steps)
  }

  /// Goes on to a place that is not before this one.
  mutating func advance(to wanted: RunPath.Place, _ called: String) throws(Refusal) {
    while place < wanted {
      if let change = path.change(after: place) {
        try take(change, called)
        place.changes += 1
      } else if let step = path.step(after: place) {
        if step.network == .critic { critic += 1 } else { generator += 1 }
        place.steps += 1
      } else {
        break
      }
    }
    guard place == wanted else { throw Timeline.fault("\(called) has no such place") }
  }

  private mutating func take(_ change: RunChange, _ called: String) throws(Refusal) {
    guard case .setting(let name, let text) = change.kind else { return }
    guard let setting = Setting.named(name) else {
      throw Timeline.fault("\(called) changes a setting \(quoted(name)), there is none")
    }
    var changed = settings
    do throws(Refusal) { try changed.choose(setting, text) } catch {
      throw Timeline.fault("\(called) sets \(name) to \(quoted(text)): \(name) takes \(setting.range)")
    }
    guard setting.effect != .restarts || changed.value(of: setting) == settings.value(of: setting) else {
      throw Timeline.fault("\(called) sets \(name) on its way, which begins a run again")
    }
    if changed.batch != settings.batch { order = order.changed(atStep: critic, from: settings.batch) }
    settings = changed
  }

  /// The state there, with these numbers.
  func state(_ critic: TrainSnapshot, _ generator: TrainSnapshot, _ log: TrainingLog) -> ExperimentState {
    var (critic, generator) = (critic, generator)
    (critic.steps, generator.steps) = (self.critic, self.generator)
    return ExperimentState(
      settings: settings, architecture: path.root.state.architecture, critic: critic, generator: generator,
      order: order, log: log)
  }
}

extension RunPath {
  /// Whether a place is one of it.
  fileprivate func has(_ place: Place) -> Bool {
    guard (0...end.steps).contains(place.steps), (0...end.changes).contains(place.changes) else { return false }
    let isAfter = place.changes == 0 || changes[place.changes - 1].step <= place.steps
    let isBefore = place.changes == changes.count || changes[place.changes].step >= place.steps
    return isAfter && isBefore
  }
}

// MARK: - The run's

extension Experiment {
  /// Goes on with a timeline that was kept beside this run's state. Throws where the two do not fit; then nothing has changed.
  public func keepTimeline(_ parts: TimelineParts, bound: Int) throws(Refusal) {
    let made = try Timeline(parts, bound: bound)
    settings = try made.settings(of: state)
    timeline = made
    lastRan = made.path.step(before: made.place)
  }
}
