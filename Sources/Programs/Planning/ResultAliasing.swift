import Arrays
import Autodiff

/// Which results are computed straight into their places, and copies for those that cannot be.
struct ResultAliasing {
  /// The schedule with the copies.
  let schedule: Schedule
  /// For roots computed in place, the place.
  private(set) var places: [Int: BufferSlice] = [:]

  init(_ plain: Schedule, inputs: [BufferSlice], results: [BufferSlice]) {
    let liveness = Liveness(plain)
    var before: [Call] = []
    var calls = plain.calls
    var after: [Call] = []
    var extra: [(like: Int, place: BufferSlice)] = []
    for (number, place) in zip(plain.recording.results, results) {
      let root = plain.views[number].root
      if places[root] == nil, ResultAliasing.fits(root, number, place, plain, liveness, inputs) {
        places[root] = place
        continue
      }
      let target = plain.recording.values.count + extra.count
      extra.append((number, place))
      let copy = Call(work: .copy, inputs: [number], outputs: [target])
      if liveness.spans[root] != nil {
        after.append(copy)
      } else if !inputs.contains(where: { $0.overlaps(place) }),
        let (index, folded) = ResultAliasing.folded(number, target, calls)
      {
        calls[index] = folded
      } else {
        before.append(copy)
      }
    }
    schedule = plain.with(before + calls + after, copies: extra.map(\.like))
    for (index, copy) in extra.enumerated() { places[plain.recording.values.count + index] = copy.place }
  }

  /// The first call that reads an input, if it can copy it too.
  private static func folded(_ input: Int, _ copy: Int, _ calls: [Call]) -> (index: Int, call: Call)? {
    guard let index = calls.firstIndex(where: { $0.inputs.contains(input) }) else { return nil }
    return calls[index].copying(input, to: copy).map { (index, $0) }
  }

  /// Whether a root may be computed at the place of a result that it is: it fills the place, and no input that lies there is read afterwards.
  private static func fits(
    _ root: Int, _ number: Int, _ place: BufferSlice, _ schedule: Schedule, _ liveness: Liveness,
    _ inputs: [BufferSlice]
  ) -> Bool {
    let count = schedule.count(root)
    guard let written = liveness.spans[root]?.lowerBound, count == place.count, schedule.views[number].offset == 0
    else { return false }
    return zip(schedule.recording.inputs, inputs).allSatisfy { input, other in
      guard other.overlaps(place), let read = liveness.lastRead[input] else { return true }
      let coincides = other.offset == place.offset && other.count == place.count
      return read < written
        || (read == written && coincides && schedule.calls[read].mayOverwrite(input, with: root, schedule.views))
    }
  }
}

extension Call {
  /// Whether this call may write an output where an input lies: each number is read before it is written.
  func mayOverwrite(_ input: Int, with output: Int, _ views: Views) -> Bool {
    guard inputs.allSatisfy({ $0 == input || views[$0].root != input }) else { return false }
    switch work {
    case .copy: return false
    case .fused(let loop):
      guard let output = outputs.firstIndex(of: output) else { return false }
      return inputs.indices.allSatisfy { inputs[$0] != input || loop.mayOverwrite(input: $0, with: output) }
    case .single(let operation):
      switch Anatomy(operation) {
      case .elementwise, .pairwise, .selection: return true
      default: return false
      }
    }
  }
}
