import Arrays
import Display
import Foundation

/// How long the program takes to be ready, what it holds then, and how fast the machine multiplies.
enum Startup {
  static func table(peak: Double) -> Table {
    Table(
      "this computer", columns: ["", ""],
      rows: [
        ["matrix product", "\(Int(peak / 1e9)) GF/s on \(threads) threads"],
        ["from the command to its first answer", "\(readyMilliseconds().map { "\(Int($0.rounded(.up))) ms" } ?? "?")"],
        ["held before the first round", "\(ResidentMemory.ownMiB.map { "\(Int($0.rounded())) MiB" } ?? "?")"],
      ])
  }

  private static var threads: String {
    ProcessInfo.processInfo.environment["OMP_NUM_THREADS"] ?? "\(ProcessInfo.processInfo.activeProcessorCount)"
  }

  /// The least of five starts that answer one line, from the command to the end of what it prints: Foundation notices a process's end only
  /// some 50 ms later.
  private static func readyMilliseconds() -> Double? {
    (0..<5).compactMap { _ in
      let (process, output) = (Process(), Pipe())
      process.executableURL = Bundle.main.executableURL
      process.arguments = ["run", "-e", "1"]
      process.standardOutput = output
      let clock = ContinuousClock()
      let time = try? clock.measure {
        try process.run()
        _ = output.fileHandleForReading.readDataToEndOfFile()
      }
      process.waitUntilExit()
      return time.map { $0 / .milliseconds(1) }
    }.min()
  }
}

/// How fast a large matrix product runs: what everything else is measured against.
enum MatrixPeak {
  private static let side = 1024

  /// Multiplications and additions in a second, the best of twelve products of 1,024 × 1,024.
  static func operationsPerSecond() -> Double {
    let form = Contraction.matrix(rows: side, inner: side, columns: side)
    let kernel = Kernels.current.contract(form, .result)
    let factor = NDArray(repeating: 0.5, shape: [side, side])
    let pointers = [factor.pointer, factor.pointer]
    let clock = ContinuousClock()
    let times = (0..<12).map { _ in
      clock.measure {
        _ = NDArray(shape: [side, side]) { output in
          guard let base = output.baseAddress else { return }
          pointers.withUnsafeBufferPointer { kernel.run($0, base) }
        }
      } / .seconds(1)
    }
    return Double(form.operationCount) / (times.min() ?? .infinity)
  }
}
