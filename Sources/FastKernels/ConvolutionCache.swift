import Arrays
import Synchronization

extension PreparedConvolution {
  private struct Face: Hashable {
    let form: ConvolutionForm
    let slot: Int
  }

  /// How many faces are kept. A preset takes about fifty; the table is emptied when it is full.
  private static let mostKept = 512
  private static let kept = Mutex<[Face: PreparedConvolution]>([:])

  /// The compiled face of a form, made at its first use. `nil` where oneDNN refuses it.
  static func cached(_ form: ConvolutionForm, _ slot: Int) -> PreparedConvolution? {
    let face = Face(form: form, slot: slot)
    if let known = kept.withLock({ $0[face] }) { return known }
    guard let prepared = PreparedConvolution(form, slot) else { return nil }
    return kept.withLock { kept in
      if let known = kept[face] { return known }
      if kept.count >= mostKept { kept.removeAll() }
      kept[face] = prepared
      return prepared
    }
  }
}
