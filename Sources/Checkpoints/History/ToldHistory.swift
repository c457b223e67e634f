import Arrays
import Experiments
import Networks
import Refusals
import Texts

/// A history as a checkpoint tells it, before a number is read: which tensors it needs, and what is made of them.
struct ToldHistory {
  /// A beginning, and what it is made of.
  private struct Root {
    let settings: Settings
    let plans: CheckpointPlans
    let own: [String]
    let steps: [String: Int]
    let order: DataOrder
    let isThere: Bool
    let knowsLast: [String: Bool]
    let log: TrainingLog.Part
  }

  /// A state on the way.
  private struct State {
    let place: RunPath.Place
    let knowsLast: [String: Bool]
    let log: TrainingLog.Part
  }

  private let roots: [Root]
  private let states: [State]
  private let here: State
  private let order: DataOrder
  private var told: TimelineParts
  private let chain: LogChain
  private let plans: CheckpointPlans
  private let size: Int

  /// Reads the bytes of a file's history; throws what is wrong with them.
  init(_ file: SafetensorsFile, _ plans: CheckpointPlans, _ notes: CheckpointNotes) throws(Refusal) {
    guard let entry = file.entry(named: WrittenHistory.name), entry.type == .u8 else {
      throw file.damage("it has no history, which its version has (\(WrittenHistory.name), U8)")
    }
    var reader = HistoryReader(try file.bytes(entry), file)
    roots = try reader.all { (reader) throws(Refusal) in try ToldHistory.root(&reader, notes, file) }
    let branches = try reader.all { (reader) throws(Refusal) in try reader.branch() }
    states = try reader.all { (reader) throws(Refusal) in
      State(place: try reader.place(), knowsLast: try reader.knowsLast(), log: try reader.log())
    }
    let current = try reader.count(most: branches.count), place = try reader.place()
    order = try reader.order()
    here = State(place: place, knowsLast: try reader.knowsLast(), log: try reader.log())
    let marks = try reader.all { (reader) throws(Refusal) in
      TimelineParts.Mark(try reader.count(most: branches.count), try reader.place(), try reader.text())
    }
    try reader.end()
    (self.plans, size) = (plans, entry.bytes.count)
    told = TimelineParts(
      roots: [], branches: branches, snapshots: [], current: current, place: place, marks: marks)
    try ToldHistory.check(told, roots.count, states.count, reader)
    chain = LogChain(
      branches, states.map(\.place), current: current, place: place)
  }

  /// What the parts name has to be there.
  private static func check(
    _ told: TimelineParts, _ roots: Int, _ states: Int, _ reader: HistoryReader
  ) throws(Refusal) {
    guard told.branches.indices.contains(told.current) else { throw reader.damage("the run is on no branch") }
    var known = 0
    for branch in told.branches {
      guard (0..<roots).contains(branch.root) else { throw reader.damage("a branch has no beginning") }
      guard isName(branch.name) else { throw reader.damage("\(quoted(branch.name)) is no name of a branch") }
      // A state comes after the one that its log goes on from.
      for (before, index) in zip([-1] + branch.snapshots, branch.snapshots) {
        guard before < index, index <= known, index < states else {
          throw reader.damage("the states of \(quoted(branch.name)) are not in order")
        }
        known = max(known, index + 1)
      }
    }
    guard known == states else { throw reader.damage("\(states - known) states are on no branch") }
    for mark in told.marks where plainLine(mark.text) != mark.text {
      throw reader.damage("what was noted is no line of text")
    }
  }

  private static func root(
    _ reader: inout HistoryReader, _ notes: CheckpointNotes, _ file: SafetensorsFile
  ) throws(Refusal) -> Root {
    var settings = Settings(preset: notes.settings.preset)
    settings.objectives = notes.objectives
    for (name, text) in try reader.all({ (reader) throws(Refusal) in (try reader.text(), try reader.text()) }) {
      guard let setting = Setting.named(name) else { throw reader.damage("there is no setting \(quoted(name))") }
      do throws(Refusal) { try settings.choose(setting, text) } catch {
        throw reader.damage("its setting \(name) is \(quoted(text)): \(name) takes \(setting.range)")
      }
    }
    var networks: [String: String] = [:], own: [String] = [], steps: [String: Int] = [:]
    for name in ["critic", "generator"] {
      networks[name] = try reader.text()
      if try reader.flag() { own.append(name) }
      steps[name] = try reader.count(most: CheckpointNotes.mostSteps)
    }
    let plans = try CheckpointPlans(settings, networks, own, told: notes.told, file)
    return Root(
      settings: settings, plans: plans, own: own, steps: steps, order: try reader.order(),
      isThere: try reader.flag(), knowsLast: try reader.knowsLast(), log: try reader.log())
  }
}

// MARK: - Numbers

extension ToldHistory {
  /// What has to be in the file besides the run itself.
  var tensors: [String: ExpectedTensor] {
    var all = [WrittenHistory.name: ExpectedTensor(shape: [size], type: .u8, owner: "its history")]
    func expect(_ state: String, _ count: (String) -> Int) {
      for network in ["critic", "generator"] where count(network) > 0 {
        all[WrittenHistory.name(state, network)] = ExpectedTensor(shape: [count(network)], owner: "its history")
      }
    }
    for (index, root) in roots.enumerated() where root.isThere {
      expect("root\(index)") { root.plans.count($0, root.settings, root.knowsLast[$0] == true) }
    }
    for (index, state) in states.enumerated() {
      let root = roots[chain.root(of: index)]
      expect(String(index)) { root.plans.count($0, root.settings, state.knowsLast[$0] == true) }
    }
    expect("here") { here.knowsLast[$0] == true ? 2 * plans.trained($0).reduce(0) { $0 + $1.count } : 0 }
    return all
  }

  /// The history, its states' numbers taken from a file's, which are all there; and what the run's own state lacks.
  func parts(
    _ arrays: [String: NDArray], here state: inout ExperimentState, _ file: SafetensorsFile
  ) throws(Refusal) -> TimelineParts {
    var parts = told
    for (index, root) in roots.enumerated() {
      guard let log = TrainingLog(TrainingLog(), root.log) else { throw ToldHistory.logFault(file) }
      let snapshot = { (network: String) in
        root.plans.snapshot(
          network, root.settings, root.isThere ? arrays[WrittenHistory.name("root\(index)", network)] : nil,
          steps: root.steps[network] ?? 0, knowsLast: root.knowsLast[network] == true)
      }
      parts.roots.append(
        ExperimentState(
          settings: root.settings, architecture: root.plans.architecture(root.settings, root.own),
          critic: snapshot("critic"), generator: snapshot("generator"), order: root.order, log: log))
    }
    for (index, state) in states.enumerated() {
      let root = roots[chain.root(of: index)]
      guard let log = TrainingLog(chain.log(before: index, parts), state.log) else { throw ToldHistory.logFault(file) }
      let snapshot = { (network: String) in
        root.plans.snapshot(
          network, root.settings, arrays[WrittenHistory.name(String(index), network)], steps: 0,
          knowsLast: state.knowsLast[network] == true)
      }
      parts.snapshots.append(
        .init(place: state.place, critic: snapshot("critic"), generator: snapshot("generator"), log: log))
    }
    try complete(&state, arrays, parts, file)
    return parts
  }

  /// The run's own state: its log, its last step, and the order of the data as the path has it.
  private func complete(
    _ state: inout ExperimentState, _ arrays: [String: NDArray], _ parts: TimelineParts, _ file: SafetensorsFile
  ) throws(Refusal) {
    guard let log = TrainingLog(chain.logBeforeHere(parts), here.log) else { throw ToldHistory.logFault(file) }
    let step = state.critic.steps, batch = state.settings.batch
    guard order.first(ofStep: step, batch: batch) == state.order.first(ofStep: step, batch: batch) else {
      throw file.damage("its history: the coming samples are not those of the run")
    }
    (state.log, state.order) = (log, order)
    for (network, path) in [("critic", \ExperimentState.critic), ("generator", \ExperimentState.generator)] {
      guard let flat = arrays[WrittenHistory.name("here", network)] else { continue }
      var cutting = Cutting(flat)
      let shapes = plans.trained(network)
      state[keyPath: path].lastGradients = shapes.map { cutting.next($0) }
      state[keyPath: path].before = shapes.map { cutting.next($0) }
    }
  }

  private static func logFault(_ file: SafetensorsFile) -> Refusal {
    file.damage("its history: what was reported is not in order")
  }

  /// A name as `branch` takes it.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }
}
