import Language

extension Command {
  static var export: Command {
    Command(
      "export", "Writes the cells so far to a file.",
      Argument(
        "file", .file("wgan", "md", "ipynb"),
        "its ending decides: .wgan a script, .md a page, .ipynb a Jupyter notebook"),
      Argument("replace", .optional(.word(["replace"])), "a file that is there already is written anew"),
      group: "Blocks and scripts", examples: ["export session.wgan", "export session.wgan replace"]
    ) { session, file, replace in
      guard let exporter = Exporter.all.first(where: { file.hasSuffix("." + $0.ending) }) else {
        throw Problem("\"\(file)\" has no ending that export knows", hint: "Use .wgan, .md or .ipynb.")
      }
      if replace == nil, try session.files.isThere(file) {
        let name = SourceText(file).pieces.contains { $0.kind == .space } ? "\"\(file)\"" : file
        throw Problem("\"\(file)\" is there already", hint: "Choose another name, or type: export \(name) replace")
      }
      let export = session.exported
      try session.files.write(Array(exporter.text(export).utf8), to: file)
      let notes = export.notes.map { "\nnote: " + $0 }.joined()
      session.emit(.text("wrote \(export.cells.count) cells to \(file)" + notes))
    }
  }
}

/// A way to write a session down.
struct Exporter: Sendable {
  /// The ending of the files that it makes.
  let ending: String
  /// The file's text.
  let text: @Sendable (SessionExport) -> String

  static let all: [Exporter] = [.script, .page, .notebook]
}
