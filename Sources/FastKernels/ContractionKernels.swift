import Arrays

extension Kernels {
  @Sendable static func fastContract(_ contraction: Contraction, _ wanted: Contraction.Output) -> Kernel {
    switch contraction {
    case .matrix(let rows, let inner, let columns):
      if let narrow = NarrowProduct(rows: rows, inner: inner, columns: columns, wanted: wanted) {
        return Kernel { narrow.run($0, $1) }
      }
      return MatrixProduct(rows: rows, inner: inner, columns: columns, wanted: wanted).kernel
    case .convolution(let form):
      if let single = SingleChannelConvolution(form, wanted) { return Kernel { single.run($0, $1) } }
      guard let prepared = PreparedConvolution.cached(form, wanted) else {
        return reference.contract(contraction, wanted)
      }
      return Kernel { operands, output in prepared.run(operands, output) }
    }
  }
}
