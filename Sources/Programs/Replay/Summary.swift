import Arrays
import Autodiff

/// What a program was, what it became, and where its time goes.
public struct Summary: Sendable {
  /// One call of the replay.
  public struct Line: Sendable {
    /// Which sort of work.
    public let kind: Kind
    /// What is run, such as `product` or `relu(a + b)`.
    public let text: String
    /// The shape of its first output.
    public let shape: Shape
    /// Multiplications and additions of products and convolutions; 0 for other work.
    public let operations: Int
    /// The mean time of a run, in seconds.
    public let seconds: Double
    /// The least time of a run, in seconds.
    public let leastSeconds: Double
  }

  /// A sort of work.
  public enum Kind: String, CaseIterable, Sendable {
    case convolution, product, elementwise, reduction, movement
  }

  /// What it is called.
  public let name: String
  /// Operations as traced, before anything was merged.
  public let traced: Int
  /// Operations after simplification.
  public let kept: Int
  /// The calls, in order.
  public let lines: [Line]
  /// The operations that run in passes with others.
  public let fused: Int
  /// The passes that they run in.
  public let passes: Int
  /// What the arena holds, in bytes.
  public let arenaBytes: Int
  /// What it would hold if no two values shared memory.
  public let unsharedBytes: Int
  /// How often it ran.
  public let runs: Int

  /// Multiplications and additions of one run.
  public var operations: Int { lines.reduce(0) { $0 + $1.operations } }
  /// The mean time of one run, in seconds.
  public var seconds: Double { lines.reduce(0) { $0 + $1.seconds } }

  /// The calls of one kind.
  public func lines(_ kind: Kind) -> [Line] { lines.filter { $0.kind == kind } }
}

extension Program {
  /// What this program is, with the times of the runs so far.
  public var summary: Summary {
    let schedule = plan.schedule
    let loops = schedule.calls.compactMap { if case .fused(let loop) = $0.work { loop } else { nil } }
    return Summary(
      name: name, traced: traced,
      kept: schedule.recording.computed.count { schedule.recording.values[$0].anatomy != .same },
      lines: schedule.calls.enumerated().map { index, call in line(call, index) },
      fused: loops.reduce(0) { $0 + $1.steps.count }, passes: loops.count,
      arenaBytes: plan.arenaCount * MemoryLayout<Real>.stride,
      unsharedBytes: plan.unsharedCount * MemoryLayout<Real>.stride, runs: profile.runs)
  }

  private func line(_ call: Call, _ index: Int) -> Summary.Line {
    Summary.Line(
      kind: call.kind, text: call.text, shape: plan.schedule.recording.values[call.outputs[0]].shape,
      operations: call.operations, seconds: profile.seconds(index), leastSeconds: profile.leastSeconds(index))
  }
}

extension Call {
  /// Multiplications and additions of a product or convolution.
  var operations: Int {
    guard case .single(let operation) = work, case .contraction(let form, _)? = Anatomy(operation) else { return 0 }
    return form.operationCount
  }

  /// Which sort of work this is.
  var kind: Summary.Kind {
    guard case .single(let operation) = work else {
      if case .copy = work { return .movement } else { return .elementwise }
    }
    switch Anatomy(operation) {
    case .contraction(.convolution, _): return .convolution
    case .contraction(.matrix, _): return .product
    case .elementwise, .pairwise, .selection: return .elementwise
    case .sum, .sumOfProducts, .extremum, .norm: return .reduction
    default: return .movement
    }
  }

  /// What is run, as a reader would write it.
  var text: String {
    switch work {
    case .copy: "copy"
    case .single(let operation): [operation.name, operation.details].filter { !$0.isEmpty }.joined(separator: " ")
    case .fused(let loop): loop.steps.map(\.function.name).joined(separator: ", ")
    }
  }
}

extension FusedLoop.Function {
  /// The name of the function.
  var name: String {
    switch self {
    case .unary(let function): function.name
    case .binary(let function): function.name
    case .select: "where"
    case .copy: "broadcast"
    }
  }
}
