/// Nested loops over several operands at once: the extents, and how far each operand moves along each axis.
///
/// Broadcasting is a stride of 0 in an input, a reduction is a stride of 0 in the output, a permutation is a
/// change of order, a slice is an offset: one description serves every loop that is not a product.
public struct LoopNest: Hashable, Sendable {
  /// How often each loop runs, outermost first.
  public private(set) var extents: [Int]
  /// For each operand (the output comes last), its stride along each axis.
  public private(set) var strides: [[Int]]
  /// For each operand, where it begins.
  public let offsets: [Int]

  /// Loops as given, with neighbouring axes merged where every operand allows it and axes of extent 1 dropped.
  public init(extents: [Int], strides: [[Int]], offsets: [Int]? = nil) {
    self.extents = extents
    self.strides = strides
    self.offsets = offsets ?? [Int](repeating: 0, count: strides.count)
    merge()
  }

  /// How often the innermost statement runs.
  public var count: Int { extents.contains(0) ? 0 : extents.reduce(1, *) }

  /// An output of shape `output` computed from inputs that broadcast to it.
  public static func broadcasting(_ inputs: [Shape], to output: Shape) -> LoopNest {
    LoopNest(
      extents: output.extents, strides: inputs.map { $0.strides(broadcastTo: output) } + [output.strides])
  }

  /// Inputs of shape `input` reduced along `axes` into a dense output.
  public static func reducing(_ input: Shape, along axes: [Int], operands: Int) -> LoopNest {
    let kept = input.reducing(axes, keep: true)
    let output = kept.strides(broadcastTo: input)
    return LoopNest(
      extents: input.extents, strides: [[Int]](repeating: input.strides, count: operands) + [output])
  }

  private mutating func merge() {
    for axis in stride(from: extents.count - 1, through: 0, by: -1) where extents[axis] == 1 { drop(axis) }
    for axis in stride(from: extents.count - 2, through: 0, by: -1) {
      let inner = extents[axis + 1]
      guard strides.allSatisfy({ $0[axis] == $0[axis + 1] * inner }) else { continue }
      extents[axis + 1] *= extents[axis]
      drop(axis)
    }
  }

  private mutating func drop(_ axis: Int) {
    extents.remove(at: axis)
    for operand in strides.indices { strides[operand].remove(at: axis) }
  }
}

extension LoopNest {
  /// Runs the body once for every combination of indices with each operand's position, unless it is time to stop; the readable way, not the
  /// fast one.
  public func forEach(_ body: ([Int]) -> Void) {
    guard count > 0 else { return }
    var index = [Int](repeating: 0, count: extents.count)
    var position = offsets
    var pace = Pace()
    while pace.goesOn() {
      body(position)
      var axis = extents.count - 1
      while axis >= 0 {
        index[axis] += 1
        for operand in strides.indices { position[operand] += strides[operand][axis] }
        if index[axis] < extents[axis] { break }
        for operand in strides.indices { position[operand] -= strides[operand][axis] * extents[axis] }
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
