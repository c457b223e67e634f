import Arrays

/// What happens to the history of a gradient.
public enum History: Sendable {
  /// The gradient can be differentiated again: what the penalty needs.
  case keep
  /// Each cotangent forgets how it was made: what a training step's last sweep wants.
  case drop
}

/// The gradient of `y` for each target, by the chain rule; `nil` where `y` was not computed from the target.
///
/// Walks back from `y`, deepest first, over the tensors that lead to a target. `seed` is the cotangent of `y` (ones when left
/// out: then it is the gradient of the sum). Un-broadcasting happens once, here, and so does what `Chosen` is for.
public func gradients(
  of y: Tensor, for targets: [Tensor], seed: Tensor? = nil, history: History = .keep
) -> [Tensor?] {
  let leading = tensors(from: y, leadingTo: targets)
  let wanted = Set(targets.map(ObjectIdentifier.init))
  var cotangents = [ObjectIdentifier(y): (g: seed ?? y.filled(1), chosen: Chosen.everywhere)]
  for tensor in leading.inOrder {
    if Cancellation.isRequested { break }
    guard let (g, chosen) = cotangents[ObjectIdentifier(tensor)] else { continue }
    if !wanted.contains(ObjectIdentifier(tensor)) { cotangents[ObjectIdentifier(tensor)] = nil }
    for (slot, input) in tensor.inputs.enumerated() where leading.members.contains(ObjectIdentifier(input)) {
      guard let partial = chosen.pullback(g, through: tensor, to: slot) else { continue }
      let fitted = partial.sum(to: input.shape)
      let (passed, earlier) = (chosen.through(tensor, to: slot), cotangents[ObjectIdentifier(input)])
      let sum = earlier.map { $0.g + fitted } ?? fitted
      cotangents[ObjectIdentifier(input)] = (
        history == .keep ? sum : sum.detached, earlier.map { $0.chosen.joined(with: passed) } ?? passed
      )
    }
  }
  return targets.map { target in
    guard leading.members.contains(ObjectIdentifier(target)) else { return nil }
    return cotangents[ObjectIdentifier(target)]?.g ?? target.filled(0)
  }
}

/// The gradient of `y` for one target; zero where `y` does not depend on it.
public func gradient(of y: Tensor, for target: Tensor) -> Tensor {
  gradients(of: y, for: [target])[0] ?? target.filled(0)
}

/// The ancestors of `y` (itself included) through which a target is reached, deepest first.
private func tensors(from y: Tensor, leadingTo targets: [Tensor]) -> (inOrder: [Tensor], members: Set<ObjectIdentifier>)
{
  var members = Set(targets.map(ObjectIdentifier.init))
  let ancestors = ancestors(of: y)
  members.formIntersection(ancestors.map(ObjectIdentifier.init))
  var leading: [Tensor] = []
  for tensor in ancestors.reversed() {
    let leads = tensor.inputs.contains { members.contains(ObjectIdentifier($0)) }
    if leads { members.insert(ObjectIdentifier(tensor)) }
    if members.contains(ObjectIdentifier(tensor)) { leading.append(tensor) }
  }
  return (leading.reversed(), members)
}

/// All that a tensor was computed from, itself included, deepest first; each once.
public func ancestors(of tensor: Tensor) -> [Tensor] {
  var seen: Set<ObjectIdentifier> = [ObjectIdentifier(tensor)]
  var found = [tensor]
  var next = 0
  var pace = Pace()
  while next < found.count, pace.goesOn() {
    for input in found[next].inputs where seen.insert(ObjectIdentifier(input)).inserted { found.append(input) }
    next += 1
  }
  return found.sorted { $0.depth > $1.depth }
}
