import Foundation
import Testing

/// The programs of other frameworks. They run where these are installed (`make parity`); here is what can be held without them.
@Suite struct ParityTests {
  private static let folder = Repository.root.appendingPathComponent("Examples/parity")

  /// They are there to be read.
  @Test(arguments: ["torch_replay.py", "keras_replay.py", "torch_network.py", "keras_network.py"])
  func theyAreShort(_ name: String) throws {
    let text = try Repository.text(of: "Examples/parity/\(name)")
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 121, "120 lines at most")
  }

  /// Each of the kit's layers has its line in both networks.
  @Test(arguments: ["torch_network.py", "keras_network.py"])
  func everyLayerIsKnown(_ name: String) throws {
    let text = try Repository.text(of: "Examples/parity/\(name)")
    let reference = try Repository.text(of: "Sources/Networks/LayerKind.swift")
    let names = reference.matches(of: /static let \w+ = \w+\(\s*"(\w+)"/).map { String($0.1) }
    #expect(names.count == 25)
    for layer in names { #expect(text.contains("\"\(layer)\""), "\(layer)") }
  }

  /// Where no framework is installed that is said, and is no failure.
  @Test func whatIsNotInstalledIsSaid() throws {
    let process = Process(), pipe = Pipe()
    process.executableURL = Self.folder.appendingPathComponent("run")
    process.environment = ["PYTORCH": "/no/python", "KERAS": "/no/python", "PATH": "/usr/bin:/bin"]
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(output.contains("torch is not installed for /no/python") && output.contains("keras is not installed"))
  }
}
