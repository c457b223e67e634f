import Display
import Foundation
import Refusals
import Texts

/// What Jupyter is told of the kernel: how it is started, what it is called, and its logos.
public struct KernelSpec: Sendable {
  /// The name that notebooks call it by, which is also that of its folder.
  public let name: String
  private let words: [String]

  /// A kernel started by a program at a path; `options` come after what Jupyter needs. Throws for a name that Jupyter would not take.
  public init(name: String = "wganlab", program: String, options: [String] = []) throws(Refusal) {
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80 && (character.isLetter || character.isNumber || "._-".contains(character))
      }
    guard isName, name.first != "." else {
      throw Refusal(
        quoted(name), "a kernel cannot be called that", "Use letters, digits, dots, dashes and underscores.")
    }
    self.name = name.lowercased()
    words = [program, "-f", "{connection_file}"] + options
  }

  /// What people see in menus.
  private var title: String { name == "wganlab" ? "WGAN Lab" : "WGAN Lab (\(name))" }

  /// What is in `kernel.json`.
  public var json: String {
    JSON.object([
      ("argv", .list(words.map(JSON.text))), ("display_name", .text(title)), ("language", .text("wgan")),
      ("interrupt_mode", .text("signal")), ("metadata", .object([("debugger", .truth(false))])),
    ]).line + "\n"
  }

  /// The files of the folder and what is in them.
  private var files: [(name: String, bytes: [UInt8])] {
    [
      ("kernel.json", Array(json.utf8)), ("logo-svg.svg", Array(Logo.svg.utf8)), ("logo-32x32.png", Logo.png(32)),
      ("logo-64x64.png", Logo.png(64)),
    ]
  }

  /// Writes the folder at a place, over what an earlier installation has left; gives its path.
  public func install(at place: KernelPlace) throws(Refusal) -> String {
    let folder = place.folder(of: name)
    for file in files { try place.write(file.bytes, to: "\(folder)/\(file.name)") }
    return folder
  }

  /// Removes what was installed at a place, and nothing else; gives its path.
  public func uninstall(from place: KernelPlace) throws(Refusal) -> String {
    let folder = place.folder(of: name)
    guard FileManager.default.fileExists(atPath: "\(folder)/kernel.json") else {
      throw Refusal(quoted(folder), "no kernel is installed there", "jupyter kernelspec list says what is where.")
    }
    for file in files { unlink("\(folder)/\(file.name)") }
    guard rmdir(folder) == 0 else {
      throw Refusal(
        quoted(folder), "the folder cannot be removed: \(String(cString: strerror(errno)))",
        "Look at what is still in it, and remove it yourself.")
    }
    return folder
  }
}
