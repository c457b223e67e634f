import Arrays

/// A network's numbers in memory: the trainable ones one after another, so that an optimiser's rule is one pass over all of them, and those
/// that are only kept in a piece of their own.
public struct ParameterMemory: Sendable {
  /// All trainable parameters, each beginning where vectors like to; what lies between two is 0.
  public let trainable: BufferSlice
  /// What is kept and not trained: batch norm's moving statistics.
  public let kept: BufferSlice
  /// The part of each parameter, in order.
  let slices: [BufferSlice]

  /// Memory for parameters that are still to be made.
  init(for recipes: [Layer.Recipe]) {
    var (trainable, kept) = (0, 0)
    let offsets = recipes.map { recipe in
      let room = (recipe.shape.count + 15) / 16 * 16  // 64 bytes
      if recipe.isTrainable { trainable += room } else { kept += room }
      return (recipe.isTrainable ? trainable : kept) - room
    }
    let memory = (trainable: BufferSlice(count: trainable), kept: BufferSlice(count: kept))
    (self.trainable, self.kept) = memory
    slices = zip(recipes, offsets).map { recipe, offset in
      BufferSlice(
        (recipe.isTrainable ? memory.trainable : memory.kept).buffer, offset: offset, count: recipe.shape.count)
    }
  }
}
