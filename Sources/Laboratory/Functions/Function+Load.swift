import Arrays
import Autodiff
import Checkpoints
import Datasets
import Files
import Language
import Notebook
import Refusals
import Texts

extension Function {
  /// `load("points.csv")` and its like, within what the session may read.
  static func load(_ files: FileAccess) -> Function {
    Function(
      "load",
      "Numbers of a file, or of a folder of PNG pictures: .npy, .npz, .csv, IDX, .png, .safetensors (help data; the command load goes on with a saved run)",
      group: "Make",
      examples: [
        #"load("points.csv")"#, #"load("points.csv", column: ["x", "y"])"#,
        #"load("run.safetensors", "critic.dense1.weight")"#,
      ],
      .text("file"), .texts("name"), .texts("column"), .flag("classes"), .optionalFlag("header"),
      .optionalTensor("tile")
    ) { context, path, name, column, classes, header, tile in
      let request = LoadRequest(
        path: path, names: name + column, isList: (name + column).count > 1, classes: classes, header: header,
        tile: try tile.map { try LoadRequest.tile($0) })
      let file: DataFile
      do throws(Problem) { file = try DataFile(path, files) } catch {
        throw error.located(at: context.place(of: "file"))
      }
      let blamed = name.isEmpty ? column.isEmpty ? "file" : "column" : "name"
      do throws(Problem) { return .tensor(try translated { try file.tensor(request) }) } catch {
        throw error.located(at: context.place(of: blamed))
      }
    }
  }

  /// `drawing("file.txt")`: points where characters are dense.
  static func drawing(_ files: FileAccess) -> Function {
    Function(
      "drawing", "Points [count × 2] of a drawing in characters: most where its characters are dense (help data)",
      group: "Make",
      examples: [#"drawing("face.txt")"#, #"drawing("face.txt", count: 2000, seed: 7)"#],
      .text("file"), .whole("count", within: 1...1_000_000, default: 10_000), .seed
    ) { context, path, count, seed in
      let real: String
      do throws(Problem) { real = try files.readable(path) } catch {
        throw error.located(at: context.place(of: "file"))
      }
      let draw = seed.map { (seed: UInt64($0), step: 0) } ?? context.nextDraw()
      return .tensor(
        Tensor(
          try CharacterDrawing(ByteStore(path: real, name: path)).points(
            count, random: Random(seed: draw.seed), stream: .init(named: "drawing"), step: draw.step)))
    }
  }
}

/// What is wanted of a file.
struct LoadRequest {
  let path: String
  /// Of a tensor, an array or columns.
  let names: [String]
  /// Whether several columns were asked for.
  let isList: Bool
  let classes: Bool
  let header: Bool?
  let tile: (height: Int, width: Int)?

  static func tile(_ tensor: Tensor) throws(Problem) -> (height: Int, width: Int) {
    let extents = (tensor.value?.numbers ?? []).compactMap { Int(exactly: $0) }
    guard tensor.shape.count == 2, extents.count == 2, extents.allSatisfy({ (1...1 << 20).contains($0) }) else {
      throw Problem("load, tile: it is no height and width", hint: "Write tile: [32, 32].")
    }
    return (extents[0], extents[1])
  }

  /// Refuses what a file of this kind has no use for.
  func refuse(_ kind: String, names: Bool = false, table: Bool = false, tile: Bool = false) throws(Problem) {
    if !names, !self.names.isEmpty {
      throw Problem(
        "\(quoted(path)) is \(kind), in which nothing has a name", hint: "Leave out \(quoted(self.names[0])).")
    }
    if !table, classes || header != nil {
      throw Problem(
        "\(quoted(path)) is \(kind), which has no columns", hint: "classes: and header: are for .csv files.")
    }
    if !tile, self.tile != nil {
      throw Problem("\(quoted(path)) is \(kind), which is not cut into tiles", hint: "tile: is for a .png file.")
    }
  }
}

extension Parameter where Input == [String] {
  /// A text in quotes or a list of such, which may be left out.
  fileprivate static func texts(_ name: String) -> Parameter {
    Parameter(ParameterDescription(name: name, presence: .optional("…"))) { (arguments, context) throws(Problem) in
      guard let argument = arguments.first else { return [] }
      let values = if case .list(let values) = argument.value { values } else { [argument.value] }
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      guard texts.count == values.count, !texts.isEmpty else {
        throw Problem(
          "\(context.name), \(name): a text is needed", hint: "Put it in double quotes: \"…\".", at: argument.range)
      }
      return texts
    }
  }
}

extension Parameter where Input == Bool? {
  /// Yes or no by its label, found out where it is left out.
  fileprivate static func optionalFlag(_ name: String) -> Parameter {
    let flag = Parameter<Bool>.flag(name)
    return Parameter(ParameterDescription(name: name, presence: .optional("…"), labelOnly: true)) {
      (arguments, context) throws(Problem) in
      arguments.isEmpty ? nil : try flag.value(of: arguments, context)
    }
  }
}
