import Foundation
import Synchronization

/// Proves lessons side by side, each by a process of its own on one thread: many of a lesson's steps are too small to be worth sharing out.
struct SharedChecks {
  /// The names of the lessons.
  let names: [String]
  /// What a report is: `text` or `json`.
  let format: String
  /// Where reports go, in the order of the names.
  let print: @Sendable (String) -> Void

  /// What is known so far.
  private struct Outcome {
    var reports: [Int: String] = [:]
    var printed = 0
    var code: Int32 = 0
  }

  /// Runs them all; gives the exit code: 0 when all are proved, 130 when interrupted, else 1.
  func run() -> Int32 {
    let outcome = Mutex(Outcome())
    DispatchQueue.concurrentPerform(iterations: names.count) { index in
      let (report, code) = check(names[index])
      outcome.withLock { outcome in
        outcome.reports[index] = report
        outcome.code = max(outcome.code, code)
        while let next = outcome.reports.removeValue(forKey: outcome.printed) {
          print(next)
          outcome.printed += 1
        }
      }
    }
    return outcome.withLock(\.code)
  }

  private func check(_ name: String) -> (report: String, code: Int32) {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["check", "--format", format, name]
    process.environment = ProcessInfo.processInfo.environment.merging(["OMP_NUM_THREADS": "1"]) { $1 }
    process.standardOutput = output
    do { try process.run() } catch { return ("FAIL  \(name): \(error.localizedDescription)\n", 1) }
    let report = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: report, as: UTF8.self), process.terminationStatus)
  }
}
