import Arrays
import CElementwise

extension Kernels {
  @Sendable static func fastIm2col(_ form: ConvolutionForm, _ adjoint: Bool) -> Kernel {
    let windows = ce_windows(
      samples: form.image[0], height: form.image[1], width: form.image[2], channels: form.image[3],
      kernel_height: form.kernel[0], kernel_width: form.kernel[1], rows: form.output[1], columns: form.output[2],
      row_stride: form.stride[0], column_stride: form.stride[1], top: form.padding[0], left: form.padding[1])
    return Kernel { operands, output in
      withUnsafePointer(to: windows) {
        adjoint ? ce_windows_adjoint($0, operands[0], output) : ce_window_rows($0, operands[0], output)
      }
    }
  }
}
