import Display
import Graphics
import Language
import Texts

extension Exporter {
  /// A picture of the session on a terminal in colour.
  static let screen = Exporter(ending: "svg") { (export: SessionExport, name: String) in
    let cells = export.cells.filter { $0.kind == .code }, page = Page(width: 80, height: 24)
    let text = cells.map { typed($0) + shown($0, on: page) }.joined()
    return [ExportedFile(SVG().text(TerminalScreen(text).drawing(title: "A session of WGAN Lab")))]
  }

  /// A cell as it was typed: the prompt stands out.
  private static func typed(_ cell: ExportedCell) -> String {
    let prompt = "wgan [\(cell.number ?? 0)]> ", indent = padded("...> ", to: prompt.count, right: true)
    return lines(of: cell.source).enumerated().map { index, line in
      "\u{1B}[1;36m\(index == 0 ? prompt : indent)\u{1B}[0m\(sanitized(String(line)))\n"
    }.joined()
  }

  private static func shown(_ cell: ExportedCell, on page: Page) -> String {
    let failure = cell.failure.map { "\u{1B}[31m\(sanitized($0))\u{1B}[0m\n" } ?? ""
    return cell.outputs.map { Renderer.colour.text($0, on: page) + "\n" }.joined() + failure
  }
}
