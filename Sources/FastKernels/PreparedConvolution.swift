import Arrays
import CElementwise
import COneDNN
import Synchronization

/// One output of a convolution, compiled: images stay where they are, weights go through oneDNN's own layout.
///
/// A batch is cut into blocks of samples, always as many, each compiled for one thread; threads share the blocks, and the partial weights of
/// the blocks are added up in their order. So the bits do not depend on how many threads there are, as they would where oneDNN shared a batch
/// out in its own way.
final class PreparedConvolution: @unchecked Sendable {
  private let engine: OneDNN.Engine
  private let wanted: Contraction.Output
  private let blocks: [ConvolutionBlock]
  private let weights: WeightsPassage
  private let turn = Mutex(())

  /// The most blocks that a batch is cut into.
  static let mostBlocks = 8
  /// Partial weights of so many numbers are worth a block more.
  private static let fewWeights = 1 << 16

  /// `nil` where oneDNN refuses the form.
  init?(_ form: ConvolutionForm, _ wanted: Contraction.Output) {
    guard let engine = OneDNN.engine, let layouts = ConvolutionLayouts(form) else { return nil }
    let samples = form.image[0]
    let most =
      wanted == .weights && form.kernel.count > PreparedConvolution.fewWeights
      ? PreparedConvolution.mostBlocks / 2 : PreparedConvolution.mostBlocks
    let size = max(1, (samples + most - 1) / most)
    guard
      let made = PreparedConvolution.alone({ ConvolutionParts(form, wanted, samples, size) }),
      let weights = WeightsPassage(layouts, made.chosen, wanted, blocks: made.blocks.count)
    else { return nil }
    (self.engine, self.wanted, blocks, self.weights) = (engine, wanted, made.blocks, weights)
  }

  /// Makes something of oneDNN's for one thread.
  private static func alone<T>(_ body: () -> T) -> T {
    let threads = ce_use_threads(1)
    defer { _ = ce_use_threads(threads) }
    return body()
  }

  /// Reads the two other slots, writes this one.
  func run(_ inputs: Operands, _ result: UnsafeMutablePointer<Real>) {
    turn.withLock { _ in
      weights.withRoom { room in
        switch wanted {
        case .weights:
          split { blocks[$0].run(engine, $0, inputs[0], weights.part($0, room, result), inputs[1]) }
          weights.leave(room, result, engine)
        case .input:  // (w, y)
          let entered = weights.enter(inputs[0], room, engine)
          split { blocks[$0].run(engine, $0, UnsafePointer(result), entered, inputs[1]) }
        case .result:  // (x, w)
          let entered = weights.enter(inputs[1], room, engine)
          split { blocks[$0].run(engine, $0, inputs[0], entered, UnsafePointer(result)) }
        }
      }
    }
  }

  /// Threads share the blocks.
  private func split(_ body: (Int) -> Void) {
    share(blocks.count, body)
  }
}

/// Some samples of a batch.
private struct ConvolutionBlock {
  let product: OneDNN.Primitive
  let image, weights, result: OneDNN.Memory
  /// Where its samples begin in both arrays.
  let offset: (image: Int, result: Int)

  func run(
    _ engine: OneDNN.Engine, _ index: Int, _ image: UnsafePointer<Real>, _ weights: UnsafePointer<Real>,
    _ result: UnsafePointer<Real>
  ) {
    self.image.point(to: image + offset.image)
    self.weights.point(to: weights)
    self.result.point(to: result + offset.result)
    product.run(engine, block: index)
  }
}

/// The blocks of a batch, and the layout that oneDNN chose for their weights: the same for all.
private struct ConvolutionParts {
  let blocks: [ConvolutionBlock]
  let chosen: OneDNN.Layout

  /// Blocks of `size` samples, the last perhaps of fewer; `nil` where oneDNN refuses the form, or chooses layouts that differ.
  init?(_ form: ConvolutionForm, _ wanted: Contraction.Output, _ samples: Int, _ size: Int) {
    var blocks: [ConvolutionBlock] = [], chosen: OneDNN.Layout?
    for first in stride(from: 0, to: max(1, samples), by: size) {
      let part = form.with(samples: min(size, samples - first))
      guard let layouts = ConvolutionLayouts(part), let plan = layouts.plan(wanted),
        var own = plan.layout(wanted == .weights ? dnnl_query_diff_weights_md : dnnl_query_weights_md),
        let image = OneDNN.Memory(layouts.image, owned: false), let weights = OneDNN.Memory(own, owned: false),
        let result = OneDNN.Memory(layouts.result, owned: false),
        let product = OneDNN.Primitive(plan, ConvolutionLayouts.arguments(wanted, image, weights, result))
      else { return nil }
      if var chosen, dnnl_memory_desc_equal(&chosen, &own) == 0 { return nil }
      chosen = own
      let sizes = (form.image.count / max(1, samples), form.output.count / max(1, samples))
      blocks.append(
        ConvolutionBlock(
          product: product, image: image, weights: weights, result: result,
          offset: (first * sizes.0, first * sizes.1)))
    }
    guard let chosen else { return nil }
    (self.blocks, self.chosen) = (blocks, chosen)
  }
}

/// The weights' way between a caller's layout and that which oneDNN chose; of weights that are wanted, each block's part and their sum.
private struct WeightsPassage {
  private let plain: OneDNN.Memory
  /// In oneDNN's layout, where that differs.
  private let inner: OneDNN.Memory?
  private let reorder: OneDNN.Primitive?
  /// How many numbers oneDNN's layout has room for.
  private let count: Int
  /// How many partial weights there are; one goes straight to its place.
  private let parts: Int

  init?(_ layouts: ConvolutionLayouts, _ chosen: OneDNN.Layout, _ wanted: Contraction.Output, blocks: Int) {
    let isPlain = OneDNN.areAlike(chosen, layouts.weights), isWanted = wanted == .weights
    guard let plain = OneDNN.Memory(layouts.weights, owned: false) else { return nil }
    (self.plain, count, parts) = (plain, OneDNN.Memory.count(chosen), isWanted && blocks > 1 ? blocks : 0)
    guard !isPlain || OneDNN.Memory.count(layouts.weights) != count else {
      (inner, reorder) = (nil, nil)
      return
    }
    guard let inner = OneDNN.Memory(chosen, owned: false),
      let plan = OneDNN.Plan(from: isWanted ? chosen : layouts.weights, to: isWanted ? layouts.weights : chosen),
      let reorder = OneDNN.Primitive(
        plan, [(DNNL_ARG_FROM, isWanted ? inner : plain), (DNNL_ARG_TO, isWanted ? plain : inner)])
    else { return nil }
    (self.inner, self.reorder) = (inner, reorder)
  }

  /// Memory for the parts, and behind them for weights in oneDNN's layout.
  func withRoom(_ body: (UnsafeMutablePointer<Real>) -> Void) {
    let size = (parts + (inner == nil ? 0 : 1)) * count
    Scratchpad.ofWeights.withRoom(max(1, size) * MemoryLayout<Real>.stride) {
      body($0.assumingMemoryBound(to: Real.self))
    }
  }

  /// A caller's weights as the blocks read them.
  func enter(
    _ weights: UnsafePointer<Real>, _ room: UnsafeMutablePointer<Real>, _ engine: OneDNN.Engine
  ) -> UnsafePointer<Real> {
    guard let inner, let reorder else { return weights }
    plain.point(to: weights)
    inner.point(to: room)
    reorder.run(engine)
    return UnsafePointer(room)
  }

  /// Where a block's part goes.
  func part(
    _ block: Int, _ room: UnsafeMutablePointer<Real>, _ result: UnsafeMutablePointer<Real>
  ) -> UnsafePointer<Real> {
    UnsafePointer(parts > 0 ? room + block * count : inner == nil ? result : room)
  }

  /// Adds the parts up, and hands the sum over.
  func leave(_ room: UnsafeMutablePointer<Real>, _ result: UnsafeMutablePointer<Real>, _ engine: OneDNN.Engine) {
    let sum = inner == nil ? result : room + parts * count
    if parts > 0 { ce_add_blocks(room, parts, count, sum) }
    guard let inner, let reorder else { return }
    inner.point(to: sum)
    plain.point(to: result)
    reorder.run(engine)
  }
}
