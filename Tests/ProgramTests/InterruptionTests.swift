import Foundation
import Testing

/// Ctrl-C ends whatever takes long, as interrupted. No time is measured here: each of these would go on for many seconds, some for minutes, and
/// the laws beside the loops count how seldom they ask.
@Suite(.serialized) struct InterruptionTests {
  private static let hasFashion = FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")

  @Test(arguments: [
    ["normal(100000000);"],
    ["convtranspose2d(uniform(1, 2000, 2000, 1), uniform(128, 128, 1, 1));"],
    ["conv2d(uniform(1, 1048576, 1, 1), uniform(65000, 1, 1, 1));"],
    ["a = uniform(20000000, 1); # long line", "wasserstein(a, uniform(20000000, 1))"],
    ["a = uniform(2048, 60);", "wasserstein(a, 1 - uniform(2048, 60))"],
    ["x = range(5000);", "jacobian(tanh(x*x), x);"],
    ["use 8gaussians;", "train 1000000"],
    ["use 8gaussians;", "until 1 > 2 max 1000000"],
    ["x = 0;", "repeat 1000000\n  x = x*1;\nend"],
    ["use fashion-article;", "train 1000"],
    ["use fashion;", "show quality"],
  ])
  func whatTakesLongIsInterrupted(_ lines: [String]) throws {
    guard Self.hasFashion || !lines[0].contains("fashion") else { return }
    let setUp = lines.dropLast() + ["6*7"]
    let program = try Program(["run"] + (setUp + lines.suffix(1)).flatMap { ["-e", $0] })
    let deadline = Date(timeIntervalSinceNow: Program.patience)
    while !program.output.contains("42"), Date() < deadline { usleep(10_000) }
    usleep(200_000)
    kill(program.process.processIdentifier, SIGINT)
    let called = program.wait()
    #expect(called.code == 130, "\(lines): \(called.errors)")
    #expect(called.errors.contains("interrupted") || called.errors.contains("stopped after"))
    #expect(!called.errors.contains("CellStopped("))
  }
}
