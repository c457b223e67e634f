import Display
import Graphics
import Language
import Refusals
import Texts

/// A file that a figure is to be written to.
struct FigureTarget {
  /// Its name; its ending says how.
  let file: String
  /// Whether a file that is there already is written anew.
  var replaces = false
}

extension ArgumentKind where Value == FigureTarget? {
  /// `to F.svg`, `to F.png replace` at the end of a line, or nothing.
  static var figureFile: ArgumentKind {
    ArgumentKind(
      usage: { _ in "[to FILE [replace]]" }, extent: .keyword("to"), occurrence: .optional,
      candidates: { _, _ in [("to", nil)] }
    ) { (reader, _) throws(Problem) in
      reader.claimed("to").map { FigureTarget(file: $0.text, replaces: reader.claimed("replace") != nil) }
    }
  }
}

extension Session {
  /// Writes figures to a file, as SVG or as PNG by its ending, the second one to a file with `-2` in its name, and so on; over files that are
  /// there only where that is asked for.
  func write(_ figures: [Figure], to target: FigureTarget) throws(Problem) {
    guard let format = FigureFormat.all.first(where: { target.file.hasSuffix("." + $0.ending) }) else {
      throw Problem("\"\(target.file)\" has no ending that a figure can be written by", hint: "Use .svg or .png.")
    }
    let stem = target.file.dropLast(format.ending.count + 1)
    let names = figures.indices.map { $0 == 0 ? target.file : "\(stem)-\($0 + 1).\(format.ending)" }
    for name in names {
      if !target.replaces, try files.isThere(name) {
        throw Problem("\"\(name)\" is there already", hint: "Choose another name, or add replace.")
      }
    }
    for (figure, name) in zip(figures, names) {
      let bytes: [UInt8]
      do throws(Refusal) { bytes = try format.bytes(Drawing(figure)) } catch {
        throw Problem("\(error.place): \(error.problem)", hint: error.remedy)
      }
      try files.write(bytes, to: name)
    }
    emit(.text("wrote " + listed(names)))
  }
}

/// A way to write a figure down.
private struct FigureFormat: Sendable {
  /// The ending of the files that it makes.
  let ending: String
  /// What is written.
  let bytes: @Sendable (Drawing) throws(Refusal) -> [UInt8]

  static let all = [
    FigureFormat(ending: "svg") { Array(SVG().text($0).utf8) },
    FigureFormat(ending: "png") { drawing throws(Refusal) in try drawing.png() },
  ]
}
