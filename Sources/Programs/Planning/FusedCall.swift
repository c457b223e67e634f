import Arrays
import Autodiff

extension Schedule {
  /// One pass for a group of elementwise values. Those that others need become outputs; broadcasts are read where they come from.
  static func fused(_ group: [Int], _ recording: Recording, needed: Set<Int>) -> Call {
    var writer = FusedWriter(recording, Set(group))
    let outputs = group.filter { needed.contains($0) }
    for number in group { writer.write(number, isOutput: needed.contains(number)) }
    let shape = recording.values[group[0]].shape
    let loop = FusedLoop(
      nest: .broadcasting(writer.inputs.map { recording.values[$0].shape }, to: shape), steps: writer.steps,
      outputs: outputs.compactMap { writer.step(of: $0) })
    return Call(work: .fused(loop), inputs: writer.inputs, outputs: outputs)
  }

  /// The values that something outside their group reads, or that are results.
  static func needed(_ recording: Recording, _ groups: [[Int]]) -> Set<Int> {
    var group = [Int](repeating: -1, count: recording.values.count)
    for (index, members) in groups.enumerated() { for number in members { group[number] = index } }
    var needed = Set(recording.results)
    for number in recording.values.indices {
      for input in recording.values[number].inputs where group[input] != group[number] { needed.insert(input) }
    }
    return needed
  }
}

/// Writes a fused loop's steps, one value at a time.
private struct FusedWriter {
  private let recording: Recording
  private let group: Set<Int>
  private(set) var inputs: [Int] = []
  private(set) var steps: [FusedLoop.Step] = []
  private var operands: [Int: FusedLoop.Operand] = [:]

  init(_ recording: Recording, _ group: Set<Int>) {
    self.recording = recording
    self.group = group
  }

  mutating func write(_ number: Int, isOutput: Bool) {
    let value = recording.values[number]
    let sources = value.inputs.map { operand($0) }
    switch value.anatomy {
    case .elementwise(let function): append(.init(.unary(function), sources), for: number)
    case .pairwise(let function): append(.init(.binary(function), sources), for: number)
    case .selection: append(.init(.select, sources), for: number)
    default: if isOutput { append(.init(.copy, sources), for: number) } else { operands[number] = sources[0] }
    }
  }

  /// The step that gives a value.
  func step(of number: Int) -> Int? {
    if case .step(let step)? = operands[number] { step } else { nil }
  }

  private mutating func append(_ step: FusedLoop.Step, for number: Int) {
    operands[number] = .step(steps.count)
    steps.append(step)
  }

  private mutating func operand(_ number: Int) -> FusedLoop.Operand {
    if let known = operands[number] { return known }
    inputs.append(number)
    operands[number] = .input(inputs.count - 1)
    return .input(inputs.count - 1)
  }
}
