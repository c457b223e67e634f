import Arrays

extension Kernels {
  @Sendable static func fastContract(_ contraction: Contraction, _ slot: Int) -> Kernel {
    switch contraction {
    case .matrix(let rows, let inner, let columns):
      if let narrow = NarrowProduct(rows: rows, inner: inner, columns: columns, slot: slot) {
        return Kernel { narrow.run($0, $1) }
      }
      return MatrixProduct(rows: rows, inner: inner, columns: columns, slot: slot).kernel
    case .convolution(let form):
      if let single = SingleChannelConvolution(form, slot) { return Kernel { single.run($0, $1) } }
      return form.fastKernel(slot)
    }
  }
}
