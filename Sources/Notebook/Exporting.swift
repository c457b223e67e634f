import Foundation
import Language

extension Command {
  static var export: Command {
    Command(
      "export", "Writes the cells so far to a file.",
      Argument("file", .file, "its ending decides: .wgan a script, .md a page, .ipynb a Jupyter notebook"),
      group: "Blocks and scripts",
      examples: ["export session.wgan"]
    ) { session, file in
      guard let form = ExportForm(file) else {
        throw Problem("\"\(file)\" has no ending that export knows", hint: "Use .wgan, .md or .ipynb.")
      }
      let cells = session.transcript.entries.filter { !ExportForm.isLeftOut($0.source) }
      try session.files.write(Array(form.text(of: cells).utf8), to: file)
      session.emit(.text("wrote \(cells.count) cells to \(file)"))
    }
  }
}

/// The ways to write down a session.
private enum ExportForm {
  case script, page, notebook

  init?(_ file: String) {
    switch file.split(separator: ".", omittingEmptySubsequences: false).last {
    case "wgan": self = .script
    case "md": self = .page
    case "ipynb": self = .notebook
    default: return nil
    }
  }

  /// Whether a cell would write files or end the run when it is run again.
  static func isLeftOut(_ source: String) -> Bool {
    let entry = Entry(source)
    return ["export", "quit"].contains(entry.text(entry.firstWord))
  }

  func text(of cells: [Transcript.Entry]) -> String {
    let numbers = Renumbering(kept: cells.filter { $0.failure == nil }.map(\.number))
    return switch self {
    case .script: cells.map { ExportForm.script($0, numbers) }.joined()
    case .page: cells.map(ExportForm.page).joined(separator: "\n")
    case .notebook: ExportForm.notebook(cells, numbers)
    }
  }

  /// A cell as lines of a script. One that failed is kept as a comment, for the script should run.
  private static func script(_ cell: Transcript.Entry, _ numbers: Renumbering) -> String {
    guard let failure = cell.failure else { return numbers.applied(to: cell.source) + "\n" }
    let why = failure.prefix { !$0.isNewline }
    return (lines(cell.source) + [String(why)]).map { "# \($0)\n" }.joined()
  }

  private static func page(_ cell: Transcript.Entry) -> String {
    let printed = cell.output + (cell.failure ?? "")
    return fenced("wgan", cell.source + "\n") + (printed.isEmpty ? "" : "\n" + fenced("text", printed))
  }

  /// A fence longer than any inside.
  private static func fenced(_ language: String, _ text: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func notebook(_ cells: [Transcript.Entry], _ numbers: Renumbering) -> String {
    let name = JSON.text("wganlab"), kernel = [("display_name", name), ("language", JSON.text("wgan")), ("name", name)]
    let language = [("file_extension", JSON.text(".wgan")), ("name", .text("wgan"))]
    return JSON.object([
      ("cells", .list(cells.map { cell($0, numbers) })),
      ("metadata", .object([("kernelspec", .object(kernel)), ("language_info", .object(language))])),
      ("nbformat", .integer(4)), ("nbformat_minor", .integer(5)),
    ]).line + "\n"
  }

  private static func cell(_ cell: Transcript.Entry, _ numbers: Renumbering) -> JSON {
    .object([
      ("cell_type", .text("code")), ("execution_count", numbers[cell.number].map(JSON.integer) ?? .null),
      ("id", .text(identity(cell))), ("metadata", metadata(cell)), ("outputs", .list(outputs(cell))),
      ("source", pieces(numbers.applied(to: cell.source))),
    ])
  }

  /// Jupyter's own mark for a cell that may fail, so that the cells after it run too.
  private static func metadata(_ cell: Transcript.Entry) -> JSON {
    .object(cell.failure == nil ? [] : [("tags", .list([.text("raises-exception")]))])
  }

  private static func outputs(_ cell: Transcript.Entry) -> [JSON] {
    var outputs: [JSON] = []
    if !cell.output.isEmpty {
      outputs.append(
        .object([("name", .text("stdout")), ("output_type", .text("stream")), ("text", pieces(cell.output))]))
    }
    if let failure = cell.failure {
      let message = String(failure.prefix { !$0.isNewline })
      outputs.append(
        .object([
          ("ename", .text("Problem")), ("evalue", .text(message)), ("output_type", .text("error")),
          ("traceback", .list(lines(failure).map(JSON.text))),
        ]))
    }
    return outputs
  }

  /// A text as notebooks keep it: its lines, each with its line break.
  private static func pieces(_ text: String) -> JSON {
    let all = lines(text)
    let pieces = all.enumerated().map { $0 < all.count - 1 ? $1 + "\n" : $1 }
    return .list(pieces.filter { !$0.isEmpty }.map(JSON.text))
  }

  /// The same cell at the same number has the same id (FNV-1a of its source), so exporting again changes nothing.
  private static func identity(_ cell: Transcript.Entry) -> String {
    let hash = cell.source.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "cell-\(cell.number)-" + String(hash, radix: 16)
  }
}
