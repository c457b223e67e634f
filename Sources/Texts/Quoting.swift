/// A text that was typed or read, in quotes and safe to print on one line: what is not shown as itself is spelled out, and a long text
/// is cut.
public func quoted(_ text: String, atMost limit: Int = 80) -> String {
  let shown = text.unicodeScalars.prefix(limit).map { $0.isVisible ? String($0) : $0.spelled }
  return "\"" + shown.joined() + (shown.count < text.unicodeScalars.count ? "…" : "") + "\""
}
