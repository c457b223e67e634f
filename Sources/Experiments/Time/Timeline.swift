import Arrays

/// What a run has done, in branches, so that any step of it can be gone to, and gone on from otherwise.
///
/// It only writes down: every draw is a function of the seed and the step, so that a step is made again from a snapshot before it. Whoever
/// does something other than what a path says comes next, is on a branch from there on; no path is ever overwritten.
public struct Timeline: Sendable {
  /// One course that a run took.
  public struct Branch: Sendable {
    /// What `switch` calls it.
    public let name: String
    /// The branch it came from, and where; `nil` for one with networks of its own.
    public let origin: (branch: String, place: RunPath.Place)?
    /// What was done.
    public internal(set) var path: RunPath
  }

  /// Something that was noted at a place.
  public struct Mark: Hashable, Sendable {
    /// On which branch.
    public let branch: String
    /// Where.
    public let place: RunPath.Place
    /// What it is.
    public let text: String
  }

  /// The bytes that its snapshots may hold together.
  public private(set) var bound: Int
  /// Every branch, in the order in which they began.
  public private(set) var branches: [Branch]
  /// Which of them the run is on.
  public private(set) var current = 0
  /// Where on it.
  public private(set) var place = RunPath.Place()
  /// What was noted: where training stopped.
  public private(set) var marks: [Mark] = []
  /// What its snapshots hold.
  private var snapshotBytes = 0
  private var nextRoot = 1

  /// Steps between a snapshot and the next where nothing had to be given up yet.
  static let stride = 64
  private static let mostSnapshots = 512
  private static let mostMarks = 1000

  init(bound: Int, _ state: ExperimentState, _ amendment: Amendment?) {
    self.bound = bound
    branches = [Branch(name: "main", origin: nil, path: RunPath(RunRoot(id: 0, state: state, amendment: amendment)))]
  }

  /// The path that the run is on.
  public var path: RunPath { branches[current].path }
  /// The branch that the run is on.
  public var branch: Branch { branches[current] }
  /// Whether the run stands where its branch ends.
  public var isAtEnd: Bool { place == branches[current].path.end }
  /// The step that its branch makes next; `nil` where something is changed first, or nothing follows.
  var nextStep: StepMade? { branches[current].path.step(after: place) }
  /// What its branch changes next; `nil` where a step is made first, or nothing follows.
  var nextChange: RunChange? { branches[current].path.change(after: place) }
  /// How many snapshots there are.
  public var snapshotCount: Int { snapshots.count }
  /// The bytes that it keeps alive.
  public var bytes: Int {
    let roots = Dictionary(branches.map { ($0.path.root.id, $0.path.root.bytes) }) { first, _ in first }
    return snapshotBytes + branches.reduce(0) { $0 + $1.path.ownBytes } + roots.values.reduce(0, +)
  }

  /// The branch of that name.
  public func index(of name: String) -> Int? { branches.firstIndex { $0.name == name } }

  /// Takes note of something, here.
  public mutating func mark(_ text: String) {
    note(Mark(branch: branch.name, place: place, text: text))
  }

  mutating func note(_ mark: Mark) {
    if !marks.contains(mark), marks.count < Timeline.mostMarks { marks.append(mark) }
  }
}

// MARK: - What was done

extension Timeline {
  /// A step was made.
  mutating func note(_ step: StepMade) {
    if nextStep != step {
      if !isAtEnd { fork() }
      branches[current].path.append(step)
    }
    place.steps += 1
  }

  /// Something was changed.
  mutating func note(_ change: RunChange) {
    if nextChange != change {
      if !isAtEnd { fork() }
      branches[current].path.append(change)
    }
    place.changes += 1
  }

  /// The run has begun again, with other networks.
  mutating func noteRestart(_ state: ExperimentState, _ amendment: Amendment?) {
    let path = RunPath(RunRoot(id: nextRoot, state: state, amendment: amendment))
    nextRoot += 1
    if branches[current].path.end.steps == 0 {
      let old = branch
      branches[current] = Branch(name: old.name, origin: nil, path: path)
      recount()
    } else {
      begin(Branch(name: freeName, origin: nil, path: path))
    }
    place = RunPath.Place()
  }

  /// The run was put to a place of a branch.
  mutating func stand(on branch: Int, at place: RunPath.Place) { (current, self.place) = (branch, place) }

  /// Takes over branches that were written down, with so many beginnings.
  mutating func take(_ branches: [Branch], roots: Int) {
    (self.branches, nextRoot) = (branches, roots)
    recount()
  }

  /// Begins a branch here.
  mutating func fork(_ name: String? = nil) {
    begin(Branch(name: name ?? freeName, origin: (branch.name, place), path: path.upTo(place)))
  }

  private mutating func begin(_ branch: Branch) {
    branches.append(branch)
    current = branches.count - 1
  }

  /// `branch2`, or the first after it that is free.
  private var freeName: String {
    var number = branches.count + 1
    while index(of: "branch\(number)") != nil { number += 1 }
    return "branch\(number)"
  }
}

// MARK: - Snapshots

extension Timeline {
  private var snapshots: [RunSnapshot] {
    var seen: Set<ObjectIdentifier> = []
    return branches.flatMap(\.path.snapshots).filter { seen.insert(ObjectIdentifier($0)).inserted }
  }

  /// Whether it is time for a snapshot.
  var wantsSnapshot: Bool {
    place.steps - (branches[current].path.snapshot(before: place)?.place.steps ?? -Timeline.stride) >= Timeline.stride
  }

  /// Keeps a snapshot, and gives others up where there are too many.
  mutating func add(_ snapshot: RunSnapshot) {
    branches[current].path.insert(snapshot)
    snapshotBytes += snapshot.bytes
    thin()
  }

  /// Changes how much it may hold.
  mutating func hold(_ bytes: Int) {
    bound = bytes
    thin()
  }

  /// Gives up the snapshots that are missed least, until the others are within the bound: those that lie close together far back.
  private mutating func thin() {
    while snapshotBytes > bound || branches[current].path.snapshots.count > Timeline.mostSnapshots,
      let least = branches.flatMap({ Timeline.worth(of: $0.path) }).min(by: { $0.worth < $1.worth })?.snapshot
    {
      for index in branches.indices { branches[index].path.remove(least) }
      snapshotBytes -= least.bytes
    }
  }

  /// What each snapshot of a path is worth: the steps that its loss would leave without one, the less the longer ago they are.
  private static func worth(of path: RunPath) -> [(snapshot: RunSnapshot, worth: Double)] {
    let places = path.snapshots.map(\.place.steps), end = path.end.steps
    return path.snapshots.enumerated().map { index, snapshot in
      let before = index > 0 ? places[index - 1] : 0, after = index + 1 < places.count ? places[index + 1] : end
      return (snapshot, Double(after - before) / Double(end - places[index] + stride))
    }
  }

  private mutating func recount() { snapshotBytes = snapshots.reduce(0) { $0 + $1.bytes } }
}
