import Foundation
import Testing

/// The program with little memory: what would not fit is refused, and can be freed again.
@Suite struct MemoryTests {
  @Test(arguments: [
    ["a = ones(268435456);", "b = a*2;", "c = variance(ones(200000000));"],
    ["a = uniform(100000000);", "a+1+1+1+1+1+1+1+1+1+1+1+1;"],
    [
      "a = uniform(60000000, 1);", "wasserstein(a, a)", "wasserstein(uniform(100000000, 1), a)",
      "a + a + a + a + a + a + a;",
    ],
    ["x = ones(2);", "y = tanh(x);"] + (0..<16).map { _ in "y = gradient(sum(y), x);" },
    ["a = ones(60000000);", "gradient(sum(exp(tanh(a*a)*a)*a), a);"],
    ["jacobian(tanh(range(16000)), x);", "x = range(16000);", "jacobian(tanh(x), x);"],
    ["use 8gaussians;", "critic(normal(2000000, 2));"],
    ["use 8gaussians;", "critic = network([2], dense(8000), dense(8000), dense(1))", "train 1"],
  ])
  func whatDoesNotFitIsRefusedAndNamesCanBeFreed(_ wishes: [String]) throws {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "wganlab").path
    let lines = wishes + ["a = 0", "x = 0", "y = 0", "1 + 1", "2 + 2"]
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
