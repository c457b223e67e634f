import Arrays
import Autodiff
import Refusals

/// A recording ready to be run any number of times: a flat list of calls whose every address was settled beforehand.
///
/// A run allocates nothing. Inputs are read from their places and results left at theirs.
public final class Program {
  /// What it is called in `show program`.
  public let name: String
  /// How many operations were traced, before any was merged or dropped.
  public let traced: Int
  /// What is run, and where everything lies.
  public let plan: BufferPlan
  /// What each call took so far.
  public let profile: Profile
  private let calls: [PlannedCall]
  private let operands: UnsafeMutableBufferPointer<UnsafePointer<Real>>
  private let outputs: UnsafeMutableBufferPointer<UnsafeMutablePointer<Real>>
  private let arena: Buffer
  private let held: [BufferSlice]

  /// A program from a recording as it was traced: simplified, fused, planned.
  public convenience init(
    _ name: String, _ recording: Recording, inputs: [BufferSlice], results: [BufferSlice]
  ) throws(Refusal) {
    let simplified = try recording.simplifiedThroughout()
    let schedule = Schedule(simplified, Fusion(simplified).groups)
    self.init(name, schedule, traced: recording.computed.count, inputs: inputs, results: results)
  }

  /// A program from a schedule and the places of its inputs and results.
  public init(_ name: String, _ schedule: Schedule, traced: Int? = nil, inputs: [BufferSlice], results: [BufferSlice]) {
    self.name = name
    self.traced = traced ?? schedule.recording.computed.count
    let plan = BufferPlan(schedule, inputs: inputs, results: results)
    let arena = Buffer(count: plan.arenaCount)
    let all = plan.schedule.calls
    operands = .allocate(capacity: all.reduce(0) { $0 + $1.inputs.count })
    outputs = .allocate(capacity: all.reduce(0) { $0 + $1.outputs.count })
    var (nextOperand, nextOutput) = (0, 0)
    for call in all {
      for input in call.inputs {
        operands.initializeElement(at: nextOperand, to: UnsafePointer(plan.address(input, arena)))
        nextOperand += 1
      }
      for output in call.outputs {
        outputs.initializeElement(at: nextOutput, to: plan.address(output, arena))
        nextOutput += 1
      }
    }
    calls = PlannedCall.list(plan.schedule, operands, outputs)
    profile = Profile(all.count)
    held = inputs + results
    self.plan = plan
    self.arena = arena
  }

  deinit {
    operands.deallocate()
    outputs.deallocate()
  }

  /// Computes the results from what the inputs hold now. Where it is stopped on the way, its results are worthless.
  public func run() throws(CancellationError) {
    var before = Profile.now
    try calls.withUnsafeBufferPointer { calls throws(CancellationError) in
      for index in calls.indices {
        calls[index].run()
        try Cancellation.check()
        let now = Profile.now
        profile.add(now - before, to: index)
        before = now
      }
    }
    profile.countRun()
  }
}

/// A call with its addresses.
private struct PlannedCall {
  let kernel: FusedKernel
  let operands: Operands
  let outputs: Outputs

  func run() { kernel.run(operands, outputs) }

  static func list(
    _ schedule: Schedule, _ operands: UnsafeMutableBufferPointer<UnsafePointer<Real>>,
    _ outputs: UnsafeMutableBufferPointer<UnsafeMutablePointer<Real>>
  ) -> [PlannedCall] {
    var (operand, output) = (0, 0)
    return schedule.calls.map { call in
      defer { (operand, output) = (operand + call.inputs.count, output + call.outputs.count) }
      return PlannedCall(
        kernel: schedule.kernel(for: call),
        operands: Operands(rebasing: operands[operand..<operand + call.inputs.count]),
        outputs: Outputs(rebasing: outputs[output..<output + call.outputs.count]))
    }
  }
}

extension Schedule {
  /// The loop that a call runs.
  fileprivate func kernel(for call: Call) -> FusedKernel {
    let shapes = call.inputs.map { recording.values[$0].shape }
    let shape = recording.values[call.outputs[0]].shape
    switch call.work {
    case .single(let operation): return FusedKernel(operation.kernel(for: shapes, giving: shape))
    case .fused(let loop): return Kernels.current.fused(loop)
    case .copy: return FusedKernel { operands, outputs in outputs[0].update(from: operands[0], count: shape.count) }
    }
  }
}

extension BufferPlan {
  /// The address of a value. Constants live as long as the recording, which the plan holds.
  fileprivate func address(_ number: Int, _ arena: Buffer) -> UnsafeMutablePointer<Real> {
    if let location = location(number) { return (location.place?.pointer ?? arena.base) + location.offset }
    let view = schedule.views[number]
    guard let constant = schedule.recording.constant(view.root) else {
      preconditionFailure("value \(number) of a program has no memory")
    }
    return UnsafeMutablePointer(mutating: constant.pointer) + view.offset
  }
}
