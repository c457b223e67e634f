import Foundation
import Testing

/// What the program did when a shell called it.
struct Called {
  let code: Int32
  let output: String
  let errors: String
}

/// The built program, run as a shell runs it: arguments, input, environment, and what comes out.
final class Program {
  /// How long a call may take, in seconds; only one that hangs waits that long.
  static let patience = 60.0

  let process = Process()
  private let folder = Folder()
  private let ended = DispatchSemaphore(value: 0)

  /// Starts it. The output goes to a file unless another place is given.
  init(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:], output: FileHandle? = nil,
    in working: String? = nil
  ) throws {
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "wganlab")
    process.arguments = arguments
    let base = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "SWIFT_BACKTRACE": "enable=no", "OMP_NUM_THREADS": "1"]
    process.environment = base.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: working ?? folder.path)
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.file("in", $0))) }
      ?? FileHandle.nullDevice
    process.standardOutput = try output ?? FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("out", "")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("err", "")))
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  /// What it has printed so far.
  var output: String { folder.text("out") }

  /// Waits for its end.
  func wait() -> Called {
    if ended.wait(timeout: .now() + Program.patience) == .timedOut {
      Issue.record("\(process.arguments ?? []) does not end")
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let signalled = process.terminationReason == .uncaughtSignal
    return Called(
      code: signalled ? 128 + process.terminationStatus : process.terminationStatus, output: output,
      errors: folder.text("err"))
  }
}

/// Calls the program and waits for its end.
func wganlab(
  _ arguments: String..., input: String? = nil, environment: [String: String] = [:], in working: String? = nil
) throws -> Called {
  try Program(arguments, input: input, environment: environment, in: working).wait()
}

/// A folder of its own, gone afterwards.
final class Folder: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "program-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func file(_ name: String, _ text: String) -> String {
    let file = path + "/" + name
    _ = FileManager.default.createFile(atPath: file, contents: Data(text.utf8))
    return file
  }

  func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path + "/" + name) ?? Data(), as: UTF8.self)
  }
}
