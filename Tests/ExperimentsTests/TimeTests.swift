import Arrays
import Autodiff
import Experiments
import Networks
import Refusals
import Testing

/// Going back and on: wherever a run goes, it is bit for bit where the straight run was.
@Suite struct TimeTests {
  private let small = ["batch": "8", "width": "4", "critics": "2"]

  /// All that the coming steps and the learner see, as texts that differ in the last bit.
  private struct Digest: Equatable {
    let bits: [[UInt32]]
    let last: [[UInt32]]
    let counts: [Int]
    let order: DataOrder
    let settings: [String: String]
    let critic: [CriticReport]
    let generator: [GeneratorReport]

    init(_ run: Experiment) {
      let state = run.state
      bits = run.bits
      last = [state.critic, state.generator].flatMap { $0.lastGradients + $0.before }.map {
        $0.numbers.map(\.bitPattern)
      }
      (counts, order) = ([run.critic.steps, run.rounds], state.order)
      (settings, critic, generator) = (state.settings.chosen, state.log.critic, state.log.generator)
    }
  }

  private func timed(_ preset: Preset, _ settings: [String: String], bound: Int = 64 << 20) throws -> Experiment {
    let run = try experiment(preset, settings)
    run.keepTimeline(bound: bound, isNew: true)
    return run
  }

  /// What is done to a run in these tests; some steps run tensor by tensor.
  private func doSomething(_ index: Int, to run: Experiment) throws {
    switch index % 11 {
    case 3: try run.set("rate", index % 2 == 0 ? "0.002" : "0.001")
    case 6: try run.set("batch", String(4 + index % 5))
    case 8: try run.stepGenerator()
    case 9:
      run.isRecorded = false
      try run.stepCritic()
      run.isRecorded = true
    case 10: run.amend { $0.generatorLoss = { -2 * $0.mean() } }
    default: try run.stepCritic()
    }
  }

  /// Whether the next thing done is a step: then the place before it is one that can be gone to.
  private func isStep(_ index: Int) -> Bool { ![3, 6, 10].contains(index % 11) }

  static let presets = Preset.all.filter { hasFashion || !$0.name.hasPrefix("fashion") }.map(\.name)

  @Test(arguments: presets, Objective.all.map(\.name))
  func anyPlaceIsWhatItWas(preset: String, objective: String) throws {
    let preset = try #require(Preset.named(preset)), settings = small.merging(["objective": objective]) { $1 }
    let plain = try experiment(preset, settings), run = try timed(preset, settings)
    var digests: [RunPath.Place: Digest] = [:]
    for index in 0..<26 {
      if isStep(index) { digests[try #require(run.timeline).place] = Digest(plain) }
      for run in [plain, run] { try doSomething(index, to: run) }
    }
    #expect(Digest(run) == Digest(plain), "writing down changes nothing")
    var state: UInt64 = 7
    for place in digests.keys.sorted(by: { _, _ in next(&state) % 2 == 0 }) {
      try run.go(to: place)
      #expect(Digest(run) == digests[place], "\(place)")
    }
    try run.go(to: try #require(run.timeline).path.end)
    #expect(Digest(run) == Digest(plain))
    #expect(run.timeline?.branches.count == 1, "nothing was changed")
  }

  /// 200 jumps through branches, with changes between, under a bound that gives most snapshots up.
  @Test(arguments: [1 << 20, 100_000, 1000]) func randomJumps(bound: Int) throws {
    let run = try timed(.eightGaussians, small, bound: bound)
    var known: [String: [RunPath.Place: Digest]] = [:], state: UInt64 = 1
    for jump in 0..<200 {
      for _ in 0..<next(&state) % 9 {
        if next(&state) % 8 == 0 { try run.set("lambda", String(1 + next(&state) % 5)) }
        _ = try next(&state) % 3 == 0 ? run.stepGenerator() as Any : run.stepCritic()
        let timeline = try #require(run.timeline)
        known[timeline.branch.name, default: [:]][timeline.place] = Digest(run)
      }
      let timeline = try #require(run.timeline)
      #expect(timeline.bytes <= bound + 100_000)
      let name = timeline.branches[next(&state) % timeline.branches.count].name
      try run.switchBranch(to: try #require(timeline.index(of: name)))
      guard let places = known[name]?.keys.sorted(), !places.isEmpty else { continue }
      let place = places[next(&state) % places.count]
      try run.go(to: place)
      #expect(Digest(run) == known[name]?[place], "jump \(jump) to \(place) of \(name)")
    }
    #expect(try #require(run.timeline).branches.count > 20)
    try expectKept(run, known)
  }

  /// Taken apart and put together again, in a run made from the state alone, the timeline leads to the same places.
  private func expectKept(_ run: Experiment, _ known: [String: [RunPath.Place: Digest]]) throws {
    let kept = try Experiment(run.state), parts = try #require(run.timeline).parts(), here = Digest(run)
    try kept.keepTimeline(parts, bound: 1 << 20)
    #expect(Digest(kept) == here)
    for (name, places) in known.sorted(by: { $0.key < $1.key }) {
      try kept.switchBranch(to: try #require(kept.timeline?.index(of: name)))
      for place in places.keys.sorted().suffix(2) {
        try kept.go(to: place)
        #expect(Digest(kept) == places[place], "\(place) of \(name)")
      }
    }
    let other = try Experiment(run.state)
    var wrong = parts
    wrong.place.steps += 1
    #expect(throws: Refusal.self) { try other.keepTimeline(wrong, bound: 1 << 20) }
    #expect(other.timeline == nil && Digest(other) == here)
  }

  private func next(_ state: inout UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33)
  }

  /// What is done otherwise after going back is on a branch; what was done stays.
  @Test func nothingIsOverwritten() throws {
    let run = try timed(.eightGaussians, small), straight = try experiment(.eightGaussians, small)
    try run.train(.rounds(6))
    let end = Digest(run)
    try run.go(to: try #require(run.timeline?.path.place(of: .generator, step: 3)))
    try run.train(.rounds(2))
    #expect(run.timeline?.branches.count == 1, "the same again is the same branch")
    try run.set("lambda", "3")
    try run.train(.rounds(2))
    #expect(run.timeline?.branches.map(\.name) == ["main", "branch2"])
    #expect(run.timeline?.branch.origin?.branch == "main")
    try straight.train(.rounds(5))
    try straight.set("lambda", "3")
    try straight.train(.rounds(2))
    #expect(Digest(run) == Digest(straight))
    try run.switchBranch(to: 0)
    #expect(Digest(run) == end)
    #expect(try run.parting(of: 0, 1) {} == .critic(11))
    run.branch("same")
    try run.round()
    try run.switchBranch(to: 0)
    try run.round()
    #expect(try run.parting(of: 0, 2) {} == nil, "the same steps on two branches give the same numbers")
    #expect(run.timeline?.current == 0 && run.timeline?.isAtEnd == true)
  }

  /// Networks that begin again are a branch with a beginning of its own; the first ones can be gone back to.
  @Test func aNewBeginningIsABranch() throws {
    let run = try timed(.eightGaussians, small)
    try run.set("seed", "5")
    #expect(run.timeline?.branches.count == 1, "nothing was done yet")
    try run.train(.rounds(3))
    let first = Digest(run)
    try run.set("objective", "wgan")
    try run.train(.rounds(2))
    let second = Digest(run)
    try run.switchBranch(to: 0)
    #expect(Digest(run) == first)
    try run.switchBranch(to: 1)
    #expect(Digest(run) == second)
    #expect(try run.parting(of: 0, 1) {} == .critic(1), "the same numbers to begin with")
    try run.go(to: RunPath.Place())
    #expect(run.critic.steps == 0 && run.settings.objective.name == "wgan")
    try run.beginAgain()
    #expect(run.timeline?.branches.count == 3)
    try run.set("seed", "6")
    try run.round()
    #expect(try run.parting(of: 0, 2) {} == .beginning)
  }

  /// The last step at which a condition held, found across snapshots; where it never did the run stays.
  @Test func goingBackUntil() throws {
    let run = try timed(.eightGaussians, small)
    try run.train(.rounds(60))
    let here = Digest(run)
    for step in [130, 100, 64, 63, 1, 0] {
      try run.go(to: try #require(run.timeline).path.end)
      #expect(try run.goBack { run.critic.steps + run.generator.steps <= step })
      #expect(run.critic.steps + run.generator.steps == step)
    }
    try run.go(to: try #require(run.timeline).path.end)
    #expect(try !run.goBack { false })
    #expect(Digest(run) == here)
  }

  /// Stopped on the way, or failing, it is where it was.
  @Test func aJourneyThatIsStoppedChangesNothing() throws {
    struct Stop: Error {}
    let run = try timed(.eightGaussians, small)
    try run.train(.rounds(40))
    try run.set("lambda", "2")
    let here = Digest(run), place = run.timeline?.place
    var asked = 0
    for most in [0, 1, 7] {
      asked = 0
      #expect(throws: Stop.self) {
        try run.go(to: RunPath.Place(steps: 55)) {
          asked += 1
          if asked > min(most, 3) { throw Stop() }
        }
      }
      #expect(Digest(run) == here && run.timeline?.place == place)
    }
    run.keepTimeline(bound: 0)
    #expect(run.timeline == nil && Digest(run) == here)
  }

  /// A run that goes on from a state can go back to that, and no further.
  @Test func aLoadedRunGoesBackToWhereItBegan() throws {
    let first = try experiment(.eightGaussians, small)
    try first.train(.rounds(3))
    let run = try Experiment(first.state), start = Digest(run)
    run.keepTimeline(bound: 1000)
    try run.train(.rounds(2))
    let path = try #require(run.timeline).path
    #expect(path.place(of: .generator, step: 2) == nil && path.place(of: .generator, step: 6) == nil)
    try run.go(to: try #require(path.place(of: .generator, step: 3)))
    #expect(Digest(run) == start)
  }
}

/// Whether Fashion-MNIST is on this computer.
private let hasFashion = (try? Preset.fashion.dataset()) != nil
