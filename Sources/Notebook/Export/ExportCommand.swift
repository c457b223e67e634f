import Display
import Language
import Texts

extension Command {
  static var export: Command {
    Command(
      "export", "Writes the cells so far to a file.",
      Argument(
        "file", .file("wgan", "md", "ipynb", "html", "svg"),
        "its ending decides: .wgan a script, .md a page with its pictures beside it, .ipynb a Jupyter notebook, .html a page of its own, .svg what a terminal shows"
      ),
      Argument("replace", .optional(.word(["replace"])), "a file that is there already is written anew"),
      group: "Blocks and scripts", examples: ["export session.wgan", "export session.html replace"]
    ) { session, file, replace in
      guard let exporter = Exporter.all.first(where: { file.hasSuffix("." + $0.ending) }) else {
        throw Problem("\"\(file)\" has no ending that export knows", hint: "Use .wgan, .md, .ipynb, .html or .svg.")
      }
      let export = session.exported, name = String(file.split(separator: "/").last ?? "")
      let files = exporter.files(export, name).map { (name: $0.name(beside: file, ending: exporter.ending), $0.bytes) }
      for (path, _) in files {
        if replace == nil, try session.files.isThere(path) {
          let name = SourceText(file).pieces.contains { $0.kind == .space } ? "\"\(file)\"" : file
          throw Problem("\"\(path)\" is there already", hint: "Choose another name, or type: export \(name) replace")
        }
      }
      // What the file shows is there before the file itself.
      for (path, bytes) in files.reversed() { try session.files.write(bytes, to: path) }
      let notes = export.notes.map { "\nnote: " + $0 }.joined()
      let pictures = files.count > 1 ? ", and \(counted(files.count - 1, "picture")) beside it" : ""
      session.emit(.text("wrote \(export.cells.count) cells to \(file)\(pictures)" + notes))
    }
  }
}

/// A way to write a session down.
struct Exporter: Sendable {
  /// The ending of the files that it makes.
  let ending: String
  /// What is written for a file of that name: that file first.
  let files: @Sendable (SessionExport, _ name: String) -> [ExportedFile]

  /// One that writes a single file, whatever it is called.
  init(ending: String, text: @escaping @Sendable (SessionExport) -> String) {
    self.init(ending: ending) { export, _ in [ExportedFile(text(export))] }
  }

  /// One that writes files which know their name.
  init(ending: String, files: @escaping @Sendable (SessionExport, _ name: String) -> [ExportedFile]) {
    (self.ending, self.files) = (ending, files)
  }

  static let all: [Exporter] = [.script, .page, .notebook, .webPage, .screen]
}
