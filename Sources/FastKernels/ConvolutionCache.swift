import Arrays
import Synchronization

extension PreparedConvolution {
  private struct Key: Hashable {
    let form: ConvolutionForm
    let wanted: Contraction.Output
  }

  /// How many faces are kept. A preset takes about fifty; the table is emptied when it is full.
  private static let mostKept = 512
  private static let kept = Mutex<[Key: PreparedConvolution]>([:])

  /// The compiled face of a form, made at its first use. `nil` where oneDNN refuses it.
  static func cached(_ form: ConvolutionForm, _ wanted: Contraction.Output) -> PreparedConvolution? {
    let key = Key(form: form, wanted: wanted)
    if let known = kept.withLock({ $0[key] }) { return known }
    guard let prepared = PreparedConvolution(form, wanted) else { return nil }
    return kept.withLock { kept in
      if let known = kept[key] { return known }
      if kept.count >= mostKept { kept.removeAll() }
      kept[key] = prepared
      return prepared
    }
  }
}
