import Arrays
import Autodiff
import Refusals

extension Recording {
  /// The same values by less work: what is the same number everywhere is computed once and stretched last, what changes nothing is
  /// left out, and a sum of a stretched value is a product.
  ///
  /// - x·1 = x, x + 0 = x, -(-x) = x
  /// - f(stretched a, stretched b) = stretched f(a, b); f(x, stretched b) = f(x, b), because f stretches b by itself
  /// - a function of constants alone is a constant
  /// - Σ of a value stretched n-fold = n times the value
  public func simplified() throws(Refusal) -> Recording {
    try rewritten { rewriting, number, inputs throws(Refusal) in
      guard let anatomy = values[number].anatomy else { return nil }
      return try rewriting.simplified(anatomy, inputs, values[number].shape)
    }
  }
}

extension Rewriting {
  /// A simpler way to the same value, or `nil`.
  fileprivate mutating func simplified(
    _ anatomy: Anatomy, _ inputs: [Int], _ shape: Shape
  ) throws(Refusal) -> Int? {
    switch anatomy {
    case .elementwise(let function): return try elementwise(function, inputs[0], shape)
    case .pairwise(let function): return try pairwise(function, inputs[0], inputs[1], shape)
    case .broadcast: return try broadcast(inputs[0], shape)
    case .reshape: return try reshape(inputs[0], shape)
    case .sum(let axes, let keep): return try sum(inputs[0], axes, keep, shape)
    default: return nil
    }
  }

  private mutating func elementwise(_ function: UnaryFunction, _ x: Int, _ shape: Shape) throws(Refusal) -> Int? {
    if let number = uniform(x) { return add(number: function.value(number), shape: shape) }
    if function == .negate, case .elementwise(.negate)? = self[x].anatomy { return self[x].inputs[0] }
    guard let small = stretched(x) else { return nil }
    return try stretch(add(.elementwise(function), small), to: shape)
  }

  private mutating func pairwise(
    _ function: BinaryFunction, _ a: Int, _ b: Int, _ shape: Shape
  ) throws(Refusal) -> Int? {
    if let left = uniform(a), let right = uniform(b) { return add(number: function.value(left, right), shape: shape) }
    if let same = try unchanged(function, a, b, shape) { return same }
    let (left, right) = (stretched(a) ?? a, stretched(b) ?? b)
    guard left != a || right != b else { return nil }
    return try stretch(add(.pairwise(function), left, right), to: shape)
  }

  /// The operand that the other, a neutral number, leaves as it is.
  private mutating func unchanged(
    _ function: BinaryFunction, _ a: Int, _ b: Int, _ shape: Shape
  ) throws(Refusal) -> Int? {
    let (left, right) = (uniform(a), uniform(b))
    switch function {
    case .add where left == 0, .multiply where left == 1: return try stretch(b, to: shape)
    case .add where right == 0, .subtract where right == 0, .multiply where right == 1, .divide where right == 1:
      return try stretch(a, to: shape)
    case .subtract where left == 0: return try stretch(add(.elementwise(.negate), b), to: shape)
    case .multiply where left == -1: return try stretch(add(.elementwise(.negate), b), to: shape)
    case .multiply where right == -1: return try stretch(add(.elementwise(.negate), a), to: shape)
    default: return nil
    }
  }

  private mutating func broadcast(_ x: Int, _ shape: Shape) throws(Refusal) -> Int? {
    if let number = uniform(x) { return add(number: number, shape: shape) }
    guard let small = stretched(x), self[small].shape.broadcasts(to: shape) else { return nil }
    return try stretch(small, to: shape)
  }

  private mutating func reshape(_ x: Int, _ shape: Shape) throws(Refusal) -> Int? {
    uniform(x).map { add(number: $0, shape: shape) }
  }

  private mutating func sum(_ x: Int, _ axes: [Int], _ keep: Bool, _ shape: Shape) throws(Refusal) -> Int? {
    let times = Real(axes.reduce(1) { $0 * self.shape(x)[$1] })
    if let number = uniform(x) { return add(number: number * times, shape: shape) }
    guard axes.allSatisfy({ self.shape(x)[$0] == 1 }) else { return nil }
    return reshaped(x, to: shape)
  }

  // MARK: - Stretched values

  /// What a broadcast stretches.
  private func stretched(_ x: Int) -> Int? {
    if case .broadcast? = self[x].anatomy { self[x].inputs[0] } else { nil }
  }

  /// The value under a larger shape.
  private mutating func stretch(_ x: Int, to shape: Shape) throws(Refusal) -> Int {
    self[x].shape == shape ? x : try add(.broadcast(shape), x)
  }

  /// The number that is everywhere in a value.
  private func uniform(_ x: Int) -> Real? {
    if let numbers = recording.constant(x) { return numbers.count == 1 ? numbers.withNumbers { $0[0] } : nil }
    return stretched(x).flatMap { uniform($0) }
  }

  /// One number, stretched to a shape.
  private mutating func add(number: Real, shape: Shape) -> Int {
    let single = add(constant: NDArray(number))
    if shape == .scalar { return single }
    if shape.count == 1 { return add(constant: NDArray([number], shape: shape)) }
    return (try? add(.broadcast(shape), single)) ?? single
  }
}
