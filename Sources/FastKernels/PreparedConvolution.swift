import Arrays
import COneDNN
import Synchronization

/// One output of a convolution, compiled: images stay where they are, weights go through oneDNN's own layout.
final class PreparedConvolution: @unchecked Sendable {
  private let engine: OneDNN.Engine
  private let operands: [OneDNN.Memory]
  private let output: OneDNN.Memory
  private let steps: [OneDNN.Primitive]
  private let turn = Mutex(())

  /// `nil` where oneDNN refuses the form.
  init?(_ form: ConvolutionForm, _ wanted: Contraction.Output) {
    guard let engine = OneDNN.engine, let layouts = ConvolutionLayouts(form),
      let plan = layouts.plan(wanted), let parts = ConvolutionParts(layouts, plan, wanted)
    else { return nil }
    self.engine = engine
    let memories = [parts.image, parts.weights, parts.result]
    output = memories[wanted.rawValue]
    operands = wanted.others.map { memories[$0.rawValue] }
    steps = parts.steps
  }

  /// Reads the two other slots, writes this one.
  func run(_ inputs: Operands, _ result: UnsafeMutablePointer<Real>) {
    turn.withLock { _ in
      operands[0].point(to: inputs[0])
      operands[1].point(to: inputs[1])
      output.point(to: result)
      for step in steps { step.run(engine) }
    }
  }
}

/// The memories of a face and the primitives that it takes, in order.
private struct ConvolutionParts {
  let image: OneDNN.Memory
  let weights: OneDNN.Memory
  let result: OneDNN.Memory
  let steps: [OneDNN.Primitive]

  init?(_ layouts: ConvolutionLayouts, _ plan: OneDNN.Plan, _ wanted: Contraction.Output) {
    guard let chosen = plan.layout(wanted == .weights ? dnnl_query_diff_weights_md : dnnl_query_weights_md),
      let image = OneDNN.Memory(layouts.image, owned: false),
      let weights = OneDNN.Memory(layouts.weights, owned: false),
      let result = OneDNN.Memory(layouts.result, owned: false)
    else { return nil }
    (self.image, self.weights, self.result) = (image, weights, result)
    let isPlain = OneDNN.areAlike(chosen, layouts.weights)
    guard let inner = isPlain ? weights : OneDNN.Memory(chosen, owned: true),
      let product = OneDNN.Primitive(plan, ConvolutionLayouts.arguments(wanted, image, inner, result))
    else { return nil }
    guard !isPlain else {
      steps = [product]
      return
    }
    let (source, target) = wanted == .weights ? (inner, weights) : (weights, inner)
    guard
      let reorderPlan = OneDNN.Plan(
        from: wanted == .weights ? chosen : layouts.weights, to: wanted == .weights ? layouts.weights : chosen),
      let reorder = OneDNN.Primitive(reorderPlan, [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, target)])
    else { return nil }
    steps = wanted == .weights ? [product, reorder] : [reorder, product]
  }
}
