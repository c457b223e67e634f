import Foundation

/// A framework's script that is running and answers with the time of a round whenever it is asked.
final class Peer {
  /// What it calls itself, with its version.
  let name: String
  private let process: Process
  private let questions: FileHandle
  private let answers: LineSource

  /// How a script is called.
  struct Script {
    let file: String
    let mode: String
  }

  /// Every script and mode.
  static let scripts = [
    Script(file: "torch_rounds.py", mode: "eager"), Script(file: "torch_rounds.py", mode: "channels_last"),
    Script(file: "jax_rounds.py", mode: "jit"), Script(file: "tensorflow_rounds.py", mode: "graph"),
    Script(file: "tensorflow_rounds.py", mode: "xla"),
  ]

  /// Starts a script and waits until it is ready; throws its last words where it does not get there.
  init(_ script: Script, _ workload: BenchmarkWorkload, python: String, folder: String) throws(PeerFailure) {
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      python, "\(folder)/\(script.file)", workload.family, script.mode, String(workload.width),
      String(workload.batch),
    ]
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
    do { try process.run() } catch { throw PeerFailure(text: "\(python) could not be started") }
    questions = input.fileHandleForWriting
    answers = LineSource(output.fileHandleForReading)
    while let line = answers.next() {
      guard line.hasPrefix("ready ") else { continue }
      name = String(line.dropFirst(6))
      return
    }
    let words = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    throw PeerFailure(text: words.split(separator: "\n").last.map(String.init) ?? "it ended without a word")
  }

  deinit {
    try? questions.close()
    process.waitUntilExit()
  }

  /// The milliseconds of one round.
  func round() throws(PeerFailure) -> Double {
    do { try questions.write(contentsOf: Data("go\n".utf8)) } catch { throw PeerFailure(text: "\(name) has ended") }
    while let line = answers.next() { if let time = Double(line) { return time } }
    throw PeerFailure(text: "\(name) has ended")
  }

  /// What the process holds in memory, in MiB.
  var residentMiB: Double? { ResidentMemory.miB(of: process.processIdentifier) }
}

/// Why a peer is left out.
struct PeerFailure: Error {
  let text: String
}

/// A pipe's lines, one by one.
private final class LineSource {
  private let handle: FileHandle
  private var pending = Data()

  init(_ handle: FileHandle) { self.handle = handle }

  /// The next line; `nil` at the end.
  func next() -> String? {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending = Data(pending[(end + 1)...]) }
        return String(decoding: pending[..<end], as: UTF8.self)
      }
      let more = handle.availableData
      guard !more.isEmpty else { return nil }
      pending.append(more)
    }
  }
}

/// What the system says that a process occupies.
enum ResidentMemory {
  static func miB(of process: Int32) -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return nil }
    return kilobytes / 1024
  }

  static var ownMiB: Double? { miB(of: ProcessInfo.processInfo.processIdentifier) }
}
