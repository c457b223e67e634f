import Arrays
import FastKernels
import Testing

private let products: [(Int, Int, Int)] = [
  (1, 1, 1), (256, 2, 64), (256, 64, 1), (256, 64, 2), (64, 512, 1), (17, 1, 33), (17, 3, 4), (5, 7, 11),
  (1, 40, 50),
  (40, 50, 1), (1, 300, 1), (3, 1, 3), (65, 100, 130), (300, 4, 3), (1000, 5, 2), (3000, 2, 2), (2, 3000, 2),
  (2, 2, 3000), (70, 4, 200), (70, 200, 4), (130, 3, 100), (9, 64, 3), (0, 3, 4), (3, 0, 4), (3, 4, 0), (0, 0, 0),
]

private let convolutions: [ConvolutionForm] = {
  var forms: [ConvolutionForm] = []
  for (kernel, channels, extent) in [
    (3, (1, 16), 9), (3, (16, 32), 7), (5, (3, 8), 10), (1, (4, 6), 5), (4, (5, 1), 8), (2, (1, 1), 6),
    (3, (32, 1), 8), (5, (7, 17), 11),
  ] {
    for stride in 1...3 {
      for padding in Padding.allCases {
        forms.append(form([2, extent, extent + 1, channels.0], kernel, channels.1, stride, padding))
      }
    }
  }
  return forms
}()

private func form(_ image: Shape, _ kernel: Int, _ out: Int, _ stride: Int, _ padding: Padding)
  -> ConvolutionForm
{
  let sizes = [image[1], image[2]].map { padding.outputExtent(image: $0, kernel: kernel, stride: stride) }
  let height = sizes[0] ?? (0, 0)
  let width = sizes[1] ?? (0, 0)
  return ConvolutionForm(
    image: image, kernel: [kernel, kernel, image[3], out],
    output: [image[0], height.extent, width.extent, out],
    stride: [stride, stride], padding: [height.before, width.before])
}

@Suite("Contractions agree with the reference")
struct ContractionTests {
  @Test("matrix products, all three faces", arguments: products)
  func matrix(_ rows: Int, _ inner: Int, _ columns: Int) {
    expectFaces(.matrix(rows: rows, inner: inner, columns: columns))
  }

  @Test("convolutions, all three faces", arguments: convolutions)
  func convolution(_ form: ConvolutionForm) { expectFaces(.convolution(form)) }

  @Test("a strided transposed convolution with a kernel of four, as upsampling becomes")
  func spread() {
    let form = ConvolutionForm(
      image: [2, 14, 14, 8], kernel: [4, 4, 8, 16], output: [2, 7, 7, 16], stride: [2, 2], padding: [1, 1])
    expectFaces(.convolution(form))
  }

  @Test("forms that no library takes: rows that windows never reach, none at all, different strides")
  func unusual() {
    expectFaces(
      .convolution(
        ConvolutionForm(
          image: [1, 9, 9, 2], kernel: [2, 2, 2, 3], output: [1, 2, 2, 3], stride: [3, 3], padding: [0, 0])))
    expectFaces(.convolution(form([0, 8, 8, 3], 3, 4, 2, .same)))
    expectFaces(
      .convolution(
        ConvolutionForm(
          image: [2, 8, 9, 3], kernel: [3, 2, 3, 5], output: [2, 4, 3, 5], stride: [2, 3], padding: [0, 0])))
  }

  @Test("⟨y, x·w⟩ is the same number from each face", arguments: [0, 1, 2, 3])
  func adjoint(_ index: Int) {
    let contraction: [Contraction] = [
      .matrix(rows: 96, inner: 70, columns: 50), .convolution(form([4, 14, 14, 16], 3, 32, 2, .same)),
      .convolution(form([2, 13, 15, 8], 5, 24, 3, .same)),
      .convolution(form([4, 28, 28, 1], 3, 16, 2, .same)),
    ]
    let form = contraction[index]
    let arrays = Contraction.Output.allCases.map { numbers(form.shape(of: $0).count, "\($0)") }
    let values = Contraction.Output.allCases.map { wanted -> Double in
      let others = wanted.others.map { arrays[$0.rawValue] }
      let face = run(Kernels.fast.contract(form, wanted), others, arrays[wanted.rawValue].count)
      return zip(face, arrays[wanted.rawValue]).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    #expect(abs(values[0] - values[2]) <= 1e-4 * abs(values[2]))
    #expect(abs(values[1] - values[2]) <= 1e-4 * abs(values[2]))
  }

  /// What one thread prepared, others run, at the same time.
  @Test("prepared convolutions may be run by any thread") func threads() async {
    let form = Contraction.convolution(form([8, 14, 14, 32], 3, 64, 2, .same))
    for wanted in Contraction.Output.allCases {
      let others = wanted.others.map { form.shape(of: $0).count }
      let inputs = others.enumerated().map { numbers($0.element, "operand \($0.offset)") }
      let (kernel, count) = (Kernels.fast.contract(form, wanted), form.shape(of: wanted).count)
      let expected = run(kernel, inputs, count)
      await withTaskGroup(of: [Real].self) { group in
        for _ in 0..<8 { group.addTask { run(kernel, inputs, count) } }
        for await found in group { #expect(found == expected) }
      }
    }
  }

  private func expectFaces(_ contraction: Contraction) {
    for wanted in Contraction.Output.allCases {
      let others = wanted.others.map { contraction.shape(of: $0).count }
      let inputs = others.enumerated().map { numbers($0.element, "operand \($0.offset)") }
      expectAgreement(
        inputs, contraction.shape(of: wanted).count, tolerance: 2e-5, "\(wanted) of \(contraction)"
      ) { $0.contract(contraction, wanted) }
    }
  }
}
