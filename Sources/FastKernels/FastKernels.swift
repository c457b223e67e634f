import Arrays

extension Kernels {
  /// oneDNN for products and convolutions, vectorised loops for the rest. Shapes that neither takes run on the reference.
  ///
  /// Every row gives the same bits from run to run, on any number of threads.
  public static let fast = Kernels(
    name: "oneDNN and vectorised loops",
    unary: fastUnary,
    binary: fastBinary,
    select: fastSelect,
    reduce: fastReduce,
    copy: fastCopy,
    pad: fastPad,
    concatenate: fastConcatenate,
    contract: fastContract,
    resample: fastResample,
    im2col: fastIm2col,
    fused: fastFused)
}
