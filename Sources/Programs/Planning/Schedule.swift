import Arrays
import Autodiff

/// One call of a replay: a loop over the memory of its inputs that fills its outputs.
public struct Call: Sendable {
  /// What is run.
  public enum Work: Sendable {
    /// One operation.
    case single(any Operation)
    /// Many functions of single numbers in one pass.
    case fused(FusedLoop)
    /// The numbers as they are, to another place.
    case copy
  }

  /// What is run.
  public let work: Work
  /// The values that it reads.
  public let inputs: [Int]
  /// The values that it makes.
  public let outputs: [Int]
}

/// The calls that a recording takes, in order. Values that share another's memory take none.
public struct Schedule: Sendable {
  /// What is computed.
  public let recording: Recording
  /// The calls, in an order in which each follows those that it reads from.
  public let calls: [Call]
  /// Where values that share memory lie.
  public let views: Views

  /// One call for each group of operations.
  public init(_ recording: Recording, _ groups: [[Int]]) {
    var (whole, views, calls) = (recording, Views(recording), [Call]())
    let needed = Schedule.needed(recording, groups)
    for group in groups {
      if group.count > 1 {
        calls.append(Schedule.fused(group, recording, needed: needed))
      } else if let copies = views.copies[group[0]] {
        for copy in copies {
          let part = whole.add(Anatomy.same.operation, [copy.part], recording.values[copy.part].shape)
          views.add(partOf: group[0], at: copy.offset)
          calls.append(Call(work: .copy, inputs: [copy.part], outputs: [part]))
        }
      } else if case .computed(let operation, let inputs) = recording.values[group[0]].origin, !views.isView(group[0]) {
        calls.append(Call(work: .single(operation), inputs: inputs, outputs: group))
      }
    }
    self.init(whole, calls, views)
  }

  private init(_ recording: Recording, _ calls: [Call], _ views: Views) {
    (self.recording, self.calls, self.views) = (recording, calls, views)
  }

  /// This schedule with other calls, which also make copies of values, numbered after all others.
  func with(_ calls: [Call], copies: [Int]) -> Schedule {
    var recording = recording
    for number in copies {
      _ = recording.add(Anatomy.same.operation, [number], recording.values[number].shape)
    }
    return Schedule(recording, calls, views.adding(copies.count))
  }

  /// How many numbers a root's memory holds.
  func count(_ root: Int) -> Int { views.count(root, in: recording) }

  /// One call for each operation.
  public init(unfused recording: Recording) { self.init(recording, recording.computed.map { [$0] }) }
}
