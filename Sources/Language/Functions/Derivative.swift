import Arrays
import Autodiff
import Refusals

/// One call of `gradient` or `jacobian`: what is differentiated by what, and the words for when that cannot be.
struct Derivative {
  let y: Tensor
  let x: Value
  let context: CallContext

  init(of y: Tensor, for x: Value, _ context: CallContext) {
    self.y = y
    self.x = x
    self.context = context
  }

  /// The gradient for `x`: a tensor of its shape, or a list of them as `x` is a list.
  func gradient() throws(Problem) -> Value {
    guard y.shape.count == 1 else {
      throw Problem(
        "gradient: y is \(y.shape), not a single number",
        hint: "Write gradient(sum(\(subject)), x), or jacobian(\(subject), x) for all derivatives.", at: place(of: 0))
    }
    let targets = try targets()
    try Limits.checkMemory(adding: 2 * Derivative.bytes(of: y))
    try checkRules(on: targets)
    let found = gradients(of: y, for: targets)
    let reachesNone = found.allSatisfy { $0 == nil }
    var all: [Tensor] = []
    for (index, (target, gradient)) in zip(targets, found).enumerated() {
      guard gradient != nil || !reachesNone, gradient != nil || outdated(target, index, of: targets.count) == nil
      else { throw independent(target, index, of: targets.count) }
      all.append(linked(gradient ?? target.zeros, to: target))
    }
    var rest = all[...]
    return Derivative.arranged(&rest, as: x)
  }

  /// Every derivative of `y` for `x`, row by row.
  func jacobian() throws(Problem) -> Value {
    let targets = try targets()
    guard targets.count == 1, let target = targets.first else {
      throw Problem("jacobian: x is \(x.kind)", hint: "Give one tensor at a time.", at: place(of: 1))
    }
    let shape = try Shape.checked(y.shape.extents + target.shape.extents, in: "jacobian")
    guard y.shape.count <= Limits.jacobianRows else {
      throw Problem(
        "jacobian: y has \(y.shape.count) numbers, more than \(Limits.jacobianRows)",
        hint: "Take a part of y: y[0:10].",
        at: place(of: 0))
    }
    try checkRules(on: targets)
    guard ancestors(of: y).contains(where: { $0 === target }) else { throw independent(target) }
    guard shape.count > 0 else { return .tensor(Tensor(NDArray(repeating: 0, shape: shape))) }
    let rows = try rows(for: target)
    let all = try fitting { () throws(Refusal) in try concatenated(rows, axis: 0).reshaped(checking: shape) }
    return .tensor(linked(all, to: target))
  }

  /// A derivative that is the same everywhere leads back to nothing; it was computed from all that `y` was, and its own derivative is 0.
  private func linked(_ derivative: Tensor, to target: Tensor) -> Tensor {
    ancestors(of: derivative).contains { $0 === target } ? derivative : derivative.computed(from: y)
  }

  /// The gradient of each element of `y`, one sweep each, stopping between them when asked to.
  private func rows(for target: Tensor) throws(Problem) -> [Tensor] {
    let bytes = 2 * Derivative.bytes(of: y)
    let row = Shape([1] + target.shape.extents)
    var rows: [Tensor] = []
    for index in 0..<y.shape.count {
      try context.poll()
      try Limits.checkMemory(adding: bytes)
      let gradient = gradients(of: y, for: [target], seed: Derivative.unit(index, y.shape))[0]
      rows.append((gradient ?? target.zeros).reshaped(row))
    }
    return rows
  }

  /// 1 at one place, 0 elsewhere.
  private static func unit(_ index: Int, _ shape: Shape) -> Tensor {
    Tensor(
      NDArray(shape: shape) { numbers in
        numbers.update(repeating: 0)
        numbers[index] = 1
      })
  }

  /// The bytes that all that `y` was computed from holds: what a sweep back will need again.
  private static func bytes(of y: Tensor) -> Double {
    ancestors(of: y).reduce(0) { $0 + Double($1.shape.count) * Double(MemoryLayout<Real>.stride) }
  }

  private func targets() throws(Problem) -> [Tensor] {
    var targets: [Tensor] = []
    do { try Derivative.gather(x, into: &targets) } catch { throw error.located(at: place(of: 1)) }
    guard !targets.isEmpty else {
      throw Problem("\(context.name): x is an empty list", hint: "Name what to differentiate by.", at: place(of: 1))
    }
    return targets
  }

  private static func gather(_ value: Value, into targets: inout [Tensor]) throws(Problem) {
    switch value {
    case .tensor(let tensor): targets.append(tensor)
    case .list(let values): for value in values { try gather(value, into: &targets) }
    case .text, .object:
      throw Problem(
        "there is no derivative by \(value.kind)",
        hint: "Name a tensor: a variable, or a member such as critic.parameters.")
    }
  }

  /// The gradients in the same nesting of lists as the targets.
  private static func arranged(_ gradients: inout ArraySlice<Tensor>, as value: Value) -> Value {
    guard case .list(let values) = value else {
      return gradients.popFirst().map(Value.tensor) ?? .list([])
    }
    return .list(values.map { arranged(&gradients, as: $0) })
  }
}

extension Tensor {
  fileprivate var zeros: Tensor { Tensor(NDArray(repeating: 0, shape: shape)) }
}
