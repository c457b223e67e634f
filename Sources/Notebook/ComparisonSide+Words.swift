import Language
import Texts

extension [ComparisonSide] {
  /// What was compared, behind a condition: `, where loss is 0.3`. Numbers that are written out say nothing new.
  public var words: String {
    let told = compactMap { side -> String? in
      let (text, value) = (side.text, side.value.briefText)
      return text == value ? nil : "\(text) is \(value)"
    }
    return told.isEmpty ? "" : ", where \(listed(told))"
  }
}
