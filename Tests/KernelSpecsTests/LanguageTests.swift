import Foundation
import KernelSpecs
import Refusals
import Testing

/// What editors and Python's programs are told of the language.
@Suite struct LanguageTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "language-\(UUID().uuidString)").path
  private let words = LanguageWords(commands: ["train", "show"], functions: ["sum"])

  /// JupyterLab finds an extension by its package, which names the script that it loads.
  @Test func extensionOfTheEditor() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try LabExtension(words).install(at: .prefixed(folder))
    #expect(path == folder + "/share/jupyter/labextensions/wganlab")
    let package = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path + "/package.json")))
    let build = ((package as? [String: Any])?["jupyterlab"] as? [String: Any])?["_build"] as? [String: String]
    let script = try String(contentsOfFile: path + "/" + (try #require(build?["load"])), encoding: .utf8)
    #expect(script.contains(#"new Set(["show", "train"])"#) && script.contains(#"new Set(["sum"])"#))
    #expect(!script.contains("COMMANDS") && !script.contains("FUNCTIONS"))
  }

  /// It stays as long as a kernel of ours is there, and leaves nothing behind.
  @Test func extensionGoesWithTheLastKernel() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let place = KernelPlace.prefixed(folder),
      (one, two) = (try KernelSpec(program: "/a"), try KernelSpec(name: "b", program: "/a"))
    for spec in [one, two] { _ = try spec.install(at: place) }
    let path = try LabExtension(words).install(at: place)
    _ = try one.uninstall(from: place)
    LabExtension.uninstall(from: place)
    #expect(FileManager.default.fileExists(atPath: path + "/package.json"))
    _ = try two.uninstall(from: place)
    LabExtension.uninstall(from: place)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  /// The same package is the same bytes; what is in it is tried by Python itself, in `Tests/Kernel`.
  @Test func package() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try PythonPackage(words).write(into: folder)
    #expect(path.hasSuffix("/wganlab_jupyter-0.1.0-py3-none-any.whl"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.starts(with: Array("PK\u{3}\u{4}".utf8)))
    #expect(try Data(contentsOf: URL(fileURLWithPath: PythonPackage(words).write(into: folder))) == bytes)
    #expect(throws: Refusal.self) { try PythonPackage(words).write(into: folder + "/none/such") }
  }
}
