import Display
import Graphics
import Language
import Texts

extension Exporter {
  /// A page of HTML that stands alone: figures as SVG within it, light and dark, no scripts, nothing fetched.
  static let webPage = Exporter(ending: "html") { (export: SessionExport, name: String) in
    var writer = WebPageWriter()
    for cell in export.cells { writer.add(cell) }
    return [ExportedFile(writer.page(name: name, notes: export.notes))]
  }
}

/// Writes a session as a web page.
private struct WebPageWriter {
  private var sections: [String] = []
  private var count = 0
  private var figures = 0

  mutating func add(_ cell: ExportedCell) {
    switch cell.kind {
    case .markdown: sections.append("<section class=\"words\">\n\(WebPageWriter.words(cell.source))</section>")
    case .raw: sections.append("<section><pre>\(markupText(cell.source))</pre></section>")
    case .code: addCode(cell)
    }
  }

  private mutating func addCode(_ cell: ExportedCell) {
    count += 1
    let id = "cell-\(count)", heading = cell.number.map { "Cell \($0)" } ?? "A cell that was not run"
    var parts = [
      "<h2 id=\"\(id)\">\(heading)</h2>", "<pre class=\"typed\"><code>\(markupText(cell.source))</code></pre>",
    ]
    for output in cell.outputs { parts.append(shown(output)) }
    if let failure = cell.failure {
      parts.append("<pre class=\"failed\">\(markupText(WebPageWriter.trimmed(failure)))</pre>")
    }
    sections.append("<section aria-labelledby=\"\(id)\">\n\(parts.joined(separator: "\n"))\n</section>")
  }

  private mutating func shown(_ output: Output) -> String {
    switch output {
    case .figure(let figure):
      figures += 1
      return "<figure>\n\(SVG(id: "figure-\(figures)", hasStyle: false).text(Drawing(figure)))</figure>"
    case .table(let table):
      let lines = TableMarkup.classes.lines(table)
      return "<div class=\"wide\">" + lines.joined(separator: "\n") + "</div>"
    case .text, .number, .tensor: return "<pre class=\"shown\">\(markupText(output.text))</pre>"
    }
  }

  /// A notebook's words: headings and paragraphs.
  private static func words(_ source: String) -> String {
    var result = "", paragraph: [String] = []
    func flush() {
      if !paragraph.isEmpty { result += "<p>\(markupText(paragraph.joined(separator: "\n")))</p>\n" }
      paragraph = []
    }
    for line in lines(of: source) {
      let marks = line.prefix { $0 == "#" }.count
      if line.allSatisfy(\.isWhitespace) {
        flush()
      } else if (1...6).contains(marks), line.dropFirst(marks).first == " " {
        flush()
        let level = min(6, marks + 1)
        result += "<h\(level)>\(markupText(String(line.dropFirst(marks + 1))))</h\(level)>\n"
      } else {
        paragraph.append(String(line))
      }
    }
    flush()
    return result
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }

  /// The whole page.
  func page(name: String, notes: [String]) -> String {
    let said = notes.map { "<p class=\"note\">Note: \(markupText($0)).</p>\n" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="generator" content="wganlab"/>
      <title>\(markupText(name))</title>
      <style>
      \(WebPageWriter.style)\(SVG.style)</style>
      </head>
      <body>
      <header>
      <h1>\(markupText(name))</h1>
      <p>A session of WGAN Lab: \(counted(count, "cell")), \(counted(figures, "figure")).</p>
      \(said)</header>
      <main>
      \(sections.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private static let style = """
    :root{--paper:#fff;--ink:#1c1c20;--muted:#5c5c66;--typed:#f3f3f6;--edge:#d8d8de;--failed:#a3242a}
    @media screen and (prefers-color-scheme:dark){
    :root{--paper:#18191e;--ink:#e8e8ee;--muted:#a6a7b2;--typed:#23252c;--edge:#3a3c46;--failed:#ff9a94}}
    body{margin:0 auto;padding:1.5rem;max-width:50rem;background:var(--paper);color:var(--ink);
    font:1rem/1.5 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}
    h1{font-size:1.5rem;margin:0}
    h2{font-size:.85rem;font-weight:600;color:var(--muted);margin:1.75rem 0 .35rem}
    header p{margin:.25rem 0;color:var(--muted)}
    pre{margin:.35rem 0;padding:.5rem .75rem;overflow-x:auto;
    font:.85rem/1.45 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
    .typed{background:var(--typed);border-left:3px solid #0072b2;border-radius:3px}
    .failed{color:var(--failed);border-left:3px solid var(--failed)}
    .words{margin-top:1.75rem} .words h2{font-size:1.2rem;color:var(--ink)}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;font-size:.9rem;margin:.35rem 0}
    caption{text-align:left;color:var(--muted);padding-bottom:.25rem}
    th,td{padding:.15rem .9rem .15rem 0;text-align:left;vertical-align:top}
    thead th{border-bottom:1px solid var(--edge);font-weight:600}
    .number{text-align:right;font-variant-numeric:tabular-nums}
    figure{margin:.75rem 0} figure svg{display:block;max-width:100%;height:auto}
    @media print{
    body{max-width:none;padding:0} pre{white-space:pre-wrap;overflow:visible} .wide{overflow:visible}
    figure,table,pre{break-inside:avoid} h2,.typed{break-after:avoid}}

    """
}
