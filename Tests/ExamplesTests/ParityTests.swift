import Foundation
import Testing

/// The programs of other frameworks. They run where these are installed (`make parity`); here is what can be held without them.
@Suite struct ParityTests {
  private static let folder = Repository.root.appendingPathComponent("Examples/parity")

  /// They are there to be read.
  @Test func theyAreShort() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".py") }
    #expect(names.contains("torch_replay.py") && names.contains("keras_replay.py"))
    for name in names {
      let text = try Repository.text(of: "Examples/parity/\(name)")
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 121, "\(name): 120 lines at most")
    }
  }

  /// Each of the kit's layers has its line where a tape's steps are made again and where parameters are carried.
  @Test(arguments: [["torch_network"], ["keras_network"], ["torch_sequential"], ["keras_layers", "keras_parameters"]])
  func everyLayerIsKnown(_ programs: [String]) throws {
    let text = try programs.map { try Repository.text(of: "Examples/parity/\($0).py") }.joined()
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
