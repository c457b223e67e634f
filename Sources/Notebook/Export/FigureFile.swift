import Display
import Graphics
import Language
import Refusals

extension Session {
  /// Writes a figure to a file, as SVG or as PNG by its ending; over a file that is there only where that is asked for.
  public func write(_ figure: Figure, to file: String, replacing: Bool = false) throws(Problem) {
    guard let format = FigureFormat.all.first(where: { file.hasSuffix("." + $0.ending) }) else {
      throw Problem("\"\(file)\" has no ending that a figure can be written by", hint: "Use .svg or .png.")
    }
    if !replacing, try files.isThere(file) {
      throw Problem("\"\(file)\" is there already", hint: "Choose another name, or add replace.")
    }
    let bytes: [UInt8]
    do throws(Refusal) { bytes = try format.bytes(Drawing(figure)) } catch {
      throw Problem("\(error.place): \(error.problem)", hint: error.remedy)
    }
    try files.write(bytes, to: file)
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
