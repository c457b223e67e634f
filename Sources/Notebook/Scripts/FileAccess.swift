import Foundation
import Language

/// Which files may be read and written. Decided when the program starts; nothing that a script says can change it.
public struct FileAccess: Sendable {
  /// The only folder that may be touched, links resolved; `nil` for no such limit.
  public let root: String?

  /// Every file that the user may use.
  public static let unrestricted = FileAccess(root: nil)

  /// The folder and what is in it, links resolved; throws when it is no folder.
  public static func confined(to folder: String) throws(Problem) -> FileAccess {
    guard let root = resolved(folder) else { throw Problem("there is no folder \"\(folder)\"") }
    return FileAccess(root: root)
  }

  /// The path to read from, links resolved. Throws when there is no such file or it may not be read.
  public func readable(_ path: String) throws(Problem) -> String {
    try refuseOddNames(path)
    guard let real = FileAccess.resolved(path) else {
      if let root, leadsOutside(path) { throw outside(path, root) }
      throw Problem("there is no file \"\(path)\"", hint: "Give a path from the working folder.")
    }
    if let root, !isInside(real) { throw outside(path, root) }
    return real
  }

  /// The path to write to, its folder's links resolved. Throws when the folder is not there or may not be written to.
  public func writable(_ path: String) throws(Problem) -> String {
    try refuseOddNames(path)
    guard let parent = FileAccess.resolved(folder(of: path)) else {
      if let root, leadsOutside(path) { throw outside(path, root) }
      throw Problem("there is no folder for \"\(path)\"", hint: "Make the folder first.")
    }
    let target = FileAccess.resolved(path) ?? parent + "/" + lastName(of: path)
    if let root, !isInside(target) || !isInside(parent + "/x") { throw outside(path, root) }
    var status = stat()
    if stat(target, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw Problem("\"\(path)\" is not a plain file", hint: "Choose another name.")
    }
    return target
  }

  /// Whether the nearest folder on the way to a file, of those that are there, is outside: there even whether a file exists is not said.
  private func leadsOutside(_ path: String) -> Bool {
    var folder = folder(of: path)
    while FileAccess.resolved(folder) == nil { folder = self.folder(of: folder) }
    return !isInside(FileAccess.resolved(folder) ?? "/")
  }

  /// Whether something has that name already, where it may be written.
  public func isThere(_ path: String) throws(Problem) -> Bool {
    var status = stat()
    return lstat(try writable(path), &status) == 0
  }

  private func isInside(_ path: String) -> Bool {
    guard let root else { return true }
    return path == root || path.hasPrefix(root == "/" ? "/" : root + "/")
  }

  private func outside(_ path: String, _ root: String) -> Problem {
    Problem("\"\(path)\" is outside the working folder, and the session is safe", hint: "Use a file inside \(root).")
  }

  private func refuseOddNames(_ path: String) throws(Problem) {
    guard path.isEmpty || path.utf8.contains(0) || path.hasSuffix("/") else { return }
    throw Problem("\"\(path)\" is not the name of a file", hint: "Name a file of the working folder, such as run.wgan.")
  }

  private func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  private func lastName(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
