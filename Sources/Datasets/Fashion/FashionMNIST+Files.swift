import Foundation
import Refusals

extension FashionMNIST {
  /// The variable that names the folder of the four files.
  public static let folderVariable = "WGANLAB_DATA"

  /// Reads one part from a folder that holds the four files under their own names (`train-images-idx3-ubyte.gz`,
  /// …; without `.gz` where they are uncompressed).
  ///
  /// Without a folder: the one that `WGANLAB_DATA` names, else where Debian's package puts it. Takes about 0.2 s.
  public static func load(
    folder: URL? = nil, split: Split, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Refusal) -> FashionMNIST {
    let folder = if let folder { folder } else { try self.folder(environment: environment) }
    return try FashionMNIST(
      images: file(split.imagesFile, in: folder), labels: file(split.labelsFile, in: folder))
  }

  /// The folder that `WGANLAB_DATA` names, else the first of the system's shared data folders
  /// (`$XDG_DATA_DIRS`, `/usr/local/share`, `/usr/share`) that has one of the files in `datasets/fashion-mnist`.
  public static func folder(environment: [String: String]) throws(Refusal) -> URL {
    if let named = environment[folderVariable], !named.isEmpty {
      return URL(fileURLWithPath: named, isDirectory: true)
    }
    let listed = (environment["XDG_DATA_DIRS"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    for shared in listed.map(String.init) + ["/usr/local/share", "/usr/share"] {
      let folder = URL(fileURLWithPath: shared, isDirectory: true).appending(path: "datasets/fashion-mnist")
      if fileNames.contains(where: { existing($0, in: folder) != nil }) { return folder }
    }
    throw Refusal("Fashion-MNIST", "it is not on this computer", remedy)
  }

  private static let remedy = """
    Install Debian's package (sudo apt-get install dataset-fashion-mnist), or set \(folderVariable) to a folder that \
    holds the four files \(fileNames.map { $0 + ".gz" }.joined(separator: ", ")).
    """

  private static var fileNames: [String] { Split.allCases.flatMap { [$0.imagesFile, $0.labelsFile] } }

  private static func file(_ name: String, in folder: URL) throws(Refusal) -> URL {
    guard let url = existing(name, in: folder) else {
      throw Refusal(folder.path, "\(name).gz is not in this folder", remedy)
    }
    return url
  }

  private static func existing(_ name: String, in folder: URL) -> URL? {
    [name + ".gz", name].map { folder.appending(path: $0) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}

extension FashionMNIST.Split {
  private var prefix: String { self == .train ? "train" : "t10k" }
  fileprivate var imagesFile: String { prefix + "-images-idx3-ubyte" }
  fileprivate var labelsFile: String { prefix + "-labels-idx1-ubyte" }
}
