import Arrays

extension Recording {
  /// Only what the results need, in the same order. Inputs stay, needed or not.
  public func droppingDeadCode() -> Recording {
    var isAlive = [Bool](repeating: false, count: values.count)
    for result in results { isAlive[result] = true }
    for number in values.indices.reversed() where isAlive[number] {
      for input in values[number].inputs { isAlive[input] = true }
    }
    var kept = Recording(inputs: inputs.map { values[$0].shape })
    var present = [Int](repeating: 0, count: values.count)
    for (number, value) in values.enumerated() {
      switch value.origin {
      case .input(let index): present[number] = kept.inputs[index]
      case .constant(let numbers): if isAlive[number] { present[number] = kept.add(constant: numbers) }
      case .computed(let operation, let inputs):
        if isAlive[number] { present[number] = kept.add(operation, inputs.map { present[$0] }, value.shape) }
      }
    }
    kept.results = results.map { present[$0] }
    return kept
  }
}
