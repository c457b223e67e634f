import Arrays

extension Call {
  /// This pass with one more output: the numbers of an input that it reads anyway, as they were before. Parameters are kept like that
  /// beside what an update makes of them. `nil` where this is no pass, or reads the input in another order.
  func copying(_ input: Int, to copy: Int) -> Call? {
    guard case .fused(let loop) = work, let index = inputs.firstIndex(of: input), let folded = loop.copying(index)
    else { return nil }
    return Call(work: .fused(folded), inputs: inputs, outputs: outputs + [copy])
  }
}

extension FusedLoop {
  /// This loop with a copy of an input as its first step and last output; `nil` where the input does not lie as the outputs do.
  fileprivate func copying(_ input: Int) -> FusedLoop? {
    guard nest.strides[input] == nest.strides[nest.strides.count - 1], steps.count < FusedLoop.mostSteps else {
      return nil
    }
    let later = steps.map { step in
      Step(step.function, step.operands.map { if case .step(let index) = $0 { .step(index + 1) } else { $0 } })
    }
    return FusedLoop(
      nest: nest, steps: [Step(.copy, [.input(input)])] + later, outputs: outputs.map { $0 + 1 } + [0])
  }
}
