import Foundation
import Testing

/// The program with little memory: what would not fit is refused, and can be freed again.
@Suite struct MemoryTests {
  @Test func whatDoesNotFitIsRefusedAndNamesCanBeFreed() throws {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "wganlab").path
    let lines = [
      "a = ones(268435456);", "b = a*2;", "c = variance(ones(200000000));", "a = 0", "1 + 1", "use 8gaussians;",
      "critic(normal(500000, 2));", "2 + 2",
    ]
    let shell = Process(), output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments =
      ["-c", "ulimit -v 4000000; exec \"$@\"", "sh", program, "run", "--keep-going"] + lines.flatMap { ["-e", $0] }
    shell.environment = ["OMP_NUM_THREADS": "1", "SWIFT_BACKTRACE": "enable=no"]
    (shell.standardOutput, shell.standardError) = (output, FileHandle.nullDevice)
    try shell.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationReason == .exit && shell.terminationStatus == 1)
    #expect(text.contains("2\n") && text.hasSuffix("4\n"))
  }
}
