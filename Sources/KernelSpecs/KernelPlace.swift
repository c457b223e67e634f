import Files
import Foundation
import Refusals
import Texts

/// Where Jupyter looks for kernels.
public struct KernelPlace: Sendable {
  private let data: String

  /// Jupyter's folder of data that belongs to a user.
  public static func user(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Refusal) -> KernelPlace {
    if let folder = environment["JUPYTER_DATA_DIR"], !folder.isEmpty { return KernelPlace(data: folder) }
    if let folder = environment["XDG_DATA_HOME"], folder.hasPrefix("/") {
      return KernelPlace(data: folder + "/jupyter")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw Refusal("--user", "there is no home folder", "Name a place with --prefix.")
    }
    return KernelPlace(data: home + "/.local/share/jupyter")
  }

  /// The Python environment that is active.
  public static func environment(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Refusal) -> KernelPlace {
    guard let prefix = ["VIRTUAL_ENV", "CONDA_PREFIX"].compactMap({ environment[$0] }).first(where: { !$0.isEmpty })
    else {
      throw Refusal(
        "--sys-prefix", "no Python environment is active", "Activate it, or name its folder: --prefix FOLDER.")
    }
    return prefixed(prefix)
  }

  /// A prefix, such as `/usr/local`, for everybody who uses what is installed there.
  public static func prefixed(_ prefix: String) -> KernelPlace {
    KernelPlace(data: (prefix.hasSuffix("/") ? prefix : prefix + "/") + "share/jupyter")
  }

  /// The folder of what JupyterLab's editor is told.
  var extensionFolder: String { "\(data)/labextensions/wganlab" }

  /// Whether a kernel of ours is there, under whatever name.
  var hasKernel: Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(data)/kernels")) ?? []
    return names.contains { name in
      let told = try? String(contentsOfFile: "\(folder(of: name))/kernel.json", encoding: .utf8)
      return told?.contains("\"language\": \"wgan\"") == true
    }
  }

  /// The folder of a kernel.
  func folder(of name: String) -> String { "\(data)/kernels/\(name)" }

  /// Writes a file of the place, its folders made where they are not there.
  func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      folder += part + "/"
      guard access(folder, F_OK) == 0 || mkdir(folder, 0o755) == 0 else {
        throw Refusal(
          quoted(folder), "the folder cannot be made: \(String(cString: strerror(errno)))",
          "Name a place that you may write to: --user, --sys-prefix or --prefix.")
      }
    }
    try DurableFile(path: path, name: path).write(bytes)
  }
}
