import Arrays
import CElementwise

/// An output of a convolution whose image or result has one channel, where oneDNN would fill that channel up to sixteen
/// and compute sixteen times too much.
struct SingleChannelConvolution: Sendable {
  private let form: ConvolutionForm
  private let wanted: Contraction.Output
  private let resultIsSingle: Bool
  private let rows: AxisPairs
  private let columns: AxisPairs
  private let scratch: Scratch

  /// `nil` for the faces that oneDNN computes well: all that have the wide side as their result, and the weights of
  /// convolutions from one channel.
  init?(_ form: ConvolutionForm, _ wanted: Contraction.Output) {
    let resultIsSingle = form.output[3] == 1
    let single = resultIsSingle ? form.output : form.image
    let wide = resultIsSingle ? form.image : form.output
    guard single[3] == 1, wide[3] > 0, wide[3] % 16 == 0, single[2] <= CE_WIDEST_SINGLE,
      wanted == (resultIsSingle ? .result : .input) || (wanted == .weights && resultIsSingle)
    else { return nil }
    self.form = form
    self.wanted = wanted
    self.resultIsSingle = resultIsSingle
    rows = AxisPairs(form, axis: 0, resultIsSingle: resultIsSingle)
    columns = AxisPairs(form, axis: 1, resultIsSingle: resultIsSingle)
    var counts = ce_single()
    counts.samples = form.image[0]
    (counts.kernel_height, counts.kernel_width, counts.channels) = (form.kernel[0], form.kernel[1], wide[3])
    scratch = Scratch(count: wanted == .weights ? ce_single_scratch(&counts) : 0)
  }

  func run(_ operands: Operands, _ output: UnsafeMutablePointer<Real>) {
    withForm { form in
      switch (wanted, resultIsSingle) {
      case (.weights, _):  // (x, y): the wide image, then the single result
        scratch.withMemory { ce_single_weights(form, operands[1], operands[0], output, $0) }
      case (_, true):  // (x, w)
        ce_single_from_wide(form, operands[0], operands[1], output)
      case (_, false):  // (w, y): the weights, then the wide result
        ce_single_from_wide(form, operands[1], operands[0], output)
      }
    }
  }

  private func withForm(_ body: (UnsafePointer<ce_single>) -> Void) {
    let single = resultIsSingle ? form.output : form.image
    let wide = resultIsSingle ? form.image : form.output
    rows.withPairs { rows, _ in
      columns.withPairs { _, columnTaps in
        var shared = ce_single(
          samples: single[0], height: single[1], width: single[2], wide_height: wide[1], wide_width: wide[2],
          channels: wide[3], kernel_height: form.kernel[0], kernel_width: form.kernel[1], rows: rows,
          column_taps: columnTaps)
        body(&shared)
      }
    }
  }
}
