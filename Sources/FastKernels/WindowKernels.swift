import Arrays
import CElementwise

extension Kernels {
  @Sendable static func fastWindows(_ form: ConvolutionForm, _ adjoint: Bool) -> Kernel {
    let (windows, count) = (form.cWindows, form.windows[0])
    return Kernel { operands, output in
      withUnsafePointer(to: windows) {
        adjoint ? ce_windows_adjoint($0, operands[0], output) : ce_window_rows($0, operands[0], 0, count, output)
      }
    }
  }
}

extension ConvolutionForm {
  /// Its windows as the C loops take them.
  var cWindows: ce_windows {
    ce_windows(
      samples: image[0], height: image[1], width: image[2], channels: image[3], kernel_height: kernel[0],
      kernel_width: kernel[1], rows: output[1], columns: output[2], row_stride: stride[0], column_stride: stride[1],
      top: padding[0], left: padding[1])
  }
}
