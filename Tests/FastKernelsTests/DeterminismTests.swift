import Arrays
import FastKernels
import Foundation
import Testing

/// A kernel, made anew each time, with the sizes of its operands and its output.
struct Example: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let operands: [Int]
  let count: Int
  let kernel: @Sendable () -> Kernel

  func bits() -> [UInt32] {
    run(kernel(), operands.enumerated().map { numbers($0.element, "input \($0.offset)") }, count).map(\.bitPattern)
  }

  private static let convolution = Contraction.convolution(
    ConvolutionForm(
      image: [8, 14, 14, 16], kernel: [3, 3, 16, 32], output: [8, 7, 7, 32], stride: [2, 2], padding: [0, 0]))
  private static let toGrey = Contraction.convolution(
    ConvolutionForm(
      image: [40, 14, 14, 16], kernel: [3, 3, 16, 1], output: [40, 14, 14, 1], stride: [1, 1], padding: [1, 1]))

  /// Our own loops, which share their work among threads.
  static let loops: [Example] = [
    Example(testDescription: "a function", operands: [50_001], count: 50_001) { Kernels.fast.unary(.tanh, 50_001) },
    Example(testDescription: "a sum", operands: [200_001], count: 1) {
      Kernels.fast.reduce(.sum, .reducing([200_001], along: [0], operands: 1), 1)
    },
    Example(testDescription: "sums of columns", operands: [210_000], count: 70) {
      Kernels.fast.reduce(.sum, .reducing([3000, 70], along: [0], operands: 1), 70)
    },
    Example(testDescription: "sums of products", operands: [70_000, 70_000], count: 7) {
      Kernels.fast.reduce(.sumOfProducts, .reducing([10_000, 7], along: [0], operands: 2), 7)
    },
    Example(testDescription: "a convolution to grey", operands: [125_440, 144], count: 7840) {
      Kernels.fast.contract(toGrey, .result)
    },
    Example(testDescription: "its weights", operands: [125_440, 7840], count: 144) {
      Kernels.fast.contract(toGrey, .weights)
    },
    Example(testDescription: "a product of few columns", operands: [300_000, 200], count: 6000) {
      Kernels.fast.contract(.matrix(rows: 3000, inner: 100, columns: 2), .result)
    },
    Example(testDescription: "its weights", operands: [300_000, 6000], count: 200) {
      Kernels.fast.contract(.matrix(rows: 3000, inner: 100, columns: 2), .weights)
    },
    Example(testDescription: "weights of a product over many rows", operands: [128_000, 192_000], count: 6144) {
      Kernels.fast.contract(.matrix(rows: 2000, inner: 64, columns: 96), .weights)
    },
  ]

  /// What oneDNN computes.
  static let contractions: [Example] = [
    Example(testDescription: "a product over many rows", operands: [32_000, 1000], count: 128) {
      Kernels.fast.contract(.matrix(rows: 500, inner: 64, columns: 2), .weights)
    },
    Example(testDescription: "a convolution's weights", operands: [25_088, 12_544], count: 4608) {
      Kernels.fast.contract(convolution, .weights)
    },
    Example(testDescription: "a convolution's image", operands: [4608, 12_544], count: 25_088) {
      Kernels.fast.contract(convolution, .input)
    },
    Example(testDescription: "a convolution's result", operands: [25_088, 4608], count: 12_544) {
      Kernels.fast.contract(convolution, .result)
    },
    Example(testDescription: "weights over samples that nothing divides", operands: [40_768, 20_384], count: 4608) {
      Kernels.fast.contract(
        .convolution(
          ConvolutionForm(
            image: [13, 14, 14, 16], kernel: [3, 3, 16, 32], output: [13, 7, 7, 32], stride: [2, 2], padding: [0, 0])),
        .weights)
    },
  ]

  /// A product of matrices, whose rows threads share.
  static func product(rows: Int, inner: Int, columns: Int, _ wanted: Contraction.Output) -> Example {
    let sizes = [rows * inner, inner * columns, rows * columns]
    return Example(
      testDescription: "\(wanted) of [\(rows)×\(inner)]·[\(inner)×\(columns)]",
      operands: wanted.others.map { sizes[$0.rawValue] }, count: sizes[wanted.rawValue]
    ) { Kernels.fast.contract(.matrix(rows: rows, inner: inner, columns: columns), wanted) }
  }

  /// Products of sizes that networks have, and of some that nothing divides.
  static let products = [
    (256, 64, 64), (256, 512, 512), (100, 100, 100), (333, 65, 130), (1000, 784, 128), (64, 100, 3136),
    (257, 1000, 256),
  ].flatMap { rows, inner, columns in
    [Contraction.Output.input, .weights, .result].map { product(rows: rows, inner: inner, columns: columns, $0) }
  }
}

@Suite("The same bits every time")
struct DeterminismTests {
  @Test("a kernel run again", arguments: Example.loops + Example.contractions)
  func again(_ example: Example) {
    let first = example.bits()
    for _ in 0..<5 { #expect(example.bits() == first) }
  }

  @Test("a kernel on any number of threads", arguments: Example.loops + Example.contractions)
  func threads(_ example: Example) {
    let results = [1, 2, 3, 7].map { threads in withThreads(threads) { example.bits() } }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  @Test("a product on any number of threads", arguments: Example.products)
  func products(_ example: Example) {
    let results = [1, 2, 3, 5, 7].map { threads in withThreads(threads) { example.bits() } }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  @Test("two threads may run one kernel at a time")
  func shared() async {
    let kernel = Kernels.fast.contract(
      .convolution(
        ConvolutionForm(
          image: [2, 8, 8, 4], kernel: [3, 3, 4, 8], output: [2, 6, 6, 8], stride: [1, 1], padding: [0, 0])), .result)
    let inputs = [numbers(512, "x"), numbers(288, "w")]
    let expected = run(kernel, inputs, 576)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 { group.addTask { (0..<50).allSatisfy { _ in run(kernel, inputs, 576) == expected } } }
      for await isSame in group { #expect(isSame) }
    }
  }

  /// Lets OpenMP use this many threads for work that the calling thread begins.
  private func withThreads<R>(_ count: Int, _ body: () -> R) -> R {
    typealias Setter = @convention(c) (Int32) -> Void
    typealias Getter = @convention(c) () -> Int32
    guard let setter = dlsym(nil, "omp_set_num_threads"), let getter = dlsym(nil, "omp_get_max_threads") else {
      Issue.record("no OpenMP runtime in this program")
      return body()
    }
    let set = unsafeBitCast(setter, to: Setter.self)
    let before = unsafeBitCast(getter, to: Getter.self)()
    set(Int32(count))
    defer { set(before) }
    return body()
  }
}
