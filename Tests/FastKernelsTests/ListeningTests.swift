import Arrays
import FastKernels
import Testing

/// Every fast kernel listens to the wish to stop: it asks once for each few million elementary steps, and stops at the first yes.
@Suite struct ListeningTests {
  private struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kernel: Kernel
    let inputs: [Int]
    let output: Int
  }

  private static let n = 1 << 23
  private static let plain = LoopNest.broadcasting([[n], [n]], to: [n])
  private static let matrix: Shape = [1 << 13, 1 << 10]
  private static let image = Resampling(image: [1, 1024, 1024, 2], factor: 2, method: .bilinear)
  private static let windows = ConvolutionForm(
    image: [1, 512, 512, 1], kernel: [5, 5, 1, 1], output: [1, 512, 512, 1], stride: [1, 1], padding: [2, 2])

  private static let cases: [Case] = {
    let fast = Kernels.fast
    let product = { (rows: Int, inner: Int, columns: Int, wanted: Contraction.Output) -> Case in
      let form = Contraction.matrix(rows: rows, inner: inner, columns: columns)
      return Case(
        testDescription: "product \(rows)×\(inner)×\(columns), \(wanted)", kernel: fast.contract(form, wanted),
        inputs: wanted.others.map { form.shape(of: $0).count },
        output: form.shape(of: wanted).count)
    }
    let one = { (name: String, kernel: Kernel, inputs: [Int], output: Int) in
      Case(testDescription: name, kernel: kernel, inputs: inputs, output: output)
    }
    let step = FusedLoop.Step(.unary(.tanh), [.input(0)])
    let loop = fast.fused(
      FusedLoop(nest: LoopNest(extents: [n], strides: [[1], [1]]), steps: [step], outputs: [0]))
    let fused = Kernel { operands, output in
      withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Real>.self, capacity: 1) { room in
        room.initialize(repeating: output)
        loop.run(operands, Outputs(room))
      }
    }
    return [
      one("unary", fast.unary(.exponential, n), [n], n), one("binary", fast.binary(.add, plain), [n, n], n),
      one("sum of all", fast.reduce(.sum, .reducing([n], along: [0], operands: 1), 1), [n], 1),
      one("sum of columns", fast.reduce(.sum, .reducing(matrix, along: [0], operands: 1), 1 << 10), [n], 1 << 10),
      one(
        "transposition", fast.copy(LoopNest(extents: [1 << 10, 1 << 13], strides: [[1, 1 << 10], [1 << 13, 1]])), [n], n
      ),
      one("pad", fast.pad(LoopNest(extents: [n], strides: [[1], [2]]), 2 * n), [n], 2 * n),
      one("concatenation", fast.concatenate(1 << 13, [1 << 10, 1 << 10]), [n, n], 2 * n),
      one("fused", fused, [n], n),
      one("enlarged", fast.resample(image, false), [1 << 21], 1 << 23),
      one("enlarged, adjoint", fast.resample(image, true), [1 << 23], 1 << 21),
      one("windows", fast.im2col(windows, false), [1 << 18], 25 << 18),
      one("windows, adjoint", fast.im2col(windows, true), [25 << 18], 1 << 18),
      product(1 << 20, 2, 8, .result), product(1 << 20, 8, 2, .result), product(1 << 20, 2, 16, .weights),
      product(4096, 4096, 1024, .result),
    ]
  }()

  @Test(arguments: cases.indices) func itListens(_ index: Int) {
    let each = Self.cases[index]
    let inputs = each.inputs.map { NDArray(repeating: 1, shape: [$0]) }
    let polls = { (patience: Int) -> Int in
      let wish = Cancellation(afterPolls: patience)
      wish.listening {
        _ = NDArray(shape: [each.output]) { numbers in
          guard let base = numbers.baseAddress else { return }
          inputs.map(\.pointer).withUnsafeBufferPointer { each.kernel.run($0, base) }
        }
      }
      return wish.polls
    }
    #expect(polls(.max) >= 1, "\(each.testDescription) never asked")
    let granted = polls(0)
    #expect(
      (1...16).contains(granted), "\(each.testDescription) asked \(granted) times, and the first answer was to stop")
  }
}
