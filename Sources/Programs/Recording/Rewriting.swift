import Arrays
import Autodiff
import Refusals

/// A recording being made anew, value by value. Asking twice for the same operation on the same values gives the same value, so
/// every rewriting also merges common sub-expressions.
public struct Rewriting {
  /// What has been made so far.
  public private(set) var recording: Recording
  private var known: [Key: Int] = [:]

  private enum Key: Hashable {
    case number(UInt64, Shape)
    case made(Anatomy, [Int])
  }

  /// A rewriting that begins with the recording's inputs.
  public init(_ old: Recording) { recording = Recording(inputs: old.inputs.map { old.values[$0].shape }) }

  /// The shape of a value made so far.
  public func shape(_ number: Int) -> Shape { recording.values[number].shape }

  /// A value made so far.
  public subscript(_ number: Int) -> Recording.Value { recording.values[number] }

  /// A constant; equal single numbers are one value.
  public mutating func add(constant: NDArray) -> Int {
    guard constant.count == 1 else { return recording.add(constant: constant) }
    return merged(.number(UInt64(constant.withNumbers { $0[0].bitPattern }), constant.shape)) {
      $0.add(constant: constant)
    }
  }

  /// What an operation makes of values; the one that is there already, where there is one.
  public mutating func add(_ operation: any Operation, _ inputs: [Int]) throws(Refusal) -> Int {
    let shape = try operation.shape(of: inputs.map { recording.values[$0].shape })
    guard let anatomy = Anatomy(operation) else { return recording.add(operation, inputs, shape) }
    if case .reshape(let target) = anatomy { return reshaped(inputs[0], to: target) }
    let ordered = anatomy.isCommutative ? inputs.sorted() : inputs
    return merged(.made(anatomy, ordered)) { $0.add(operation, inputs, shape) }
  }

  /// What an operation given by its anatomy makes of values.
  public mutating func add(_ anatomy: Anatomy, _ inputs: Int...) throws(Refusal) -> Int {
    try add(anatomy.operation, inputs)
  }

  /// A value under another shape; a reshape of a reshape is one.
  public mutating func reshaped(_ number: Int, to target: Shape) -> Int {
    let value = recording.values[number]
    if value.shape == target { return number }
    if case .reshape? = value.anatomy { return reshaped(value.inputs[0], to: target) }
    if let numbers = recording.constant(number) { return add(constant: numbers.reshaped(target)) }
    return merged(.made(.reshape(target), [number])) {
      $0.add(Anatomy.reshape(target).operation, [number], target)
    }
  }

  private mutating func merged(_ key: Key, _ make: (inout Recording) -> Int) -> Int {
    if let number = known[key] { return number }
    let number = make(&recording)
    known[key] = number
    return number
  }

  /// The recording with the old one's results, each by the number that it has now.
  func finished(_ results: [Int]) -> Recording {
    var recording = recording
    recording.results = results
    return recording
  }
}

extension Recording {
  /// This recording made anew. For each computed value, `rule` may give another value in its place: it is handed the rewriting, the
  /// old value's number, and the present numbers of the old value's inputs. Where it gives `nil` the value stays. When it is time to stop it
  /// is left as it was, which computes the same.
  public func rewritten(
    _ rule: (_ rewriting: inout Rewriting, _ number: Int, _ inputs: [Int]) throws(Refusal) -> Int? = {
      _, _, _ throws(Refusal) in nil
    }
  ) throws(Refusal) -> Recording {
    var rewriting = Rewriting(self)
    var present: [Int] = []
    for (number, value) in values.enumerated() {
      if Cancellation.isRequested { return self }
      switch value.origin {
      case .input(let index): present.append(rewriting.recording.inputs[index])
      case .constant(let numbers): present.append(rewriting.add(constant: numbers))
      case .computed(let operation, let inputs):
        let inputs = inputs.map { present[$0] }
        let replaced = try rule(&rewriting, number, inputs)
        if let replaced { present.append(replaced) } else { present.append(try rewriting.add(operation, inputs)) }
      }
    }
    return rewriting.finished(results.map { present[$0] })
  }
}

extension Anatomy {
  /// Whether the two inputs may change places without changing a bit.
  var isCommutative: Bool {
    switch self {
    case .pairwise(.add), .pairwise(.multiply), .pairwise(.equal), .pairwise(.notEqual): true
    default: false
    }
  }
}
