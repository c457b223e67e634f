import Foundation
import KernelSpecs
import Refusals
import Testing

/// What Jupyter is told, where it looks for it.
@Suite struct InstallationTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "kernelspecs-\(UUID().uuidString)").path
  private var files: FileManager { .default }

  /// Each place is that of Jupyter's documentation: a user's data folder, or `share/jupyter` of a prefix.
  @Test func places() throws {
    let cases: [(KernelPlace, String)] = [
      (try .user(environment: ["HOME": "\(folder)/home"]), "home/.local/share/jupyter"),
      (try .user(environment: ["HOME": "/", "XDG_DATA_HOME": "\(folder)/data"]), "data/jupyter"),
      (try .user(environment: ["HOME": "/", "JUPYTER_DATA_DIR": "\(folder)/own"]), "own"),
      (try .environment(environment: ["VIRTUAL_ENV": "\(folder)/venv"]), "venv/share/jupyter"),
      (try .environment(environment: ["CONDA_PREFIX": "\(folder)/conda"]), "conda/share/jupyter"),
      (.prefixed("\(folder)/usr"), "usr/share/jupyter"), (.prefixed("\(folder)/usr/"), "usr/share/jupyter"),
    ]
    defer { try? files.removeItem(atPath: folder) }
    for (place, path) in cases {
      let spec = try KernelSpec(name: "Mine", program: "/bin/kernel")
      #expect(try spec.install(at: place) == "\(folder)/\(path)/kernels/mine")
      #expect(try files.contentsOfDirectory(atPath: "\(folder)/\(path)/kernels") == ["mine"])
      _ = try spec.uninstall(from: place)
    }
    #expect(throws: Refusal.self) { try KernelPlace.environment(environment: ["HOME": "/root"]) }
    #expect(throws: Refusal.self) { try KernelPlace.user(environment: [:]) }
  }

  /// Installing twice is installing once; what is removed takes nothing along that was not installed.
  @Test func twiceAndAway() throws {
    defer { try? files.removeItem(atPath: folder) }
    let place = KernelPlace.prefixed(folder), spec = try KernelSpec(program: "/bin/kernel")
    let path = try spec.install(at: place)
    let first = try contents(of: path)
    #expect(try spec.install(at: place) == path)
    #expect(try contents(of: path) == first)
    #expect(Set(first.keys) == ["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"])
    _ = files.createFile(atPath: "\(path)/mine.txt", contents: Data())
    #expect(throws: Refusal.self) { try spec.uninstall(from: place) }
    #expect(try files.contentsOfDirectory(atPath: path) == ["mine.txt"])
    try files.removeItem(atPath: "\(path)/mine.txt")
    _ = try spec.install(at: place)
    #expect(try spec.uninstall(from: place) == path)
    #expect(!files.fileExists(atPath: path))
    #expect(throws: Refusal.self) { try spec.uninstall(from: place) }
  }

  /// The program is started with the connection file, and with the options that were chosen.
  @Test func whatJupyterIsTold() throws {
    let json = try KernelSpec(program: "/a b/\"kernel\"", options: ["--safe"]).json
    let told = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(told["argv"] as? [String] == ["/a b/\"kernel\"", "-f", "{connection_file}", "--safe"])
    #expect(told["display_name"] as? String == "WGAN Lab")
    #expect(told["language"] as? String == "wgan")
  }

  @Test(arguments: ["", ".", "..", "a/b", "a b", "é", "a\n"])
  func namesThatJupyterRefuses(_ name: String) {
    #expect(throws: Refusal.self) { try KernelSpec(name: name, program: "x") }
  }

  /// The logos are pictures of their sizes: the header of a PNG file says so.
  @Test(arguments: [32, 64])
  func logos(_ size: Int) throws {
    defer { try? files.removeItem(atPath: folder) }
    let path = try KernelSpec(program: "x").install(at: .prefixed(folder))
    let bytes = try #require(files.contents(atPath: "\(path)/logo-\(size)x\(size).png"))
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Array(bytes[16..<24]) == [0, 0, 0, UInt8(size), 0, 0, 0, UInt8(size)])
  }

  private func contents(of path: String) throws -> [String: Data] {
    Dictionary(
      uniqueKeysWithValues: try files.contentsOfDirectory(atPath: path).map { name in
        (name, files.contents(atPath: "\(path)/\(name)") ?? Data())
      })
  }
}
