import ArgumentParser
import Benchmark

import class Display.DescriptorSink

/// `wganlab bench`
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures training rounds against PyTorch, JAX and TensorFlow, in turn, in one run.",
    discussion: """
      Peers come from the Python that WGANLAB_PYTHON names (python3 when unset) and the scripts in Tests/Peers (another \
      folder: WGANLAB_PEERS). Those that are not installed are named and left out.
      """)
  @Option(help: "How long each workload is measured, in seconds.") var seconds = 20.0
  @Option(help: "Another width of the networks.") var width: Int?
  @Option(help: "Another batch size.") var batch: Int?
  @Argument(help: "Workloads: toy64, toy512, fashion, article. All when left out.") var workloads: [String] = []

  func validate() throws {
    guard seconds > 0, seconds <= 86_400 else {
      throw ValidationError("--seconds is a time above 0, at most 86400; got \(seconds)")
    }
    for (name, count) in [("--width", width), ("--batch", batch)] {
      guard let count, !(1...65_536).contains(count) else { continue }
      throw ValidationError("\(name) is a whole number from 1 to 65536; got \(count)")
    }
  }

  func run() throws {
    let known = BenchmarkWorkload.all
    let chosen = try (workloads.isEmpty ? known.map(\.name) : workloads).map { name in
      guard let workload = known.first(where: { $0.name == name }) else {
        throw ValidationError("\(name) is no workload. There are \(known.map(\.name).joined(separator: ", ")).")
      }
      return width == nil && batch == nil ? workload : workload.with(width: width, batch: batch)
    }
    let sink = DescriptorSink()
    var benchmark = Benchmark { sink.write($0 + "\n") }
    benchmark.seconds = seconds
    try benchmark.run(chosen)
    WganLab.end(sink, 0)
  }
}
