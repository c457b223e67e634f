import Texts

/// Sorts a call's arguments to the parameters they are for.
struct Binding {
  private let function: Function
  private let context: CallContext
  private var parameters: [ParameterDescription] { function.parameters }

  init(_ function: Function, _ context: CallContext) {
    self.function = function
    self.context = context
  }

  /// For each parameter its arguments: one, none where it was left out, any number for a variadic one.
  func slots(_ arguments: [GivenArgument]) throws(Problem) -> [[GivenArgument]] {
    var slots = [[GivenArgument]](repeating: [], count: parameters.count)
    for argument in arguments where argument.label != nil {
      let index = try labelled(argument)
      guard slots[index].isEmpty else { throw twice(parameters[index].name, argument) }
      slots[index] = [argument]
    }
    var next = 0
    for argument in arguments where argument.label == nil {
      while next < slots.count, !takes(next, filled: !slots[next].isEmpty) { next += 1 }
      guard next < slots.count else { throw surplus(argument) }
      slots[next].append(argument)
      if parameters[next].presence != .variadic { next += 1 }
    }
    for (index, parameter) in parameters.enumerated() where parameter.presence == .required && slots[index].isEmpty {
      throw Problem(
        "\(function.name) needs \(quoted(parameter.name))", hint: "It is called \(function.signature).",
        at: context.range)
    }
    return slots
  }

  private func takes(_ index: Int, filled: Bool) -> Bool {
    parameters[index].presence == .variadic || !parameters[index].labelOnly && !filled
  }

  private func labelled(_ argument: GivenArgument) throws(Problem) -> Int {
    let label = argument.label ?? ""
    if let index = parameters.firstIndex(where: { $0.name == label }) { return index }
    let names = parameters.map(\.name)
    let near = Binding.habits[label].map { [$0] }?.filter(names.contains) ?? nearest(label, among: names)
    throw Problem(
      "\(function.name) has no parameter \(quoted(label))",
      hint: didYouMean(near.map { $0 + ":" }) ?? "It is called \(function.signature).",
      at: argument.labelRange ?? argument.range)
  }

  private func twice(_ name: String, _ argument: GivenArgument) -> Problem {
    Problem(
      "\(quoted(name)) is given twice", hint: "Give it once: \(function.signature).",
      at: argument.labelRange ?? argument.range)
  }

  private func surplus(_ argument: GivenArgument) -> Problem {
    let open = parameters.filter { !$0.labelOnly }.count
    let hint =
      Binding.surplusRemedies[function.name]
      ?? parameters.first { $0.labelOnly }.map { "Further ones need a label: \($0.name): … in \(function.signature)." }
      ?? "It is called \(function.signature)."
    return Problem(
      "\(function.name) takes \(open == 0 ? "no value" : counted(open, "value")) without a label", hint: hint,
      at: argument.range)
  }

  private static let surplusRemedies = [
    "min": "The smaller of two is minimum(a, b); axes need their label: min(x, axes: 0).",
    "max": "The larger of two is maximum(a, b); axes need their label: max(x, axes: 0).",
    "sum": "The sum of two is a + b; axes need their label: sum(x, axes: 0).",
    "tensor": "Several numbers stand in a list: tensor([1, 2, 3]).",
    "transpose": "For an order of axes write permute(x, 0, 2, 1).",
  ]

  private static let habits = [
    "axis": "axes", "dim": "axes", "dims": "axes", "dimension": "axes", "keepdims": "keep", "keepdim": "keep",
    "strides": "stride", "alpha": "slope", "negativeslope": "slope", "eps": "epsilon", "gamma": "scale",
    "beta": "offset", "pad": "padding", "filters": "kernel", "weights": "weight", "interpolation": "method",
  ]
}
