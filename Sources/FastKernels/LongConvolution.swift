import Arrays
import CElementwise

// oneDNN's calls cannot be stopped. A convolution that would take longer than a tenth of a second is cut into pieces: into samples, or,
// where one sample takes as long, into windows.

extension ConvolutionForm {
  /// The most that one call may take, in additions and multiplications: some 0.08 s on two cores, and several times that beside other work.
  private static let longest = 0x1p34

  /// What oneDNN takes for a sample: it fills few channels up to sixteen.
  private var costOfSample: Double {
    let filled = { (channels: Int) in Double((channels + 15) / 16 * 16) }
    return 2 * Double(output[1] * output[2] * kernel[0] * kernel[1]) * filled(kernel[2]) * filled(kernel[3])
  }

  /// The fastest loop for an output, as far as it can be stopped.
  func fastKernel(_ wanted: Contraction.Output) -> Kernel {
    let most = Int(min(ConvolutionForm.longest / max(1, costOfSample), Double(Int32.max)))
    if most >= image[0] {
      if let prepared = PreparedConvolution.cached(self, wanted) { return Kernel { prepared.run($0, $1) } }
    } else if most > 0, let pieces = SamplePieces(self, wanted, most) {
      return Kernel { pieces.run($0, $1) }
    }
    if let pieces = WindowPieces(self, wanted) { return Kernel { pieces.run($0, $1) } }
    return Kernels.reference.contract(.convolution(self), wanted)
  }

  /// The same for fewer samples.
  func with(samples: Int) -> ConvolutionForm {
    let extents = { (shape: Shape) in Shape([samples] + shape.extents.dropFirst()) }
    return ConvolutionForm(
      image: extents(image), kernel: kernel, output: extents(output), stride: stride, padding: padding)
  }
}

/// An output of a convolution, some samples at a time. Weights are added up in the order of the samples.
private struct SamplePieces: Sendable {
  private let wanted: Contraction.Output
  private let pieces: [(first: Int, prepared: PreparedConvolution)]
  private let sizes: [Int]  // of one sample, by array
  private let weights: Int
  private let scratch: Scratch

  /// `nil` where oneDNN refuses the form.
  init?(_ form: ConvolutionForm, _ wanted: Contraction.Output, _ most: Int) {
    var pieces: [(first: Int, prepared: PreparedConvolution)] = []
    for first in stride(from: 0, to: form.image[0], by: most) {
      let part = form.with(samples: min(most, form.image[0] - first))
      guard let prepared = PreparedConvolution.cached(part, wanted) else { return nil }
      pieces.append((first, prepared))
    }
    (self.wanted, self.pieces, weights) = (wanted, pieces, form.kernel.count)
    sizes = [form.image.count / form.image[0], 0, form.output.count / form.image[0]]
    scratch = Scratch(count: wanted == .weights ? weights : 0)
  }

  func run(_ operands: Operands, _ output: UnsafeMutablePointer<Real>) {
    for (first, prepared) in pieces {
      if first > 0, Cancellation.isRequested { return }
      let inputs = zip(operands, wanted.others).map { $0 + first * sizes[$1.rawValue] }
      inputs.withUnsafeBufferPointer { inputs in
        guard wanted == .weights, first > 0 else {
          return prepared.run(inputs, output + first * sizes[wanted.rawValue])
        }
        scratch.withMemory { part in
          prepared.run(inputs, part)
          for i in 0..<weights { output[i] += part[i] }
        }
      }
    }
  }
}

/// An output of a convolution by way of its windows: what some of them cover is laid out as a matrix, which meets the kernel in a product.
private struct WindowPieces: Sendable {
  private let windows: ce_windows
  private let wanted: Contraction.Output
  private let rows: Int
  private let count: Int
  private let sizes: (window: Int, output: Int, image: Int)
  private let products: (whole: Kernel, rest: Kernel)
  private let scratch: Scratch

  /// How many numbers are laid out at a time, if one window has no more.
  private static let room = 1 << 20

  /// `nil` where a window alone is too large to lay out.
  init?(_ form: ConvolutionForm, _ wanted: Contraction.Output) {
    let (count, window) = (form.im2colShape[0], form.im2colShape[1])
    guard count > 0, (1...4 * WindowPieces.room).contains(window) else { return nil }
    let rows = min(count, max(1, WindowPieces.room / window))
    let product = { (rows: Int) in
      Kernels.fastContract(.matrix(rows: rows, inner: window, columns: form.kernel[3]), wanted)
    }
    (windows, self.wanted, self.rows, self.count) = (form.cWindows, wanted, rows, count)
    sizes = (window, form.kernel[3], form.image.count)
    products = (product(rows), product(count % rows))
    scratch = Scratch(count: rows * window + (wanted == .weights ? form.kernel.count : 0))
  }

  func run(_ operands: Operands, _ output: UnsafeMutablePointer<Real>) {
    scratch.withMemory { laid in
      if wanted == .input { ce_zero(output, sizes.image) }
      for first in stride(from: 0, to: count, by: rows) {
        if Cancellation.isRequested { return }
        run(operands, output, laid, first, min(rows, count - first))
      }
    }
  }

  private func run(
    _ operands: Operands, _ output: UnsafeMutablePointer<Real>, _ laid: UnsafeMutablePointer<Real>, _ first: Int,
    _ rows: Int
  ) {
    let product = rows == self.rows ? products.whole : products.rest
    let multiply = { (a: UnsafePointer<Real>, b: UnsafePointer<Real>, result: UnsafeMutablePointer<Real>) in
      [a, b].withUnsafeBufferPointer { product.run($0, result) }
    }
    withUnsafePointer(to: windows) { windows in
      switch wanted {
      case .input:  // the operands are (w, y)
        multiply(operands[0], operands[1] + first * sizes.output, laid)
        ce_add_window_rows(windows, laid, first, rows, output)
      case .weights:  // (x, y)
        ce_window_rows(windows, operands[0], first, rows, laid)
        let part = first == 0 ? output : laid + self.rows * sizes.window
        multiply(laid, operands[1] + first * sizes.output, part)
        if first > 0 { for i in 0..<sizes.window * sizes.output { output[i] += part[i] } }
      case .result:  // (x, w)
        ce_window_rows(windows, operands[0], first, rows, laid)
        multiply(laid, operands[1], output + first * sizes.output)
      }
    }
  }
}
