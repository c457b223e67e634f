import Arrays
import Autodiff
import Checkpoints
import Datasets
import Files
import Foundation
import Language
import Notebook
import Refusals
import Texts

/// A file of numbers, or a folder of pictures, by its kind: what its name ends with says which, else how it begins.
struct DataFile {
  private let path: String
  private let real: String
  private let files: FileAccess

  /// A file that the session may read.
  init(_ path: String, _ files: FileAccess) throws(Problem) {
    var name = path
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    (self.path, self.files) = (name, files)
    real = try files.readable(name)
  }

  /// The numbers that are wanted of it.
  func tensor(_ request: LoadRequest) throws -> Tensor {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: real, isDirectory: &isFolder), isFolder.boolValue {
      try request.refuse("a folder")
      return try Tensor(pictures())
    }
    let store = try ByteStore(path: real, name: path)
    switch try kind(store) {
    case .npy:
      try request.refuse("a .npy file")
      return Tensor(try NPY(store).array())
    case .npz:
      try request.refuse("a .npz file", names: true)
      return Tensor(try NPZ(store).array(try request.oneName()))
    case .idx:
      try request.refuse("an IDX file")
      return Tensor(try IDX.array(store))
    case .png:
      try request.refuse("a PNG picture", tile: true)
      return Tensor(try tiles(of: try PNG(store).array(), request.tile))
    case .safetensors:
      try request.refuse("a safetensors file", names: true)
      return try tensor(named: try request.oneName(), of: try SafetensorsFile(path: real, name: path))
    case .csv:
      try request.refuse("a table", names: true, table: true)
      return Tensor(try columns(of: try CSV(store, header: request.header), request))
    }
  }

  // MARK: - Kinds

  private enum Kind { case npy, npz, idx, png, safetensors, csv }

  private static let endings: [(String, Kind)] = [
    (".npy", .npy), (".npz", .npz), (".png", .png), (".safetensors", .safetensors), (".csv", .csv), (".tsv", .csv),
    (".txt", .csv), (".gz", .idx), ("ubyte", .idx), (".idx", .idx),
  ]

  /// Whether a file's name says that it holds numbers, and no run.
  static func holdsNumbers(_ path: String) -> Bool {
    endings.contains { path.lowercased().hasSuffix($0.0) && $0.1 != .safetensors }
  }

  private func kind(_ store: ByteStore) throws(Refusal) -> Kind {
    if let known = DataFile.endings.first(where: { path.lowercased().hasSuffix($0.0) }) { return known.1 }
    let head = try store.bytes(count: min(16, store.size))
    if head.starts(with: [0x93]) { return .npy }
    if head.starts(with: Array("PK".utf8)) { return .npz }
    if head.starts(with: [0x89]) { return .png }
    if head.starts(with: [0x1F, 0x8B]) || head.starts(with: [0, 0]) { return .idx }
    if head.count > 8, head[8] == UInt8(ascii: "{") { return .safetensors }
    return .csv
  }

  // MARK: - What is in them

  private func tensor(named name: String?, of file: SafetensorsFile) throws -> Tensor {
    let contents =
      file.entries.isEmpty ? "It holds no tensors." : "It holds \(firstFew(file.entries.map { quoted($0.name) }))."
    guard let name = name ?? (file.entries.count == 1 ? file.entries[0].name : nil) else {
      throw Problem("load needs the name of a tensor", hint: contents)
    }
    guard let entry = file.entry(named: name) else {
      let near = nearest(name, among: file.entries.prefix(10_000).map(\.name))
      throw Refusal(quoted(path), "it has no tensor \(quoted(name))", didYouMean(near.map { quoted($0) }) ?? contents)
    }
    try Shape(entry.shape).checkRoom(quoted(name))
    return Tensor(try file.array(entry), label: name)
  }

  private func columns(of table: CSV, _ request: LoadRequest) throws -> NDArray {
    if request.classes {
      guard let name = try request.oneName() else {
        throw Problem("classes: true needs a column", hint: #"Write column: "species", classes: true."#)
      }
      return try table.classes(name).labels
    }
    if request.isList { return try table.columns(request.names) }
    return try request.names.first.map { try table.column($0) } ?? table.table()
  }

  // MARK: - Pictures

  /// The most pictures of a folder.
  private static let mostPictures = 1_000_000

  /// All PNG files of a folder, in the order of their names, `[count × height × width × channels]`: they have one size.
  private func pictures() throws -> NDArray {
    let names = try FileManager.default.contentsOfDirectory(atPath: real)
      .filter { $0.lowercased().hasSuffix(".png") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard let first = names.first else {
      throw Problem("\(quoted(path)) is a folder without .png files", hint: "Name a file, or a folder of pictures.")
    }
    guard names.count <= DataFile.mostPictures else {
      throw Problem("\(quoted(path)) holds \(names.count) pictures", hint: "\(DataFile.mostPictures) are the most.")
    }
    let picture = try picture(first).shape, shape = Shape([names.count] + picture.extents)
    try shape.checkSize(quoted(path))
    try shape.checkRoom(quoted(path))
    var all: [Real] = []
    all.reserveCapacity(shape.count)
    for name in names {
      try Cancellation.check()
      let array = try self.picture(name)
      guard array.shape == picture else {
        throw Refusal(
          quoted("\(path)/\(name)"), "it is \(array.shape), and \(quoted(first)) is \(picture)",
          "The pictures of a folder have one size, and as many channels.")
      }
      array.withNumbers { all += $0 }
    }
    return NDArray(all, shape: shape)
  }

  private func picture(_ name: String) throws -> NDArray {
    let file = "\(path)/\(name)"
    return try PNG(ByteStore(path: try files.readable(file), name: file)).array()
  }

  /// A picture cut into tiles, row by row; whole as the only one where none are asked for.
  private func tiles(of picture: NDArray, _ tile: (height: Int, width: Int)?) throws -> NDArray {
    let (height, width, channels) = (picture.shape[0], picture.shape[1], picture.shape[2])
    guard let tile else { return picture.reshaped([1, height, width, channels]) }
    guard height % tile.height == 0, width % tile.width == 0 else {
      throw Refusal(
        quoted(path), "its \(height)×\(width) pixels are no whole number of tiles \(tile.height)×\(tile.width)",
        "tile: [height, width] divides both.")
    }
    let (down, across) = (height / tile.height, width / tile.width)
    return NDArray(shape: [down * across, tile.height, tile.width, channels]) { room in
      picture.withNumbers { pixels in
        var place = 0
        for index in 0..<down * across {
          for row in 0..<tile.height {
            let first = ((index / across * tile.height + row) * width + index % across * tile.width) * channels
            for number in 0..<tile.width * channels {
              room[place] = pixels[first + number]
              place += 1
            }
          }
        }
      }
    }
  }
}

extension LoadRequest {
  /// The one name that was given; `nil` for none.
  fileprivate func oneName() throws(Problem) -> String? {
    guard names.count < 2 else {
      throw Problem("\(names.count) names, and one is read", hint: "Several are for columns of a .csv file.")
    }
    return names.first
  }
}
