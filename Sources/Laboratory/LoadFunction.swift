import Arrays
import Autodiff
import Checkpoints
import Language
import Notebook
import Refusals
import Texts

extension Function {
  /// `load("file.safetensors", "name")`, within what the session may read.
  static func load(_ files: FileAccess) -> Function {
    Function(
      "load", "One tensor of a safetensors file, by its name (the command load goes on with a saved run)",
      group: "Make", examples: [#"load("run.safetensors", "critic.dense1.weight")"#],
      .text("file"), .optionalText("name")
    ) { context, path, name in
      let real: String
      do throws(Problem) { real = try files.readable(path) } catch {
        throw error.located(at: context.place(of: "file"))
      }
      let file = try at(context.place(of: "file")) { () throws(Refusal) in try SafetensorsFile(path: real, name: path)
      }
      guard let name else { throw Problem("load needs the name of a tensor", hint: contents(file), at: context.range) }
      guard let entry = file.entry(named: name) else {
        throw Problem(
          "\(quoted(path)) has no tensor \(quoted(name))", hint: suggestion(name, file), at: context.place(of: "name"))
      }
      try translated { try Shape(entry.shape).checkRoom(quoted(name)) }
      let array = try at(context.place(of: "name")) { () throws(Refusal) in try file.array(entry) }
      return .tensor(Tensor(array, label: name))
    }
  }

  private static func at<T>(_ range: Range<Int>, _ body: () throws(Refusal) -> T) throws(Problem) -> T {
    do throws(Refusal) { return try body() } catch { throw Problem(error).located(at: range) }
  }

  private static func suggestion(_ name: String, _ file: SafetensorsFile) -> String {
    let near = nearest(name, among: file.entries.prefix(10_000).map(\.name))
    return didYouMean(near.map { quoted($0) }) ?? contents(file)
  }

  private static func contents(_ file: SafetensorsFile) -> String {
    file.entries.isEmpty ? "It holds no tensors." : "It holds \(firstFew(file.entries.map { quoted($0.name) }))."
  }
}

extension Parameter where Input == String? {
  /// A text in quotes, which may be left out.
  fileprivate static func optionalText(_ name: String) -> Parameter {
    Parameter(ParameterDescription(name: name, presence: .optional("…"))) { (arguments, context) throws(Problem) in
      guard let argument = arguments.first else { return nil }
      guard case .text(let text) = argument.value else {
        throw Problem(
          "\(context.name), \(name): a text is needed", hint: "Put it in double quotes: \"…\".", at: argument.range)
      }
      return text
    }
  }
}
